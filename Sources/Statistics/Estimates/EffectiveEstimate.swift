import Foundation

/// The effective number of categories of the population, the Hill number of order 1, estimated from the counts of a
/// sample: the exponential of `chaoEntropy`, with its interval.
///
/// The interval is exp(H ∓ z·σ). σ² = V/n + (S − 1)/(2n²) has the two first terms of the variance of the plug-in
/// entropy. V, the variance of ln p among the samples, is estimated by that of ln(x/n) less its own bias, (Σ (1 + ln p
/// + H)(1 − p) − V)/n. There is no interval unless the sample meets `IntervalRule`: 500 samples, 50 a category, n·V of
/// 80 and of half the categories, and a plug-in entropy that is at most 0.75·σ from the estimate.
///
/// `nil` by the rules of `WholeCounts`: counts must be whole; unless 0 < `level` < 1. Cost: n log n.
///
/// Source: A. Chao, Y. T. Wang and L. Jost, Methods in Ecology and Evolution 4 (2013) 1091-1100; the variance B.
/// Harris, "The statistical estimation of entropy in the non-parametric case", Topics in Information Theory (1975)
/// 323-355.
public func effectiveEstimate(
    _ counts: [Double], level: Double = 0.95, rule: IntervalRule = .derived
) -> MeasureEstimate? {
    guard let whole = WholeCounts(counts), level > 0, level < 1, let quantile = normalQuantile((1 - level) / 2) else {
        return nil
    }
    let entropy = whole.chaoEntropy
    let estimate = exp(entropy)
    let error = whole.entropyVariance.squareRoot()
    guard whole.meets(rule), let observed = shannonEntropy(whole.counts),
        abs(entropy - observed) <= error * rule.greatestBias(at: -quantile)
    else { return MeasureEstimate(value: estimate, low: nil, high: nil) }
    return MeasureEstimate(value: estimate, low: exp(entropy + quantile * error), high: exp(entropy - quantile * error))
}

extension WholeCounts {
    /// n·V: n times the variance of ln p among the samples, its bias removed; below 0 where chance alone gives more.
    private var logShareSignal: Double {
        let logShares = counts.map { log($0 / total) }
        let entropy = -CompensatedSum(zip(counts, logShares).lazy.map { $0 / total * $1 }).value
        let variance = CompensatedSum(
            zip(counts, logShares).lazy.map { $0 / total * ($1 + entropy) * ($1 + entropy) }
        ).value
        let bias = CompensatedSum(zip(counts, logShares).lazy.map { (1 + $1 + entropy) * (1 - $0 / total) }).value
        return total * variance - (bias - variance)
    }

    /// The variance of the plug-in entropy, to the second order of 1/n.
    fileprivate var entropyVariance: Double {
        (max(logShareSignal, 0) + (categories - 1) / 2) / (total * total)
    }

    /// Whether there are samples enough for an interval: a category on average, and in all.
    func meets(_ rule: IntervalRule) -> Bool {
        total >= max(rule.leastSamples, rule.samplesPerCategory * categories)
            && logShareSignal >= max(rule.leastSignal, rule.leastSignalPerCategory * categories)
    }
}
