#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Searches of bytes eight at a time: each word is tested with a few arithmetic operations. Vectors pay only if many
/// consecutive bytes are skipped.
///
/// The test for a zero byte is `(x - 0x01…) & ~x & 0x80…` (Mycroft). A borrow can mark bytes above a true match but
/// none below it, so the lowest marked byte is exact, and only that one is used.
enum ByteScan {
    static let ones: UInt64 = 0x0101_0101_0101_0101
    static let highBits: UInt64 = 0x8080_8080_8080_8080

    @inline(__always)
    static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* ones }

    /// Marks with a high bit the bytes of `word` that equal the one repeated in `pattern`.
    @inline(__always)
    static func matches(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
        let difference = word ^ pattern
        return (difference &- ones) & ~difference
    }

    @inline(__always)
    static func word(_ text: UnsafePointer<UInt8>, at index: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(text + index).loadUnaligned(as: UInt64.self))
    }

    /// Whether two runs of `count` bytes are the same; for short runs, without a call.
    @inline(__always)
    static func isSame(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, count: Int) -> Bool {
        if count >= 8 {
            // The last word overlaps the one before it.
            var difference = word(left, at: count &- 8) ^ word(right, at: count &- 8)
            var index = 0
            while index &+ 8 < count {
                difference |= word(left, at: index) ^ word(right, at: index)
                index &+= 8
            }
            return difference == 0
        }
        for index in 0..<count where left[index] != right[index] { return false }
        return true
    }

    /// The bytes of `word` below the `count` lowest are cleared; `count` is 0...7.
    @inline(__always)
    static func lowest(_ count: Int, of word: UInt64) -> UInt64 { word & ((1 &<< UInt64(count &* 8)) &- 1) }

    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    /// The first index from `start` on whose byte is `byte`.
    @inline(__always)
    static func first(_ byte: UInt8, in text: UnsafePointer<UInt8>, from start: Int, count: Int) -> Int? {
        // The searched bytes are often close together, and a call costs as much as a word or two.
        if start &+ 8 <= count {
            let stops = matches(word(text, at: start), repeated(byte)) & highBits
            if stops != 0 { return start &+ stops.trailingZeroBitCount &>> 3 }
        }
        guard start < count, let found = memchr(text + start, Int32(byte), count &- start) else { return nil }
        return UnsafeRawPointer(text).distance(to: found)
    }

    /// How many bytes are `byte`.
    static func count(_ byte: UInt8, in text: UnsafePointer<UInt8>, count: Int) -> Int {
        let pattern = Vector(repeating: byte)
        var found = 0
        var index = 0
        while index &+ 32 <= count {
            // A counter for each lane of a vector, as long as it cannot overflow.
            var counters = Vector(repeating: 0)
            let end = min(index &+ 255 &* 32, count)
            while index &+ 32 <= end {
                let bytes = UnsafeRawPointer(text + index).loadUnaligned(as: Vector.self)
                counters = counters &- unsafeBitCast(bytes .== pattern, to: Vector.self)
                index &+= 32
            }
            for place in 0..<32 { found &+= Int(counters[place]) }
        }
        while index < count {
            if text[index] == byte { found &+= 1 }
            index &+= 1
        }
        return found
    }

    /// The first index from `start` on whose byte is not JSON white space, or `count`.
    @inline(__always)
    static func skipSpace(_ text: UnsafePointer<UInt8>, from start: Int, count: Int) -> Int {
        var index = start
        while index < count && isSpace(text[index]) { index &+= 1 }
        return index
    }

    /// An index at or after `start` before which no byte ends a plain stretch of a JSON string: none is a quote, a
    /// backslash or below the blank. It is the index of the first such byte, unless fewer than 32 bytes follow it. Sets
    /// `seen` if a skipped byte, or one of the 32 around the index, is not ASCII.
    @inline(__always)
    static func skipPlainBytes(
        _ text: UnsafePointer<UInt8>, from start: Int, count: Int, _ seen: inout UInt64
    ) -> Int {
        let quotes = Vector(repeating: UInt8(ascii: "\""))
        let backslashes = Vector(repeating: UInt8(ascii: "\\"))
        let lastControl = Vector(repeating: 0x1F)
        let firstHigh = Vector(repeating: 0x80)
        var high = Mask(repeating: false)
        var index = start
        var offset = 0
        while index &+ 32 <= count {
            let bytes = UnsafeRawPointer(text + index).loadUnaligned(as: Vector.self)
            high = high .| (bytes .>= firstHigh)
            offset = firstMark((bytes .== quotes) .| (bytes .== backslashes) .| (bytes .<= lastControl))
            if offset < 32 { break }
            index &+= 32
        }
        if isAny(high) { seen |= highBits }
        return index &+ (offset & 31)
    }

    // Comparisons of two vectors become vector instructions; most other operations on vectors become loops.
    private typealias Vector = SIMD32<UInt8>
    private typealias Mask = SIMDMask<SIMD32<Int8>>

    /// The position of the first marked byte of sixteen; 16 if there is none.
    @inline(__always)
    static func firstMark(_ mask: SIMDMask<SIMD16<Int8>>) -> Int {
        firstMark(unsafeBitCast(mask, to: SIMD2<UInt64>.self))
    }

    /// The same of 32.
    @inline(__always)
    private static func firstMark(_ mask: Mask) -> Int {
        guard isAny(mask) else { return 32 }
        let words = unsafeBitCast(mask, to: SIMD4<UInt64>.self)
        let first = firstMark(words.lowHalf)
        return first < 16 ? first : 16 &+ firstMark(words.highHalf)
    }

    @inline(__always)
    private static func firstMark(_ words: SIMD2<UInt64>) -> Int {
        // Of no bit 64 are zeros.
        let later = 64 &+ words[1].trailingZeroBitCount
        return (words[0] != 0 ? words[0].trailingZeroBitCount : later) &>> 3
    }

    @inline(__always)
    private static func isAny(_ mask: Mask) -> Bool {
        let words = unsafeBitCast(mask, to: SIMD4<UInt64>.self)
        return words[0] | words[1] | words[2] | words[3] != 0
    }
}
