/// A whole number of any size, for the last step of an exact computation.
struct WideInteger: Sendable {
    /// The lowest word first; the highest word is not 0.
    private var words: [UInt64]
    private(set) var isNegative: Bool

    private init(words: [UInt64], isNegative: Bool) {
        var words = words
        while words.last == 0 { words.removeLast() }
        self.words = words
        self.isNegative = isNegative && !words.isEmpty
    }

    /// A number in two's complement, the lowest word first.
    init(twosComplement words: [UInt64]) {
        let isNegative = (words.last ?? 0) >> 63 == 1
        self.init(words: isNegative ? WideInteger.negated(words) : words, isNegative: isNegative)
    }

    private static func negated(_ words: [UInt64]) -> [UInt64] {
        var carry = true
        return words.map { word in
            let (sum, overflow) = (~word).addingReportingOverflow(carry ? 1 : 0)
            carry = overflow
            return sum
        }
    }

    var isZero: Bool { words.isEmpty }

    /// Cost: the product of the lengths.
    static func * (a: WideInteger, b: WideInteger) -> WideInteger {
        var product = [UInt64](repeating: 0, count: a.words.count + b.words.count + 1)
        for (i, x) in a.words.enumerated() where x != 0 {
            var carry: UInt64 = 0
            for (j, y) in b.words.enumerated() {
                let (high, low) = x.multipliedFullWidth(by: y)
                let (first, overflow1) = product[i + j].addingReportingOverflow(low)
                let (second, overflow2) = first.addingReportingOverflow(carry)
                product[i + j] = second
                carry = high + (overflow1 ? 1 : 0) + (overflow2 ? 1 : 0)
            }
            product[i + b.words.count] = carry
        }
        return WideInteger(words: product, isNegative: a.isNegative != b.isNegative)
    }

    static func * (a: WideInteger, b: UInt64) -> WideInteger {
        a * WideInteger(words: [b], isNegative: false)
    }

    static func - (a: WideInteger, b: WideInteger) -> WideInteger {
        if a.isNegative != b.isNegative {
            return WideInteger(words: sum(a.words, b.words), isNegative: a.isNegative)
        }
        return isLess(a.words, b.words)
            ? WideInteger(words: difference(b.words, a.words), isNegative: !a.isNegative)
            : WideInteger(words: difference(a.words, b.words), isNegative: a.isNegative)
    }

    private static func sum(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
        var carry: UInt64 = 0
        var sum: [UInt64] = []
        for index in 0..<max(a.count, b.count) {
            let (first, overflow1) = (index < a.count ? a[index] : 0)
                .addingReportingOverflow(index < b.count ? b[index] : 0)
            let (second, overflow2) = first.addingReportingOverflow(carry)
            sum.append(second)
            carry = overflow1 || overflow2 ? 1 : 0
        }
        return sum + [carry]
    }

    /// Of a number that is not less than the other one.
    private static func difference(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
        var borrow: UInt64 = 0
        return a.indices.map { index in
            let (first, overflow1) = a[index].subtractingReportingOverflow(index < b.count ? b[index] : 0)
            let (second, overflow2) = first.subtractingReportingOverflow(borrow)
            borrow = overflow1 || overflow2 ? 1 : 0
            return second
        }
    }

    private static func isLess(_ a: [UInt64], _ b: [UInt64]) -> Bool {
        guard a.count == b.count else { return a.count < b.count }
        for index in a.indices.reversed() where a[index] != b[index] { return a[index] < b[index] }
        return false
    }

    /// The number as `significand · 2^exponent`: its highest 128 bits or more, rounded to about 106. The significand
    /// is from 1 to 2^64, or 0.
    var approximation: (significand: DoubleDouble, exponent: Int) {
        var significand = DoubleDouble.zero
        // What two words and the rest of a third hold is more than a double-double does.
        let top = words.suffix(3)
        for word in top {
            // Each half is a double without rounding.
            let low = DoubleDouble(Double(word & 0xFFFF_FFFF))
            let high = DoubleDouble(Double(word >> 32) * 0x1p32)
            significand = significand * DoubleDouble(0x1p-64) + (high + low)
        }
        return (isNegative ? -significand : significand, (words.count - 1) * 64)
    }
}
