/// The Herfindahl-Hirschman index of estimated amounts of units, with an interval that also holds where the units are
/// nearly equal, or one has nearly everything.
///
/// The index is a ratio of squares, Σx² / (Σx)², each less its noise. To first order its variance is that of the
/// slopes, 4 pᵀWp with p the shares and W their covariance. It vanishes towards both ends, where all units are equal
/// and where one has everything. So an estimate that is too near to an end would get an interval that is too short.
/// Therefore the variance is taken as a function of the true index h, as Wilson's interval does for a share. With q the
/// variance for each (h − 1/U) at the estimate ĥ:
///
///     v(h) = q (h − 1/U) (1 − h) / (1 − ĥ) + 2 tr(W²)
///
/// The last term is the variance of the squares themselves. The interval has all h with (ĥ − h)² ≤ t² v(h). Its
/// quantile is Student's: where few labelled samples differ from their tags, the variance itself is uncertain.
///
/// Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209, for the interval; F. E. Satterthwaite, Biometrics
/// Bulletin 2 (1946) 110, for the degrees of freedom.
public struct ConcentrationEstimate: Sendable, Equatable {
    /// From `least` to 1.
    public let value: Double
    /// 1 over the number of units: the index of equal ones.
    public let least: Double
    /// The variance for each (h − 1/U) at the estimate.
    private let varianceOverDistance: Double
    /// The variance that is left where all units are equal.
    private let leastVariance: Double
    /// Degrees of freedom of the variance, at least 1; infinite if it is known.
    public let degrees: Double

    /// The effective number of units, the Hill number of order 2.
    public var effective: Double { 1 / value }
    /// The standard error of `value`.
    public var standardError: Double {
        (varianceOverDistance * (value - least) + leastVariance).squareRoot()
    }
    public var effectiveStandardError: Double { standardError / (value * value) }

    /// Nil unless the amounts and their squares are larger than their noise.
    ///
    /// - Parameters:
    ///   - takesNoiseOff: whether the noise of the amounts is taken off their squares.
    ///   - degrees: of freedom of the variance of a linear combination of the amounts.
    init?(
        _ amounts: [Double], covariance: UnitCovariance, takesNoiseOff: Bool, degrees: ([Double]) -> Double
    ) {
        let sum = CompensatedSum(amounts).value
        let squares = CompensatedSum(amounts.map { $0 * $0 }).value
        // V1, the covariance of each amount with the sum of all, and the variance of that sum.
        let withSum = covariance.times(amounts.map { _ in 1 })
        let ofSum = withSum.reduce(0, +)
        let noise = takesNoiseOff ? (squares: covariance.trace, sum: ofSum) : (squares: 0, sum: 0)
        guard sum > 0, squares > noise.squares, sum * sum > noise.sum else { return nil }
        let units = Double(amounts.count { $0 != 0 })
        least = 1 / units
        value = min(max((squares - noise.squares) / (sum * sum - noise.sum), least), 1)

        // The covariance of the shares p = x / Σx is W = (V − p(V1)ᵀ − (V1)pᵀ + (1ᵀV1) ppᵀ) / (Σx)². Not all of it is
        // written down: units without variance have a share, too.
        let shares = amounts.map { $0 / sum }
        let product = covariance.times(shares)
        let (pVp, pV1) = (Self.dot(shares, product), Self.dot(shares, withSum))
        let pp = Self.dot(shares, shares), scale = sum * sum
        let ofShares = (pVp - 2 * pV1 * pp + ofSum * pp * pp) / scale
        let traceOfSquare =
            (covariance.squares - 4 * Self.dot(withSum, product) + 2 * ofSum * pVp + 2 * pV1 * pV1
                + 2 * pp * Self.dot(withSum, withSum) - 4 * ofSum * pV1 * pp + ofSum * ofSum * pp * pp)
            / (scale * scale)
        leastVariance = max(2 * traceOfSquare, 0)
        let distance = pp - least
        varianceOverDistance = distance > 0 ? max(4 * ofShares / distance, 0) : 0
        // The derivative of Σx²/(Σx)² by each amount.
        self.degrees = degrees(shares.map { 2 * ($0 - pp) / sum })
    }

    /// The interval of the index, within 1/U and 1; nil unless 0 < `level` < 1.
    public func interval(level: Double = 0.95) -> (low: Double, high: Double)? {
        guard let quantile = studentQuantile(level: level, degrees: degrees) else { return nil }
        // a h² − 2 b h + c ≤ 0
        let square = quantile * quantile
        let slope = value < 1 ? square * varianceOverDistance / (1 - value) : 0
        let a = 1 + slope
        let b = value + slope * (1 + least) / 2
        let c = value * value + slope * least - square * leastVariance
        let root = max(b * b - a * c, 0).squareRoot()
        return (max((b - root) / a, least), min((b + root) / a, 1))
    }

    private static func dot(_ one: [Double], _ other: [Double]) -> Double {
        zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
    }
}
