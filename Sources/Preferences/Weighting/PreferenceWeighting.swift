import Foundation

/// The filter and the weight of SCPO: what the gap d0 of a frozen reference reward says about a pair.
///
/// d0 = r0(chosen) − r0(rejected). A pair is kept if F = 1/(1 + exp(−d0)) is below tau: the reference does not already
/// agree with it. A kept pair weighs W = min(exp(d0/beta), 1): 1 for agreement and indifference, and less the more the
/// reference disagrees.
///
/// Source: arXiv 2606.18606, "SCPO".
public struct PreferenceWeighting: Sendable, Equatable {
    public let tau: Double
    public let beta: Double

    /// tau 0.7 and beta 1.10.
    public static let published = PreferenceWeighting(uncheckedTau: 0.7, beta: 1.1)

    /// - Throws: `PreferenceError.tauOutOfRange` unless 0 < tau < 1, `.betaOutOfRange` unless 0 < beta < ∞.
    public init(tau: Double = 0.7, beta: Double = 1.1) throws(PreferenceError) {
        guard tau > 0, tau < 1 else { throw .tauOutOfRange(tau) }
        try Self.check(beta: beta)
        (self.tau, self.beta) = (tau, beta)
    }

    private init(uncheckedTau tau: Double, beta: Double) { (self.tau, self.beta) = (tau, beta) }

    /// Whether the pair is kept for training: F < tau, strictly.
    public func keeps(_ gap: Double) -> Bool { Self.probability(gap) < tau }

    /// W, above 0 (or 0 where it underflows) and at most 1.
    public func weight(_ gap: Double) -> Double { gap >= 0 ? 1 : exp(gap / beta) }

    /// The weight of the ablation, max(exp(−d0), 1); infinite for d0 below −709.
    public static func inverseWeight(_ gap: Double) -> Double { gap >= 0 ? 1 : exp(-gap) }

    /// F, the probability that the reference gives to the pair as it was judged.
    ///
    /// The exponent is never positive, so nothing overflows, and a small F keeps all its digits.
    public static func probability(_ gap: Double) -> Double {
        if gap >= 0 { return 1 / (1 + exp(-gap)) }
        let odds = exp(gap)
        return odds / (1 + odds)
    }

    /// W for one pair, for SQL: `scpo_weight(d0, beta)`.
    ///
    /// - Throws: `PreferenceError.betaOutOfRange`.
    public static func weight(_ gap: Double, beta: Double) throws(PreferenceError) -> Double {
        try check(beta: beta)
        return gap >= 0 ? 1 : exp(gap / beta)
    }

    private static func check(beta: Double) throws(PreferenceError) {
        guard beta > 0, beta.isFinite else { throw .betaOutOfRange(beta) }
    }
}
