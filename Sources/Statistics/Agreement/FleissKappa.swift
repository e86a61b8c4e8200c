extension RatedUnits {
    /// Fleiss' kappa: agreement beyond chance of units that have the same number of ratings, not always by the same
    /// raters.
    ///
    /// κ = (P̄ − P̄_e)/(1 − P̄_e) with P̄ the mean over units of (Σ_c n_uc² − m)/(m(m − 1)) and P̄_e = Σ_c (n_c/n)².
    ///
    /// Source: J. L. Fleiss, "Measuring nominal scale agreement among many raters", Psychological Bulletin 76 (1971)
    /// 378-382.
    ///
    /// - Throws: `noPairs`, `oneValue`, `unequalRatings`.
    public func fleissKappa() throws(UndefinedAgreement) -> Double {
        guard let most = kinds.map(\.ratings).max() else { throw .noPairs }
        let least = single > 0 ? 1 : kinds.map(\.ratings).min() ?? most
        guard least == most else { throw .unequalRatings(least: Int(least), most: Int(most)) }
        guard let kappa = Self.fleiss(kinds, times: kinds.map(\.units), valueBound) else { throw .oneValue }
        return kappa
    }

    /// The interval of Fleiss' kappa, units resampled. `nil` if kappa is undefined, or most resamples are.
    public func fleissKappaInterval(_ bootstrap: Bootstrap) -> BootstrapInterval? {
        guard (try? fleissKappa()) != nil else { return nil }
        return bootstrap.interval(
            KindSample(kinds.map(\.units)) { [kinds, valueBound] in Self.fleiss(kinds, times: $0, valueBound) })
    }

    /// `nil` where agreement by chance is complete.
    private static func fleiss(_ kinds: [Kind], times: [Double], _ valueBound: Int) -> Double? {
        var totals = [Double](repeating: 0, count: valueBound)
        var (units, ratings) = (0.0, 0.0)
        var agreeing = CompensatedSum()
        for (kind, times) in zip(kinds, times) where times > 0 {
            for tally in kind.tallies { totals[tally.value] += times * tally.count }
            let squares = kind.tallies.reduce(0) { $0 + $1.count * $1.count }
            agreeing.add(times * (squares - kind.ratings))
            units += times
            ratings = kind.ratings
        }
        let all = units * ratings
        let byChance = CompensatedSum(totals.lazy.map { $0 * $0 }).value
        let expected = all * all - byChance
        // Both sides of the fraction times n², so that whole numbers are subtracted.
        guard expected > 0 else { return nil }
        return (agreeing.value / (ratings - 1) * all - byChance) / expected
    }
}
