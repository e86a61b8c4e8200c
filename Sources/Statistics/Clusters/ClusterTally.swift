/// What one cluster of samples, such as a source, contributes to a share.
public struct ClusterTally: Sendable, Equatable {
    /// k: the sum of the weights of the samples that count.
    public let successes: Double
    /// n: the sum of the weights of all samples.
    public let trials: Double
    /// The sum of the squared weights: n where each sample weighs 1.
    public let squares: Double

    /// - Parameter squares: nil where each sample weighs 1.
    public init(_ successes: Double, of trials: Double, squares: Double? = nil) {
        self.successes = successes
        self.trials = trials
        self.squares = squares ?? trials
    }

    var share: Double { successes / trials }
    var failures: Double { trials - successes }

    /// Kish's effective number of samples, (Σw)² / Σw².
    ///
    /// Source: L. Kish, "Survey Sampling" (1965), section 11.7.
    var effectiveTrials: Double { trials * (trials / squares) }

    var isValid: Bool {
        successes >= 0 && successes <= trials && trials.isFinite && squares.isFinite
            && (trials > 0 ? squares > 0 : squares >= 0)
    }
}

/// What an interval over clusters describes.
public enum ClusterBasis: String, Sendable {
    /// Clusters are a sample of clusters: the interval covers what other clusters would have given.
    case clusters
    /// Clusters are taken as fixed, because they are too few or too unequal: the interval covers only what other
    /// samples of the same clusters, in the same proportions, would have given.
    case fixed
}
