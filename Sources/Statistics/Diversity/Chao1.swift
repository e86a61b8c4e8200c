import Foundation

/// Chao's estimate of how many categories there are, seen and unseen: a lower bound of it, at least the number seen.
///
/// S + f₁·(f₁ − 1)/(2·(f₂ + 1)), the bias-corrected form, with f₁ and f₂ the numbers of categories seen once and twice.
///
/// `nil` by the rules of `WholeCounts`: counts must be whole. Cost: n log n.
///
/// Source: A. Chao, "Nonparametric estimation of the number of classes in a population", Scandinavian Journal of
/// Statistics 11 (1984) 265-270; the form and the variance as in R. K. Colwell, "EstimateS: user's guide" (2013),
/// appendix B.
public func chao1(_ counts: [Double]) -> Double? {
    WholeCounts(counts).map { $0.categories + $0.chao1Unseen }
}

/// The interval of `chao1`, from the logarithm of the number unseen taken as normal; never below the number seen.
///
/// S + T/K and S + T·K with T the number estimated unseen and K = exp(z·√ln(1 + variance/T²)).
///
/// Where no category was seen once, S/(1 − P) ∓ z·√(S·P/(1 − P)) with P = e^(−n/S), the probability to miss a
/// category, and z with two decimals (1.96), as scikit-bio and EstimateS have it.
///
/// Where one category was seen once T is 0 too. There, and where the bounds without singletons would be one number,
/// they are S/(1 − P) ∓ z·√V/(1 − P) with P = Σ e^(−x)/S and V = Σ (e^(−x) − e^(−2x)) − (Σ x·e^(−x))²/n.
///
/// `nil` if `chao1` is, unless 0 < `level` < 1, and if all counts are so great that the bounds are one number: that
/// would be no interval.
///
/// Source: A. Chao, "Estimating the population size for capture-recapture data with unequal catchability", Biometrics
/// 43 (1987) 783-791; where T is 0 R. K. Colwell, "EstimateS: user's guide" (2013), appendix B.
public func chao1Interval(_ counts: [Double], level: Double = 0.95) -> (low: Double, high: Double)? {
    guard let whole = WholeCounts(counts), level > 0, level < 1, let quantile = normalQuantile((1 - level) / 2) else {
        return nil
    }
    let (f1, f2, unseen) = (whole.singletons, whole.doubletons, whole.chao1Unseen)
    if f1 == 0, let interval = whole.intervalWithoutSingletons(quantile: quantile) { return interval }
    guard unseen > 0 else { return whole.intervalWithoutUnseen(quantile: quantile) }
    let d = f2 + 1
    let linear = f1 * (f1 - 1) / (2 * d) + f1 * (2 * f1 - 1) * (2 * f1 - 1) / (4 * d * d)
    // Without doubletons the last term has another form.
    let last =
        f2 > 0
        ? f1 * f1 * f2 * (f1 - 1) * (f1 - 1) / (4 * d * d * d * d)
        : -f1 * f1 * f1 * f1 / (4 * (whole.categories + unseen))
    let factor = exp(-quantile * log1p((linear + last) / (unseen * unseen)).squareRoot())
    return (whole.categories + unseen / factor, whole.categories + unseen * factor)
}

extension WholeCounts {
    /// The number of categories that Chao's estimate adds to those seen.
    fileprivate var chao1Unseen: Double { singletons * (singletons - 1) / (2 * (doubletons + 1)) }

    fileprivate func intervalWithoutSingletons(quantile: Double) -> (low: Double, high: Double)? {
        let missed = exp(-total / categories)
        guard missed < 1 else { return nil }
        let z = (-quantile * 100).rounded() / 100
        let centre = categories / (1 - missed)
        let reach = z * (categories * missed / (1 - missed)).squareRoot()
        let (low, high) = (max(centre - reach, categories), centre + reach)
        return low < high ? (low, high) : nil
    }

    fileprivate func intervalWithoutUnseen(quantile: Double) -> (low: Double, high: Double)? {
        func sum(_ term: (Double) -> Double) -> Double { CompensatedSum(counts.lazy.map(term)).value }
        let missed = sum { exp(-$0) } / categories
        let weighted = sum { $0 * exp(-$0) }
        let variance = sum { -exp(-$0) * expm1(-$0) } - weighted * weighted / total
        guard missed < 1, variance > 0 else { return nil }
        let (centre, reach) = (categories / (1 - missed), -quantile * variance.squareRoot() / (1 - missed))
        let (low, high) = (max(centre - reach, categories), centre + reach)
        return low < high ? (low, high) : nil
    }
}
