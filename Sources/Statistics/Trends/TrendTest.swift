/// The Cochran-Armitage test of a trend, with the variation of the shares around the trend.
///
/// A row is a stage, or one cluster (a source) of a stage. Of the chi-square of all rows about the common share, z² is
/// the trend and the rest, over rows − 2 degrees of freedom, is the dispersion. Where that is above 1, z is divided by
/// its root and compared with Student's t at these degrees of freedom.
///
/// Source: P. Armitage, "Tests for linear trends in proportions and frequencies", Biometrics 11 (1955) 375-386, for the
/// parts of chi-square; for the scaling P. McCullagh and J. A. Nelder, "Generalized Linear Models" (1989), section 4.5.
public struct TrendTest: Sendable {
    /// z of `cochranArmitage`, over the root of the dispersion where that is above 1.
    public let statistic: Double
    /// Two-sided.
    public let probability: Double
    /// `nil` with two rows.
    public let dispersion: Double?
    public let degrees: Int

    /// `nil` if `cochranArmitage` is.
    public init?(scores: [Double], successes: [Double], trials: [Double]) {
        guard let z = cochranArmitage(scores: scores, successes: successes, trials: trials),
            let series = ShareSeries(scores, successes, trials)
        else { return nil }
        let total = CompensatedSum(series.rows.lazy.map(\.trials)).value
        let share = CompensatedSum(series.rows.lazy.map(\.successes)).value / total
        let rest = CompensatedSum(series.rows.lazy.map(\.failures)).value / total
        degrees = series.rows.count - 2
        let chiSquare = Misfit(series.rows) { _ in (share, rest) }.pearson
        dispersion = degrees > 0 ? max(chiSquare - z * z, 0) / Double(degrees) : nil
        if let dispersion, dispersion > 1 {
            statistic = z / dispersion.squareRoot()
            probability = studentTwoSided(statistic, degrees: Double(degrees))
        } else {
            statistic = z
            probability = normalTwoSided(z)
        }
    }
}
