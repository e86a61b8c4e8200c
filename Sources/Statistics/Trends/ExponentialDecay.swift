import Foundation

/// An exponential decay of a share over time, p(t) = a·exp(−r·t), fitted by maximum likelihood to binomial counts.
///
/// This is the binomial model with logarithmic link; each stage is weighted by the information in its samples. The fit
/// keeps every p(t) at the observed times at or below 1. The likelihood is concave, so the maximum is the only one. The
/// interval of the rate is that of the profile likelihood: all rates r at which twice the logarithm of the likelihood,
/// at its best a, lies less than z² below the maximum (z² the quantile of chi-square with one degree of freedom). It
/// does not depend on the scale: the interval of the half-life ln 2/r is that of r, transformed. The samples are
/// assumed to be independent; if they are clustered, the interval is too narrow.
///
/// Source: J. Wacholder, "Binomial regression in GLIM: estimating risk ratios and risk differences", American Journal
/// of Epidemiology 123 (1986) 174-184; for the interval D. J. Venzon and S. H. Moolgavkar, "A method for computing
/// profile-likelihood-based confidence intervals", Applied Statistics 37 (1988) 87-94.
public struct ExponentialDecay: Sendable {
    /// r, by unit of time: above 0 where the share falls.
    public let rate: Double
    /// The fitted share at the first time that has trials, at most 1. Time 0 may lie far from the data, as the year 0
    /// does, and the curve is without meaning there.
    public let initialShare: Double
    /// r with the whole span of the times as the unit of time.
    let scaledRate: Double

    private let profile: LogBinomialProfile
    private let unit: Double

    /// Fits the decay.
    ///
    /// `nil` if the columns differ in length, it is not 0 ≤ k ≤ n < ∞ in each row, fewer than two different times have
    /// trials, or no finite rate fits best: there are no successes, or only at the first time, or only at the last.
    /// Rows with n = 0 change nothing. The order of the rows does not matter. Cost: some thousand exponentials.
    public init?(times: [Double], successes: [Double], trials: [Double]) {
        guard let series = ShareSeries(times, successes, trials), let first = series.rows.first,
            let last = series.rows.last, first.time < last.time,
            series.rows.contains(where: { $0.successes > 0 && $0.time > first.time }),
            series.rows.contains(where: { $0.successes > 0 && $0.time < last.time })
        else { return nil }
        // Time runs from 0 to 1 inside, so that calendar years and other great or tiny times lose nothing.
        let profile = LogBinomialProfile(
            series.rows.map { (series.position(of: $0.time), $0.successes, $0.failures) })
        guard let scaledRate = profile.bestRate() else { return nil }
        self.profile = profile
        self.scaledRate = scaledRate
        unit = last.time - first.time
        rate = scaledRate / unit
        initialShare = min(exp(profile.bestIntercept(rate: scaledRate).logShare), 1)
    }

    /// The fitted share and what it leaves to 1, at a position of time from 0, the first, to 1, the last.
    func fitted(at position: Double) -> (share: Double, rest: Double) {
        let logShare = min(profile.bestIntercept(rate: scaledRate).logShare(rate: scaledRate, at: position), 0)
        return (exp(logShare), -expm1(logShare))
    }

    /// The rates, with the span of the times as the unit, at which the deviance is so far above its least value.
    func scaledRates(devianceBelow limit: Double) -> (low: Double, high: Double)? {
        guard let low = profile.rate(deviance: limit, from: scaledRate, direction: -1),
            let high = profile.rate(deviance: limit, from: scaledRate, direction: 1)
        else { return nil }
        return (low, high)
    }

    /// A rate in the unit of the times.
    func inUnits(_ scaledRate: Double) -> Double { scaledRate / unit }

    /// The half-life at a rate that has the span of the times as its unit; `nil` if the share does not fall.
    func halfLife(scaledRate: Double) -> Double? {
        guard scaledRate > 0 else { return nil }
        let rate = scaledRate / unit
        let time = rate.isNormal ? log(2) / rate : log(2) / scaledRate * unit
        return time.isFinite ? time : nil
    }

    /// The interval of the rate. `nil` unless 0 < `level` < 1.
    public func rateInterval(level: Double = 0.95) -> (low: Double, high: Double)? {
        scaledInterval(level: level).map { (inUnits($0.low), inUnits($0.high)) }
    }

    private func scaledInterval(level: Double) -> (low: Double, high: Double)? {
        guard level > 0, level < 1, let quantile = normalQuantile((1 - level) / 2) else { return nil }
        return scaledRates(devianceBelow: quantile * quantile)
    }

    /// The time in which the share halves, ln 2/r; `nil` if the share does not fall (r ≤ 0).
    public var halfLife: Double? { halfLife(scaledRate: scaledRate) }

    /// The interval of the half-life: ln 2 over the bounds of the rate. The high bound is `nil`, without bound, where
    /// rates of 0 and below are in the interval of the rate; the low one is, where all of that interval is 0 or below.
    public func halfLifeInterval(level: Double = 0.95) -> (low: Double?, high: Double?)? {
        scaledInterval(level: level).map { (halfLife(scaledRate: $0.high), halfLife(scaledRate: $0.low)) }
    }
}
