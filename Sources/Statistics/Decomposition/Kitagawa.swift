/// Kitagawa's decomposition of the change of a share from one group of samples to another. Each group is a mix of
/// strata such as domains, languages or tasks.
///
/// With a stratum's part w = n/N of its group and its share p = k/n: p₂ − p₁ of the groups is the sum over strata of
/// (w₂ − w₁)·(p₁ + p₂)/2, the part due to the mix, and of (p₂ − p₁)·(w₁ + w₂)/2, the part due to the shares within. The
/// two add up to the change; there is no part left over. A stratum that one group lacks has no share there. The share
/// of the other group is used, so that its whole effect is due to the mix.
///
/// Source: E. M. Kitagawa, "Components of a difference between two rates", Journal of the American Statistical
/// Association 50 (1955) 1168-1194.
public struct KitagawaDecomposition: Sendable {
    /// The parts of one stratum.
    public struct Part: Sendable, Equatable {
        /// The effect of a change of the stratum's part of the samples.
        public let mix: Double
        /// The effect of a change of the share within it.
        public let rate: Double
    }

    /// The part of the change due to the mix of strata.
    public let mix: Double
    /// The part of the change due to the shares within strata.
    public let rate: Double

    /// Decomposes the change between two groups, given stratum by stratum; a group that lacks a stratum has 0 of 0
    /// there.
    ///
    /// `nil` if the columns differ in length, it is not 0 ≤ k ≤ n < ∞ somewhere, or a group has no samples. The order
    /// of the strata does not matter. Cost: n log n.
    public init?(
        successes1: [Double], trials1: [Double], successes2: [Double], trials2: [Double]
    ) {
        let counts = [trials1.count, successes1.count, successes2.count, trials2.count]
        guard counts.allSatisfy({ $0 == trials1.count }) else { return nil }
        let total1 = CompensatedSum(trials1.sorted()).value
        let total2 = CompensatedSum(trials2.sorted()).value
        var parts: [Part] = []
        for stratum in trials1.indices {
            let part = kitagawaPart(
                Share(successes1[stratum], of: trials1[stratum]), total1,
                Share(successes2[stratum], of: trials2[stratum]), total2)
            guard let part else { return nil }
            parts.append(part)
        }
        guard !parts.isEmpty else { return nil }
        mix = CompensatedSum(parts.map(\.mix).sorted()).value
        rate = CompensatedSum(parts.map(\.rate).sorted()).value
    }
}

/// The parts of one stratum of `KitagawaDecomposition`, of groups of `total1` and `total2` samples.
///
/// `nil` unless 0 ≤ k ≤ n ≤ total, total > 0 and finite, in both groups.
public func kitagawaPart(
    _ first: Share, _ total1: Double, _ second: Share, _ total2: Double
) -> KitagawaDecomposition.Part? {
    for (share, total) in [(first, total1), (second, total2)] {
        guard share.successes >= 0, share.successes <= share.trials, share.trials <= total, total > 0, total.isFinite
        else { return nil }
    }
    let (weight1, weight2) = (first.trials / total1, second.trials / total2)
    guard first.trials > 0 || second.trials > 0 else { return .init(mix: 0, rate: 0) }
    let share1 = first.trials > 0 ? first.value : second.value
    let share2 = second.trials > 0 ? second.value : first.value
    return .init(
        mix: (weight2 - weight1) * ((share1 + share2) / 2), rate: (share2 - share1) * ((weight1 + weight2) / 2))
}
