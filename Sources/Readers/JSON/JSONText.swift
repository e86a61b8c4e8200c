/// The text of JSON strings without their escapes.
enum JSONText {
    private typealias Block = SIMD16<UInt8>
    private static let blockBytes = 16

    static func hexadecimal(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte &- UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte &- UInt8(ascii: "a") &+ 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte &- UInt8(ascii: "A") &+ 10)
        default: nil
        }
    }

    /// Writes the string `text`, whose escapes the parser has checked, to `output` and returns the bytes written.
    ///
    /// `output` has space for `count` bytes, which is enough: no escape is shorter than its character.
    static func unescape(
        _ text: UnsafePointer<UInt8>, count: Int, into output: UnsafeMutablePointer<UInt8>
    ) -> Int {
        let backslashes = Block(repeating: UInt8(ascii: "\\"))
        var read = 0
        var written = 0
        while read < count {
            if read &+ blockBytes <= count {
                // A whole block is copied, and only what comes before the first backslash is kept.
                let block = UnsafeRawPointer(text + read).loadUnaligned(as: Block.self)
                UnsafeMutableRawPointer(output + written).storeBytes(of: block, as: Block.self)
                let length = ByteScan.firstMark(block .== backslashes)
                read &+= length
                written &+= length
                if length == blockBytes { continue }
            }
            if text[read] == UInt8(ascii: "\\") {
                unescapeOne(text, count: count, &read, output, &written)
            } else {
                output[written] = text[read]
                read &+= 1
                written &+= 1
            }
        }
        return written
    }

    private static func unescapeOne(
        _ text: UnsafePointer<UInt8>, count: Int, _ read: inout Int,
        _ output: UnsafeMutablePointer<UInt8>, _ written: inout Int
    ) {
        guard read &+ 1 < count else {
            read = count
            return
        }
        let escape = text[read &+ 1]
        guard escape == UInt8(ascii: "u") else {
            output[written] = character(of: escape)
            written &+= 1
            read &+= 2
            return
        }
        var scalar = codeUnit(text, at: read &+ 2, count: count)
        read &+= 6
        if scalar & 0xFC00 == 0xD800, read &+ 1 < count, text[read] == UInt8(ascii: "\\"),
            text[read &+ 1] == UInt8(ascii: "u")
        {
            let second = codeUnit(text, at: read &+ 2, count: count)
            if second & 0xFC00 == 0xDC00 {
                scalar = 0x10000 &+ (scalar & 0x3FF) &<< 10 &+ (second & 0x3FF)
                read &+= 6
            }
        }
        // Half of a pair is no scalar.
        for byte in Unicode.UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}")
            ?? Unicode.UTF8.encodedReplacementCharacter
        {
            output[written] = byte
            written &+= 1
        }
    }

    private static func character(of escape: UInt8) -> UInt8 {
        switch escape {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: escape
        }
    }

    private static func codeUnit(_ text: UnsafePointer<UInt8>, at start: Int, count: Int) -> UInt32 {
        var unit: UInt32 = 0
        for index in start..<start &+ 4 where index < count { unit = unit &<< 4 | (hexadecimal(text[index]) ?? 0) }
        return unit
    }

    /// The string of a tape entry of kind string.
    static func string(_ entry: TapeEntry, in text: UnsafePointer<UInt8>) -> String {
        let count = Int(entry.length)
        return String(unsafeUninitializedCapacity: max(count, 1)) { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            return unescape(text + Int(entry.start), count: count, into: base)
        }
    }
}
