/// Counts the characters of a text as SQLite's `length` does: its code points up to the first NUL.
///
/// A character begins with a byte that is not a continuation. A byte of the form 10xxxxxx is a continuation if another
/// such byte, or one from 0xC0 on, precedes it. This rule also applies to bytes that are not UTF-8.
public enum CharacterCount {
    /// Sixteen bytes.
    private typealias Bytes = SIMD2<UInt64>
    private static let width = 16
    /// A byte counts to 255.
    private static let maximumSteps = 255

    /// - Complexity: O(bytes), in steps of sixteen; one by one if there is a NUL or invalid UTF-8.
    public static func of(_ text: UnsafeRawBufferPointer) -> Int {
        guard text.count > width, let base = text.baseAddress, text[0] != 0, text[0] & 0xC0 != 0x80 else {
            return byteByByte(text)
        }
        // Not static: a static value would be fetched again for each text.
        let lowBits = Bytes(repeating: 0x0101_0101_0101_0101)
        let highBits = Bytes(repeating: 0x8080_8080_8080_8080)
        var continuations = 0
        var unusual = Bytes(repeating: 0)
        // From the second byte on, so that there always is a previous byte.
        var place = 1
        while place + width <= text.count {
            let end = place + min((text.count - place) / width, maximumSteps) * width
            var counts = Bytes(repeating: 0)
            while place < end {
                let bytes = base.loadUnaligned(fromByteOffset: place, as: Bytes.self)
                let before = base.loadUnaligned(fromByteOffset: place - 1, as: Bytes.self)
                // The second highest bit of each byte, moved to the highest, must be 0.
                let continues = bytes & ~(bytes &<< 1) & highBits
                // A NUL, or a continuation after a byte below 0x80, which has no continuation.
                unusual |= ((bytes &- lowBits) & ~bytes) | (continues & ~before)
                counts &+= continues &>> 7
                place += width
            }
            continuations += Int(truncatingIfNeeded: unsafeBitCast(counts, to: SIMD16<UInt8>.self).sumOfBytes)
        }
        while place < text.count {
            let byte = text[place]
            if byte == 0 || (byte & 0xC0 == 0x80 && text[place - 1] < 0x80) { return byteByByte(text) }
            continuations += byte & 0xC0 == 0x80 ? 1 : 0
            place += 1
        }
        let isUsual = (unusual & highBits) == Bytes(repeating: 0)
        return isUsual ? text.count - continuations : byteByByte(text)
    }

    private static func byteByByte(_ text: UnsafeRawBufferPointer) -> Int {
        var count = 0
        var isWithin = false
        for byte in text {
            if byte == 0 { break }
            if byte & 0xC0 == 0x80, isWithin { continue }
            count += 1
            isWithin = byte >= 0xC0
        }
        return count
    }
}
