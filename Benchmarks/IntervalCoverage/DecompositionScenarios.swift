import Statistics

/// The parts of Das Gupta's decomposition of a change, with two factors: of samples drawn one by one, where the only
/// cluster of each group is fixed, and of clusters whose shares differ.
func decompositionScenarios() -> [Scenario] {
    let sizes = [(200, 300), (2_000, 1_500)]
    let fixed = sizes.flatMap { first, second in
        DecompositionPopulation(clusters: 1, spread: 0, sizes: (first, second)).scenarios(
            named: "\(first) and \(second) samples, 2 x 3 cells")
    }
    let clustered = [(12, 0.1), (30, 0.2)].flatMap { clusters, spread in
        DecompositionPopulation(clusters: clusters, spread: spread, sizes: (100, 100)).scenarios(
            named: "\(clusters) clusters of 100 samples in each group, shares ± \(spread)")
    }
    return fixed + clustered
}

/// Two groups of samples in two factors of two and three levels. A cluster moves all shares of its samples by the same
/// number, uniform within the spread, so that the mean over clusters is known.
private struct DecompositionPopulation {
    let clusters: Int
    let spread: Double
    /// Samples of a cluster.
    let sizes: (first: Int, second: Int)

    private static let levels = [["a", "x"], ["a", "y"], ["a", "z"], ["b", "x"], ["b", "y"], ["b", "z"]]
    private static let mixes = [[0.3, 0.2, 0.1, 0.2, 0.1, 0.1], [0.1, 0.15, 0.2, 0.1, 0.2, 0.25]]
    private static let shares = [[0.5, 0.4, 0.6, 0.3, 0.35, 0.45], [0.4, 0.35, 0.5, 0.25, 0.3, 0.3]]

    func scenarios(named population: String) -> [Scenario] {
        let parts: [(String, (DasGuptaDecomposition) -> DasGuptaDecomposition.Part)] = [
            ("first factor", { $0.factors[0] }), ("second factor", { $0.factors[1] }), ("rate", { $0.rate }),
        ]
        return parts.compactMap { name, part in
            guard let truth = DasGuptaDecomposition(Self.expected).map({ part($0).effect }) else { return nil }
            return Scenario(
                interval: "Das Gupta, \(name)", population: population, truth: truth, simulations: 4_000
            ) { generator in
                DasGuptaDecomposition(sample(&generator)).flatMap { part($0).interval() }.map { ($0.low, $0.high) }
            }
        }
    }

    private static var expected: [DasGuptaDecomposition.Row] {
        levels.indices.map { cell in
            let tallies = (0..<2).map { group in
                ClusterTally(mixes[group][cell] * shares[group][cell] * 1e6, of: mixes[group][cell] * 1e6)
            }
            return DasGuptaDecomposition.Row(
                cluster: "all", levels: levels[cell], first: tallies[0], second: tallies[1])
        }
    }

    private func sample(_ generator: inout Philox) -> [DasGuptaDecomposition.Row] {
        var rows: [DasGuptaDecomposition.Row] = []
        for cluster in 0..<clusters {
            let tallies = [sizes.first, sizes.second].enumerated().map { group, size in
                let shift = spread * (2 * generator.uniform() - 1)
                return zip(generator.counts(size, shares: Self.mixes[group]), Self.shares[group]).map { count, share in
                    ClusterTally(generator.successes(of: Int(count), probability: share + shift), of: count)
                }
            }
            rows += Self.levels.indices.map { cell in
                DasGuptaDecomposition.Row(
                    cluster: String(cluster), levels: Self.levels[cell], first: tallies[0][cell],
                    second: tallies[1][cell])
            }
        }
        return rows
    }
}
