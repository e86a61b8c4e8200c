extension RatedUnits {
    /// Krippendorff's alpha for nominal values: 1 for complete agreement, 0 for agreement by chance.
    ///
    /// α = 1 − D_o/D_e with D_o = (1/n) Σ_u (m_u² − Σ_c n_uc²)/(m_u − 1) over the units with m_u ≥ 2 ratings, n_uc of
    /// them of value c, and D_e = (n² − Σ_c n_c²)/(n(n − 1)). Missing ratings need no treatment. Cost: that of the
    /// kinds of units.
    ///
    /// Source: K. Krippendorff, "Content Analysis: An Introduction to Its Methodology", 4th edition (2018), chapter 12.
    ///
    /// - Throws: `noPairs`, `oneValue`.
    public func krippendorffAlpha() throws(UndefinedAgreement) -> Double { try alpha(.nominal) }

    /// Alpha of one value: what remains if all other values are taken as one.
    ///
    /// - Parameter value: its code; one that no rating has is `oneValue`.
    ///
    /// - Throws: `noPairs`, `oneValue`.
    public func krippendorffAlpha(ofValue value: UInt32) throws(UndefinedAgreement) -> Double {
        if kinds.isEmpty { throw .noPairs }
        let (all, own) = (Double(ratings), totals.indices.contains(Int(value)) ? totals[Int(value)] : 0)
        let expected = 2 * own * (all - own)
        guard expected > 0 else { throw .oneValue }
        let observed = CompensatedSum(
            kinds.lazy.map { kind in
                let count = kind.tallies.first { $0.value == Int(value) }?.count ?? 0
                return kind.units * 2 * count * (kind.ratings - count) / (kind.ratings - 1)
            })
        return 1 - (all - 1) * observed.value / expected
    }

    /// The interval of alpha, units resampled. `nil` if alpha is undefined, or most resamples are.
    ///
    /// Cost: for each replicate that of the kinds of units.
    public func krippendorffAlphaInterval(_ bootstrap: Bootstrap) -> BootstrapInterval? {
        bootstrap.interval(AlphaSample(self))
    }

    func alpha(_ similarity: ValueSimilarity) throws(UndefinedAgreement) -> Double {
        if kinds.isEmpty { throw .noPairs }
        guard let alpha = AlphaSample(self, similarity).estimate else { throw .oneValue }
        return alpha
    }
}
