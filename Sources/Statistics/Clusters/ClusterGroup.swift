/// The clusters of one group of samples, such as the sources of a stage, and its share.
struct ClusterGroup {
    /// In the order given; a cluster without samples in the group has 0 of 0.
    let tallies: [ClusterTally]
    let total: ClusterTally
    let share: Double

    /// The least degrees of freedom, by the sizes alone, with which clusters are treated as a sample.
    static let leastDegrees = 4.0
    /// How many clusters need a success, and how many a failure.
    static let leastMixedClusters = 10
    /// With fewer clusters each of them needs so many successes, and so many failures.
    static let leastOutcomes = 5.0

    /// `nil` unless 0 ≤ k ≤ n < ∞ in each cluster, and some cluster has samples.
    init?(_ tallies: [ClusterTally]) {
        guard tallies.allSatisfy(\.isValid) else { return nil }
        let total = ClusterTally(
            CompensatedSum(tallies.map(\.successes).sorted()).value,
            of: CompensatedSum(tallies.map(\.trials).sorted()).value,
            squares: CompensatedSum(tallies.map(\.squares).sorted()).value)
        guard total.trials > 0, total.trials.isFinite, total.squares.isFinite, total.squares > 0 else { return nil }
        self.tallies = tallies
        self.total = total
        share = min(total.successes / total.trials, 1)
    }

    var occupied: [ClusterTally] { tallies.filter { $0.trials > 0 } }

    /// Each cluster's part of the samples.
    var weights: [Double] { tallies.map { $0.trials / total.trials } }

    /// What each cluster adds to the error of the share: (k − p·n)/N. They sum to 0.
    var influences: [Double] { tallies.map { ($0.successes - share * $0.trials) / total.trials } }

    /// The correlation of two samples of one cluster, by analysis of variance; from 0 to 1.
    ///
    /// Source: M. S. Ridout, C. G. B. Demétrio and D. Firth, "Estimating intraclass correlation for binary data",
    /// Biometrics 55 (1999) 137-148, the estimator of analysis of variance.
    var intraclassCorrelation: Double {
        let occupied = occupied
        let sizes = occupied.map(\.effectiveTrials)
        let size = CompensatedSum(sizes.sorted()).value
        let clusters = Double(occupied.count)
        guard clusters > 1, size > clusters else { return 1 }
        let between =
            CompensatedSum(occupied.map { $0.effectiveTrials * ($0.share - share) * ($0.share - share) }.sorted()).value
            / (clusters - 1)
        let within =
            CompensatedSum(occupied.map { $0.effectiveTrials * $0.share * (1 - $0.share) }.sorted()).value
            / (size - clusters)
        let typicalSize = (size - CompensatedSum(sizes.map { $0 * ($0 / size) }.sorted()).value) / (clusters - 1)
        let scale = between + (typicalSize - 1) * within
        return scale > 0 ? min(max((between - within) / scale, 0), 1) : 0
    }

    /// The variance of each cluster's part of the share, in units of the variance of one sample, if two samples of a
    /// cluster have this correlation.
    func workingVariances(correlation: Double) -> [Double] {
        zip(tallies, weights).map { tally, weight in
            guard tally.trials > 0 else { return 0 }
            let size = max(tally.effectiveTrials, 1)
            return weight * weight * (1 + (size - 1) * correlation) / size
        }
    }

    /// Whether the clusters can be treated as a sample of clusters: the rule of docs/interval-coverage.md.
    var canVary: Bool {
        let occupied = occupied
        guard occupied.count > 3, occupied.allSatisfy({ $0.trials < total.trials }) else { return false }
        let variance = ClusterVariance([.init(self, workingCorrelation: 1)])
        guard variance.degrees >= Self.leastDegrees else { return false }
        let withSuccess = occupied.count { $0.successes > 0 }
        let withFailure = occupied.count { $0.failures > 0 }
        if min(withSuccess, withFailure) >= Self.leastMixedClusters { return true }
        return occupied.allSatisfy { tally in
            // Weights scale successes; the number of samples that they stand for matters.
            let scale = tally.effectiveTrials / tally.trials
            return min(tally.successes, tally.failures) * scale >= Self.leastOutcomes
        }
    }

    /// The number of independent samples with the same variance as the samples if the clusters are fixed.
    ///
    /// N such that p(1 − p)/N is the variance of a stratified sample, Σ W²·p̃(1 − p̃)/n, with W a cluster's part of the
    /// samples and p̃ = (k + p)/(n + 1), so that a cluster of few samples without a success does not seem certain. One
    /// cluster has its own number of samples.
    var fixedTrials: Double {
        let occupied = occupied
        let plain = total.effectiveTrials
        guard occupied.count > 1, share > 0, share < 1 else { return plain }
        let terms = occupied.map { tally in
            let size = tally.effectiveTrials
            let near = (tally.share * size + share) / (size + 1)
            let weight = tally.trials / total.trials
            return weight * weight * near * (1 - near) / size
        }
        let variance = CompensatedSum(terms.sorted()).value
        return variance > 0 ? share * (1 - share) / variance : plain
    }

    /// The share as one of so many independent samples, clusters fixed.
    var fixedShare: Share {
        let trials = fixedTrials
        // One cluster without weights keeps its count to the last bit.
        if trials == total.trials { return Share(total.successes, of: trials) }
        return Share(share * trials, of: trials)
    }
}
