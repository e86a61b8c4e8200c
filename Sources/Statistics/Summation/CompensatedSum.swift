/// A running sum that also carries the digits each addition rounds away.
///
/// The error of `value` is one rounding plus terms of order n·ε², so it is right to the last digits for a million
/// weights of very different size, where a plain sum loses about n·ε. Integers add up exactly as long as the total is
/// below 2^53. The value depends on the order of the terms; callers fix that order. A term that is not finite, or a
/// total beyond the range of `Double`, makes `value` infinite or NaN, as a plain sum would.
///
/// Source: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54 (1974) 39-51.
public struct CompensatedSum: Sendable {
    private var sum = 0.0
    private var compensation = 0.0

    /// An empty sum, whose value is 0.
    public init() {}

    /// The sum of `terms`, added first to last.
    public init(_ terms: some Sequence<Double>) {
        for term in terms { add(term) }
    }

    /// Adds one term. Constant time.
    public mutating func add(_ term: Double) {
        let total = sum + term
        // The total minus the larger of the two gives exactly the digits that the smaller one lost.
        if abs(sum) >= abs(term) {
            compensation += (sum - total) + term
        } else {
            compensation += (term - total) + sum
        }
        sum = total
    }

    /// The sum of the terms added so far.
    public var value: Double {
        sum.isFinite ? sum + compensation : sum
    }

    /// What rounding to `value` leaves out of a sum of terms that are not negative: at most half its last digit.
    var remainder: Double {
        sum.isFinite ? (sum - value) + compensation : 0
    }
}
