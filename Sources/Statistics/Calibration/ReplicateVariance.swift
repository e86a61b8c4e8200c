/// How replicate weights were made, and with that the factor of their variance.
public enum ReplicateMethod: String, Sendable, CaseIterable {
    /// Balanced repeated replication: 1/R.
    case brr
    /// Leaving out one of R units: (R − 1)/R.
    case jackknife
    /// Resampled units: 1/R.
    case bootstrap
}

/// The variance of an estimate by its values under R replicate weights, c·Σ (θ_r − θ)²: c is 1/R for balanced repeated
/// replication and the bootstrap, (R − 1)/R for the jackknife.
///
/// `nil` for fewer than two replicates, and where a value is not finite.
///
/// Source: K. M. Wolter, "Introduction to Variance Estimation" (2007), chapters 3 to 5.
public func replicateVariance(estimate: Double, replicates: [Double], method: ReplicateMethod) -> Double? {
    guard replicates.count > 1, estimate.isFinite, replicates.allSatisfy(\.isFinite) else { return nil }
    let count = Double(replicates.count)
    let squares = CompensatedSum(replicates.map { ($0 - estimate) * ($0 - estimate) }.sorted()).value
    let variance = squares / count * (method == .jackknife ? count - 1 : 1)
    return variance.isFinite ? variance : nil
}
