/// A distance of two groups: the mean, over the questions that both answered, of a distance of their answers.
public enum DistanceMeasure: String, Sendable, CaseIterable {
    /// The square root of the Jensen-Shannon divergence in bits. A metric, from 0 to 1.
    case jensenShannonDistance = "jensen_shannon_distance"
    /// The Jensen-Shannon divergence in bits, from 0 to 1.
    case jensenShannon = "jensen_shannon"
    /// Total variation, from 0 to 1.
    case totalVariation = "total_variation"
    /// Wasserstein of order 1 in parts of the scale's length, from 0 to 1, so that questions of all scales count alike.
    case wasserstein
}
