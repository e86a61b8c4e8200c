import Foundation

/// An exponential decay of a share over time, p(t) = a·exp(−r·t), fitted by maximum likelihood to binomial counts.
///
/// This is the binomial model with logarithmic link; each stage weighs as much as its samples tell. The fit keeps every
/// p(t) at the observed times at or below 1. The likelihood is concave, so the maximum is the only one. The interval of
/// the rate is that of the profile likelihood: all rates r at which twice the logarithm of the likelihood, at its best
/// a, lies less than z² below the maximum (z² the quantile of chi-square with one degree of freedom). It does not hang
/// on the scale: the interval of the half-life ln 2/r is that of r, transformed. The samples are taken to be
/// independent; where they come in clusters the interval is too narrow.
///
/// Source: J. Wacholder, "Binomial regression in GLIM: estimating risk ratios and risk differences", American Journal
/// of Epidemiology 123 (1986) 174-184; for the interval D. J. Venzon and S. H. Moolgavkar, "A method for computing
/// profile-likelihood-based confidence intervals", Applied Statistics 37 (1988) 87-94.
public struct ExponentialDecay: Sendable {
    /// r, by unit of time: above 0 where the share falls.
    public let rate: Double
    /// a, the fitted share at time 0; above 1 is possible where time 0 was not observed.
    public let initialShare: Double

    private let profile: LogBinomialProfile
    private let unit: Double

    /// Fits the decay.
    ///
    /// `nil` where the columns differ in length, it is not 0 ≤ k ≤ n < ∞ in each row, fewer than two different times
    /// have trials, or no finite rate fits best: there are no successes, or only at the first time, or only at the
    /// last. Rows with n = 0 change nothing. The order of the rows does not matter. Cost: some thousand exponentials.
    public init?(times: [Double], successes: [Double], trials: [Double]) {
        guard let series = ShareSeries(times, successes, trials), let first = series.rows.first,
            let last = series.rows.last, first.time < last.time, (last.time - first.time).isFinite,
            series.rows.contains(where: { $0.successes > 0 && $0.time > first.time }),
            series.rows.contains(where: { $0.successes > 0 && $0.time < last.time })
        else { return nil }
        // Time runs from 0 to 1 inside.
        let span = last.time - first.time
        let profile = LogBinomialProfile(
            series.rows.map { ($0.time == last.time ? 1 : ($0.time - first.time) / span, $0.successes, $0.failures) })
        guard let scaledRate = profile.bestRate() else { return nil }
        self.profile = profile
        unit = span
        rate = scaledRate / span
        initialShare = exp(profile.bestIntercept(rate: scaledRate).logShare + scaledRate / span * first.time)
    }

    /// The interval of the rate. `nil` unless 0 < `level` < 1.
    public func rateInterval(level: Double = 0.95) -> (low: Double, high: Double)? {
        guard level > 0, level < 1, let quantile = normalQuantile((1 - level) / 2) else { return nil }
        guard let low = profile.rate(deviance: quantile * quantile, from: rate * unit, direction: -1),
            let high = profile.rate(deviance: quantile * quantile, from: rate * unit, direction: 1)
        else { return nil }
        return (low / unit, high / unit)
    }

    /// The time in which the share halves, ln 2/r; `nil` where the share does not fall (r ≤ 0).
    public var halfLife: Double? { Self.halfLife(rate: rate) }

    /// The interval of the half-life: ln 2 over the bounds of the rate. The high bound is `nil`, without bound, where
    /// rates of 0 and below are in the interval of the rate; the low one is, where all of that interval is 0 or below.
    public func halfLifeInterval(level: Double = 0.95) -> (low: Double?, high: Double?)? {
        rateInterval(level: level).map { (Self.halfLife(rate: $0.high), Self.halfLife(rate: $0.low)) }
    }

    private static func halfLife(rate: Double) -> Double? {
        rate > 0 ? log(2) / rate : nil
    }
}
