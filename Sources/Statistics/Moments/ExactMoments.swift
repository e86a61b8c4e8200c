import Foundation

/// The number, the sum and the sum of squares of values, without any rounding.
///
/// Variances come out right to the last digit whatever the offset of the values (1e8 + i·1e-7), the order of the rows
/// or what has passed through a sliding window. Cost: constant for each value, about a kilobyte in all.
public struct ExactMoments: Sendable {
    /// The number of values, repetitions included.
    public private(set) var count = 0
    private var sum = FixedPointSum.ofDoubles
    private var squares = FixedPointSum.ofProducts
    /// Values that are infinite or not a number.
    private var unbounded = 0

    public init() {}

    /// Adds a value that occurs `times` times; a negative number of times takes it out again. The total number of
    /// values must stay from 0 to 2^62.
    public mutating func add(_ value: Double, times: Int = 1) {
        count += times
        guard value.isFinite else { return unbounded += times }
        guard value != 0 else { return }
        let exponent = max(value.exponent, -1022) - 52
        let isSubnormal = value.exponentBitPattern == 0
        let significand = value.significandBitPattern | (isSubnormal ? 0 : 1 << 52)
        add(significand, exponent: Int(exponent), isNegative: value < 0, times: times)
    }

    /// The same for a whole number, beyond 2^53 too.
    public mutating func add(_ value: Int64, times: Int = 1) {
        count += times
        add(value.magnitude, exponent: 0, isNegative: value < 0, times: times)
    }

    private mutating func add(_ significand: UInt64, exponent: Int, isNegative: Bool, times: Int) {
        let repetitions = UInt64(times.magnitude)
        let (high, low) = significand.multipliedFullWidth(by: repetitions)
        sum.add((low, high, 0), exponent: exponent, isNegative: isNegative != (times < 0))
        let (squareHigh, squareLow) = significand.multipliedFullWidth(by: significand)
        let (lowHigh, lowLow) = squareLow.multipliedFullWidth(by: repetitions)
        let (highHigh, highLow) = squareHigh.multipliedFullWidth(by: repetitions)
        let (middle, overflow) = lowHigh.addingReportingOverflow(highLow)
        squares.add(
            (lowLow, middle, highHigh + (overflow ? 1 : 0)), exponent: 2 * exponent, isNegative: times < 0)
    }

    /// Σ(x − x̄)² / n; `nil` of no value, or where a value is infinite.
    public var populationVariance: Double? { variance(divisor: count)?.value }

    /// Σ(x − x̄)² / (n − 1); `nil` of fewer than two values, or where a value is infinite.
    public var sampleVariance: Double? { variance(divisor: count - 1)?.value }

    /// The root of the population variance.
    public var populationDeviation: Double? { variance(divisor: count)?.root }

    /// The root of the sample variance.
    public var sampleDeviation: Double? { variance(divisor: count - 1)?.root }

    /// (n·Σx² − (Σx)²) / (n·divisor), where the numerator is a whole number and exact.
    private func variance(divisor: Int) -> WideQuotient? {
        guard divisor > 0, unbounded == 0 else { return nil }
        let total = sum.value
        let numerator = squares.value * UInt64(count) - total * total
        return WideQuotient(
            numerator, exponent: FixedPointSum.exponentOfProduct,
            over: DoubleDouble(whole: count) * DoubleDouble(whole: divisor))
    }
}

/// A quotient with an exponent of its own, so that nothing overflows before it is rounded.
struct WideQuotient {
    private let significand: DoubleDouble
    /// Even.
    private let exponent: Int

    init(_ numerator: WideInteger, exponent: Int, over divisor: DoubleDouble) {
        let (significand, scale) = numerator.approximation
        self.significand = significand / divisor
        self.exponent = scale + exponent
    }

    /// Rounded once, unless it is subnormal.
    var value: Double { scalbn(significand.high, exponent) }

    /// The square root of a quotient that is not negative.
    var root: Double {
        let first = significand.high.squareRoot()
        guard first > 0 else { return 0 }
        let rest = (significand - DoubleDouble(first) * DoubleDouble(first)).high
        return scalbn(first + rest / (2 * first), exponent / 2)
    }
}

extension DoubleDouble {
    /// A whole number without rounding.
    init(whole value: Int) {
        let high = Double(value)
        // 2^63 itself is no `Int`.
        guard let near = Int(exactly: high) else {
            self = DoubleDouble(high)
            return
        }
        self = DoubleDouble(high) + DoubleDouble(Double(value - near))
    }
}
