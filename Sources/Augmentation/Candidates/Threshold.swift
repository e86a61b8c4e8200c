/// How near a candidate must be.
public enum Threshold: Sendable, Hashable {
    /// The cosine must be above this number.
    case fixed(Double)
    /// Above the 99th percentile of the cosines between candidates and other seeds: what 1 of 100 unrelated pairs
    /// reaches. A fixed number means something else for each model.
    case calibrated

    /// The threshold of the authors, for mean-pooled BERT vectors.
    public static let published = Threshold.fixed(0.80)
    static let percentile = 0.99

    /// The percentile of values, straight between order statistics (type 7 of Hyndman and Fan); nil without values.
    static func calibrated(_ cosines: [Double]) -> Double? {
        guard !cosines.isEmpty else { return nil }
        let sorted = cosines.sorted()
        let position = percentile * Double(sorted.count - 1)
        let below = Int(position)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
    }
}
