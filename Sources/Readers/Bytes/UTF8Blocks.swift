/// Checks UTF-8 sixteen bytes at a time, without a branch for what the characters are.
///
/// Each byte is compared with the three before it, which are read by loads one, two and three bytes earlier. The leads
/// among them determine whether it must be a continuation. Leads that allow only some second bytes are checked
/// separately.
enum UTF8Blocks {
    private typealias Vector = SIMD16<UInt8>
    private typealias Signed = SIMD16<Int8>
    private typealias Mask = SIMDMask<Signed>

    private static let blockBytes = 16
    /// A block is read together with this many bytes before it.
    private static let lookBehind = 3

    /// True if the bytes are well-formed UTF-8. False if they are not, or are too few to be checked in blocks.
    static func areValid(_ text: UnsafePointer<UInt8>, count: Int) -> Bool {
        guard count >= 2 * blockBytes else { return false }
        // The blocks begin after the first characters, which have no bytes before them.
        var index = 0
        while index < lookBehind {
            let length = UTF8Check.characterLength(text + index, available: count &- index)
            if length == 0 { return false }
            index &+= length
        }
        var wrong = Mask(repeating: false)
        while index &+ blockBytes <= count {
            wrong = wrong .| wrongBytes(text + index)
            index &+= blockBytes
        }
        // The last block overlaps the one before it.
        wrong = wrong .| wrongBytes(text + (count &- blockBytes))
        let words = unsafeBitCast(wrong, to: SIMD2<UInt64>.self)
        return words[0] | words[1] == 0 && endsWhole(text + count)
    }

    /// Whether every lead among the last three bytes before `end` has all of its continuation bytes.
    private static func endsWhole(_ end: UnsafePointer<UInt8>) -> Bool {
        (end - 1).pointee < 0xC0 && (end - 2).pointee < 0xE0 && (end - 3).pointee < 0xF0
    }

    /// Marks the bytes of the block at `text` that cannot follow the bytes before them.
    @inline(__always)
    private static func wrongBytes(_ text: UnsafePointer<UInt8>) -> Mask {
        let block = load(text)
        let before = load(text - 1)
        // As signed numbers the continuations 80...BF are the least of all. (With the type of the vectors left to
        // inference, comparisons become loops over the bytes, a hundred times slower.)
        let signed = unsafeBitCast(block, to: Signed.self)
        let continues = signed .< Signed(repeating: Int8(bitPattern: 0xC0))
        let hasToContinue =
            (before .>= all(0xC0)) .| (load(text - 2) .>= all(0xE0)) .| (load(text - 3) .>= all(0xF0))
        // C0 and C1 begin no shortest form, F5 and above nothing.
        let isNeverRight = ((block & all(0xFE)) .== all(0xC0)) .| (block .>= all(0xF5))
        let isBelow90 = signed .< Signed(repeating: Int8(bitPattern: 0x90))
        let isBelowA0 = signed .< Signed(repeating: Int8(bitPattern: 0xA0))
        let isOverlong = ((before .== all(0xE0)) .& isBelowA0) .| ((before .== all(0xF0)) .& isBelow90)
        let isSurrogate = (before .== all(0xED)) .& .!isBelowA0
        let isTooGreat = (before .== all(0xF4)) .& .!isBelow90
        return (continues .^ hasToContinue) .| isNeverRight .| isOverlong .| isSurrogate .| isTooGreat
    }

    @inline(__always)
    private static func load(_ text: UnsafePointer<UInt8>) -> Vector {
        UnsafeRawPointer(text).loadUnaligned(as: Vector.self)
    }

    @inline(__always)
    private static func all(_ byte: UInt8) -> Vector { Vector(repeating: byte) }
}
