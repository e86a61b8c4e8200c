import Testing
import TestSupport

@testable import Statistics

/// Against whole numbers of 128 bits, which are exact.
@Suite struct DoubleDoubleTests {
    private func number(_ value: Int128) -> DoubleDouble {
        let high = Double(value)
        return DoubleDouble(high) + DoubleDouble(Double(value - Int128(high)))
    }

    private func whole(_ number: DoubleDouble) -> Int128 { Int128(number.high) + Int128(number.low) }

    @Test func sumsAndProductsOfWholeNumbersAreExact() {
        var generator = SeededGenerator(seed: 71)
        for _ in 0..<2_000 {
            let bits = Int.random(in: 1...50, using: &generator)
            let (a, b) = (
                Int128(Int64(truncatingIfNeeded: generator.next()) >> (63 - bits)),
                Int128(Int64(truncatingIfNeeded: generator.next()) >> 13)
            )
            #expect(whole(number(a) * number(b)) == a * b)
            let (p, q) = (a * b, b * b)
            #expect(whole(number(p) + number(q)) == p + q)
            #expect(whole(number(p) - number(q)) == p - q)
            #expect(whole(-number(p)) == -p)
        }
    }

    @Test func aQuotientIsTheInverseOfAProduct() {
        var generator = SeededGenerator(seed: 72)
        for _ in 0..<2_000 {
            let a = DoubleDouble(Double.random(in: 1...1e9, using: &generator)) / DoubleDouble(3)
            let b = DoubleDouble(Double.random(in: 1e-9...1, using: &generator)) / DoubleDouble(7)
            let rest = a / b * b - a
            #expect(abs(rest.high) <= 1e-30 * a.high)
        }
    }

    @Test func whatCancelsKeepsItsDigits() {
        #expect(differenceOfProducts(0x1p27 + 1, 0x1p27 - 1, 0x1p27, 0x1p27) == -1)
        #expect(differenceOfProducts(1e15 + 1, 1e15 + 1, 1e15, 1e15 + 2) == 1)
        // The exact sum of a million tenths, in two parts.
        let sum = CompensatedSum(repeatElement(0.1, count: 1_000_000))
        #expect(sum.value == 100_000 && isClose(sum.remainder, 5.551115123125783e-12, relative: 1e-3))
    }
}
