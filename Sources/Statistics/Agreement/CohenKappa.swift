extension ConfusionTable {
    /// Cohen's kappa: agreement of two raters beyond chance, each with an own distribution of values; at most 1.
    ///
    /// κ = (p_o − p_e)/(1 − p_e) with p_o the part of units with the same value and p_e = Σ_c p_c1·p_c2.
    ///
    /// Source: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20
    /// (1960) 37-46.
    ///
    /// - Throws: `oneValue` if both raters gave only one value, and the same.
    public func cohenKappa() throws(UndefinedAgreement) -> Double {
        let byChance = CompensatedSum(zip(firstTotals, secondTotals).lazy.map { $0 * $1 }).value
        let rest = total * total - byChance
        guard rest > 0 else { throw .oneValue }
        return (total * agreeing - byChance) / rest
    }

    /// The interval of Cohen's kappa, units resampled. `nil` if kappa is undefined, or most resamples are, or counts
    /// are not whole numbers.
    public func cohenKappaInterval(_ bootstrap: Bootstrap) -> BootstrapInterval? {
        guard cells.allSatisfy({ $0.count == $0.count.rounded() }) else { return nil }
        return bootstrap.interval(
            KindSample(cells.map(\.count)) { counts in
                counted(counts).flatMap { table in try? table.cohenKappa() }
            })
    }
}
