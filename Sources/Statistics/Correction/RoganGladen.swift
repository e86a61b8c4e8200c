/// The true share of a value, given the share of samples that a tagger gave it and the tagger's errors on labelled
/// samples: (p + Sp − 1)/(Se + Sp − 1), 0 or 1 where that lies beyond.
///
/// `nil` unless 0 ≤ k ≤ n, n > 0, the labelled samples have both outcomes, and Se + Sp > 1: a tagger no better than
/// chance says nothing about the share.
///
/// Source: W. J. Rogan and B. Gladen, "Estimating prevalence from the results of a screening test", American Journal of
/// Epidemiology 107 (1978) 71-76.
public func roganGladen(_ given: Share, _ gold: GoldTable) -> Double? {
    let youden = gold.sensitivity - gold.falsePositiveRate
    guard given.isValid, youden > 0 else { return nil }
    return min(max((given.value - gold.falsePositiveRate) / youden, 0), 1)
}

/// Lang and Reiczigel's interval for the share corrected by `roganGladen`, which takes the errors as estimated too.
///
/// With p′ = (k + z²/2)/(n + z²), Se′ = (tp + 1)/(n_Se + 2), Sp′ likewise and π′ the corrected share of these, the
/// bounds are π′ + d ± z·√(p′(1 − p′)/(n + z²) + π′²·v_Se + (1 − π′)²·v_Sp)/(Se′ + Sp′ − 1), where v = Se′(1 − Se′)/
/// (n_Se + 2) and d = 2z²(π′·v_Se − (1 − π′)·v_Sp); within 0 and 1. The labelled samples are taken to be independent of
/// the others.
///
/// `nil` if `roganGladen` is, unless Se′ + Sp′ > 1 and 0 < `level` < 1.
///
/// Source: Z. Lang and J. Reiczigel, "Confidence limits for prevalence of disease adjusted for estimated sensitivity
/// and specificity", Preventive Veterinary Medicine 113 (2014) 13-22.
public func roganGladenInterval(_ given: Share, _ gold: GoldTable, level: Double = 0.95) -> (low: Double, high: Double)?
{
    guard roganGladen(given, gold) != nil, level > 0, level < 1, let lower = normalQuantile((1 - level) / 2) else {
        return nil
    }
    let z = -lower
    let trials = given.trials + z * z
    let share = (given.successes + z * z / 2) / trials
    let sensitivity = (gold.truePositives + 1) / (gold.positives + 2)
    let specificity = (gold.trueNegatives + 1) / (gold.negatives + 2)
    let youden = sensitivity + specificity - 1
    guard youden > 0 else { return nil }
    let corrected = (share + specificity - 1) / youden
    let ofSensitivity = sensitivity * (1 - sensitivity) / (gold.positives + 2)
    let ofSpecificity = specificity * (1 - specificity) / (gold.negatives + 2)
    let shift = 2 * z * z * (corrected * ofSensitivity - (1 - corrected) * ofSpecificity)
    let variance =
        share * (1 - share) / trials + corrected * corrected * ofSensitivity
        + (1 - corrected) * (1 - corrected) * ofSpecificity
    let halfWidth = z * variance.squareRoot() / youden
    func clipped(_ bound: Double) -> Double { min(max(bound, 0), 1) }
    return (clipped(corrected + shift - halfWidth), clipped(corrected + shift + halfWidth))
}
