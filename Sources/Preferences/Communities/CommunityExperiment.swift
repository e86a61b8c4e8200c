import Parallel

/// One tabular model per country and selection of pairs, and how each ranks the test pairs of all countries: the
/// ablation table of the paper.
public struct CommunityExperiment: Sendable {
    public let communities: [Community]
    public let selections: [PairSelection]
    public let weighting: PreferenceWeighting
    /// By selection and country.
    public let fits: [[TabularFit]]
    /// By selection.
    public let matrices: [BiasMatrix]

    /// - Parameters:
    ///   - communities: all with rewards for the same items.
    ///   - lambda, blocks: see ``TabularFit``.
    /// - Throws: `PreferenceError` of the first model that cannot be trained.
    ///
    /// Models are trained on all threads; the result does not depend on their number.
    public init(
        _ communities: [Community], selections: [PairSelection] = PairSelection.allCases, lambda: Double = 0.2,
        weighting: PreferenceWeighting = .published, blocks: [Int]? = nil
    ) throws(PreferenceError) {
        self.communities = communities
        self.selections = selections
        self.weighting = weighting
        let jobs = selections.flatMap { selection in communities.map { (selection, $0) } }
        let trained: [TabularFit]
        do {
            trained = try jobs.concurrentMap { selection, community in
                try TabularFit(
                    pairs: community.training.weighted(selection, reference: community.reference, weighting),
                    reference: community.reference, lambda: lambda, blocks: blocks)
            }
        } catch let error as PreferenceError {
            throw error
        } catch {
            throw .noTrainingPairs
        }
        let count = communities.count
        fits = selections.indices.map { Array(trained[$0 * count..<($0 + 1) * count]) }
        let starts = Self.shares(communities.map(\.reference), communities)
        let all = Self.shares(trained.map(\.rewards), communities)
        let names = communities.map(\.name)
        var matrices: [BiasMatrix] = []
        for selection in selections.indices {
            let shares = Array(all[selection * count..<(selection + 1) * count])
            matrices.append(try BiasMatrix(names: names, shares: shares, starts: starts))
        }
        self.matrices = matrices
    }

    private static func shares(_ rewards: [[Double]], _ communities: [Community]) -> [[Double?]] {
        let found = try? rewards.concurrentMap { rewards in
            communities.map { PairAccuracy($0.test.tallies(rewards))?.share }
        }
        return found ?? []
    }

    /// The reference as a model: its accuracy on the own pairs and on those of the others.
    public var start: BiasMatrix? {
        guard let starts = matrices.first?.starts else { return nil }
        return try? BiasMatrix(names: communities.map(\.name), shares: starts, starts: starts)
    }

    /// By country: the accuracy of its model on its own edited test pairs, those with d0 < 0.
    public func editedAccuracies(_ selection: Int) -> [PairAccuracy?] {
        zip(communities, fits[selection]).map { community, fit in
            PairAccuracy(community.test.tallies(fit.rewards, editedBy: community.reference))
        }
    }

    /// By country: its model on its own test pairs.
    public func accuracies(_ selection: Int) -> [PairAccuracy?] {
        zip(communities, fits[selection]).map { PairAccuracy($0.test.tallies($1.rewards)) }
    }

    /// By country: the gain of its model over its reference, on the same pairs.
    public func gains(_ selection: Int) -> [PairedGain?] {
        zip(communities, fits[selection]).map { community, fit in
            // Both tallies are of the same pairs, so their users agree.
            (try? PairedGain(
                before: community.test.tallies(community.reference), after: community.test.tallies(fit.rewards)))
                ?? nil
        }
    }

    /// By country: the kept part of its training pairs, and what they weigh.
    public var summaries: [WeightSummary] {
        communities.map { $0.training.summary(reference: $0.reference, weighting) }
    }
}
