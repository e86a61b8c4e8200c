extension Philox {
    /// How many of `trials` draws fall into each category, by chance.
    ///
    /// - Parameters:
    ///   - trials: a whole number from 0 to 2^53.
    ///   - shares: 0 or more, not all 0; they need not add up to 1. Descending ones are drawn fastest.
    ///
    /// Cost: one binomial draw per category, up to the one with the last draw.
    public mutating func nextMultinomial(trials: Double, shares: [Double]) -> [Double] {
        var behind = CompensatedSum()
        let rests = shares.reversed().map { share in
            defer { behind.add(share) }
            return behind.value
        }
        var left = trials
        var drawn = [Double](repeating: 0, count: shares.count)
        for (category, share) in shares.enumerated() where left > 0 {
            drawn[category] = nextBinomial(trials: left, part: share, rest: rests[shares.count - 1 - category])
            left -= drawn[category]
        }
        return drawn
    }
}
