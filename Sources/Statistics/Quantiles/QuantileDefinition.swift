/// Which number a quantile of a sample is.
///
/// Source: R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996)
/// 361-365, whose numbers the types have.
public enum QuantileDefinition: Sendable {
    /// Type 7: a straight line between the two values around position (n − 1)·p, from 0. The default of numpy, R and
    /// pandas; `percentile_cont` of Postgres, `quantile_cont` of DuckDB.
    case linear
    /// Type 3: the value whose position from 1 is nearest to n·p; of two as near, the one at the even position.
    /// `closest_observation` of numpy.
    case nearest
    /// Type 1: the first value that at least the share p of all values do not exceed. `percentile_disc` of Postgres,
    /// `quantile_disc` of DuckDB, `inverted_cdf` of numpy.
    case inverted

    /// Where the p-quantile of `count` values in ascending order lies: after the value at position `lower`, from 0, the
    /// part `fraction` of the way to the next one.
    ///
    /// - Precondition: `count` is above 0, and p from 0 to 1.
    public func place(_ p: Double, count: Int) -> (lower: Int, fraction: Double) {
        let last = count - 1
        switch self {
        case .linear:
            let position = Double(last) * p
            let lower = min(Int(position.rounded(.down)), last)
            return lower == last ? (last, 0) : (lower, position - Double(lower))
        case .nearest:
            let position = QuantileDefinition.decimalProduct(count, p).rounded(.toNearestOrEven)
            return (min(max(Int(position), 1), count) - 1, 0)
        case .inverted:
            let position = QuantileDefinition.decimalProduct(count, p).rounded(.up)
            return (min(max(Int(position), 1), count) - 1, 0)
        }
    }

    /// n·p, p being the decimal number that was written: 100 · 0.55 is 55, though the double nearest to 0.55 is above
    /// it. If n·p differs from a whole or half number only by rounding, that number is used.
    private static func decimalProduct(_ count: Int, _ p: Double) -> Double {
        let product = Double(count) * p
        let near = (product * 2).rounded() / 2
        return abs(product - near) <= 2 * product.ulp ? near : product
    }
}

/// The number at `fraction` of the way from a to b, from 0 to 1: the exact number rounded once, so half the way from a
/// to b is their mean. `nil` if it is not defined, as between two infinities.
public func interpolate(_ a: Double, _ b: Double, _ fraction: Double) -> Double? {
    guard fraction > 0, a != b else { return a }
    let difference = b - a
    let value: Double
    if difference.isFinite {
        let exact = DoubleDouble(b) - DoubleDouble(a)
        value = (DoubleDouble(a) + exact * DoubleDouble(fraction)).high
    } else {
        value = a * (1 - fraction) + b * fraction
    }
    return value.isNaN ? nil : value
}
