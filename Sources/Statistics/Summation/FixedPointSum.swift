/// A sum of numbers without any rounding: a fixed-point number wide enough for every double, or for every product of
/// two doubles.
///
/// Addition is exact, so the order of the terms does not matter and a term that is taken out again leaves nothing
/// behind. Cost: an addition touches four words in most cases.
///
/// Source: U. Kulisch, "Computer Arithmetic and Validity" (2008), chapter 8, on the complete register.
struct FixedPointSum: Sendable {
    /// The magnitude of a term before its exponent: up to 192 bits, the lowest word first.
    typealias Magnitude = (low: UInt64, middle: UInt64, high: UInt64)

    /// In two's complement, the lowest word first.
    private var words: [UInt64]
    /// The binary exponent of the lowest bit.
    let lowestExponent: Int

    /// The lowest exponent of a double, and of a product of two.
    static let exponentOfDouble = -1074
    static let exponentOfProduct = -2148

    /// A sum of up to 2^63 doubles.
    static let ofDoubles = FixedPointSum(wordCount: 35, lowestExponent: exponentOfDouble)
    /// A sum of up to 2^63 products of two doubles.
    static let ofProducts = FixedPointSum(wordCount: 69, lowestExponent: exponentOfProduct)

    private init(wordCount: Int, lowestExponent: Int) {
        words = [UInt64](repeating: 0, count: wordCount)
        self.lowestExponent = lowestExponent
    }

    /// Adds `magnitude · 2^exponent`, or subtracts it. The exponent must not be below the lowest one, and the term must
    /// be one that the sum has room for.
    mutating func add(_ magnitude: Magnitude, exponent: Int, isNegative: Bool) {
        let bit = exponent - lowestExponent
        let (word, shift) = (bit >> 6, UInt64(bit & 63))
        let shifted: (UInt64, UInt64, UInt64, UInt64) =
            shift == 0
            ? (magnitude.low, magnitude.middle, magnitude.high, 0)
            : (
                magnitude.low << shift, magnitude.middle << shift | magnitude.low >> (64 - shift),
                magnitude.high << shift | magnitude.middle >> (64 - shift), magnitude.high >> (64 - shift)
            )
        words.withUnsafeMutableBufferPointer { words in
            if isNegative {
                var borrow = false
                borrow = FixedPointSum.subtract(shifted.0, borrow, from: &words[word])
                borrow = FixedPointSum.subtract(shifted.1, borrow, from: &words[word + 1])
                if word + 2 < words.count { borrow = FixedPointSum.subtract(shifted.2, borrow, from: &words[word + 2]) }
                if word + 3 < words.count { borrow = FixedPointSum.subtract(shifted.3, borrow, from: &words[word + 3]) }
                var next = word + 4
                while borrow, next < words.count {
                    borrow = FixedPointSum.subtract(0, true, from: &words[next])
                    next += 1
                }
            } else {
                var carry = false
                carry = FixedPointSum.add(shifted.0, carry, to: &words[word])
                carry = FixedPointSum.add(shifted.1, carry, to: &words[word + 1])
                if word + 2 < words.count { carry = FixedPointSum.add(shifted.2, carry, to: &words[word + 2]) }
                if word + 3 < words.count { carry = FixedPointSum.add(shifted.3, carry, to: &words[word + 3]) }
                var next = word + 4
                while carry, next < words.count {
                    carry = FixedPointSum.add(0, true, to: &words[next])
                    next += 1
                }
            }
        }
    }

    private static func add(_ term: UInt64, _ carry: Bool, to word: inout UInt64) -> Bool {
        let (sum, first) = word.addingReportingOverflow(term)
        let (total, second) = sum.addingReportingOverflow(carry ? 1 : 0)
        word = total
        return first || second
    }

    private static func subtract(_ term: UInt64, _ borrow: Bool, from word: inout UInt64) -> Bool {
        let (difference, first) = word.subtractingReportingOverflow(term)
        let (total, second) = difference.subtractingReportingOverflow(borrow ? 1 : 0)
        word = total
        return first || second
    }

    /// The sum as sign and magnitude.
    var value: WideInteger { WideInteger(twosComplement: words) }
}
