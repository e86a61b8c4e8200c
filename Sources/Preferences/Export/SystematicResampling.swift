import Statistics

/// Repeats pairs in proportion to their weights, for trainers that ignore a weight column.
///
/// A pair of weight W is repeated floor(W) or floor(W) + 1 times, W times on average. The total number is within 1 of
/// ΣW, so the variance is far below that of independent draws.
///
/// Source: W. G. Cochran, "Sampling Techniques" (1977), chapter 8; L. G. Madow, "On the theory of systematic sampling,
/// II", Annals of Mathematical Statistics 20 (1949) 333-354.
public struct SystematicResampling: Sendable {
    /// Where the next repetition falls on the line of all weights.
    private var next: Double
    private var sum = CompensatedSum()
    private var count = 0

    /// - Parameter seed: of the one random number, the place of the first repetition.
    public init(seed: UInt64) {
        var generator = Philox(seed: seed, stream: 0)
        next = (Double(generator.next() >> 11) + 0.5) * 0x1p-53
    }

    /// How often the next pair is repeated. Pairs are given in the order of the export, one call for each.
    ///
    /// - Parameter weight: finite and 0 or more, times a factor if more or fewer pairs are wanted.
    /// - Throws: `PreferenceError.pairWeightNotFinite`.
    public mutating func repetitions(weight: Double) throws(PreferenceError) -> Int {
        guard weight >= 0, weight <= 1e9 else { throw .pairWeightNotFinite(weight, pair: count) }
        count += 1
        sum.add(weight)
        let end = sum.value
        guard end > next else { return 0 }
        let repetitions = Int((end - next).rounded(.up))
        next += Double(repetitions)
        return repetitions
    }
}
