/// Das Gupta's decomposition of the change of a share between two groups of samples that differ in several factors at
/// once, with intervals over clusters such as sources.
///
/// The intervals are by linearisation: each cluster adds its samples' derivatives of an effect. With clusters as a
/// sample the variance is CR2 over clusters and the interval Student's, at degrees of freedom by the sizes of the
/// clusters alone; with clusters fixed it is the variance of samples within clusters and the interval normal. See
/// `DasGuptaEffects` for the parts and `ClusteredContrast` for when clusters are fixed.
public struct DasGuptaDecomposition: Sendable {
    /// What one cluster has in one cell of the cross-classification.
    public struct Row: Sendable {
        public let cluster: String
        /// The level of each factor, as many in all rows.
        public let levels: [String]
        public let first: ClusterTally
        public let second: ClusterTally

        public init(cluster: String, levels: [String], first: ClusterTally, second: ClusterTally) {
            (self.cluster, self.levels, self.first, self.second) = (cluster, levels, first, second)
        }
    }

    /// One part of the change.
    public struct Part: Sendable {
        public let effect: Double
        public let standardError: Double
        /// Infinite where the clusters are taken as fixed.
        let degrees: Double

        /// A part that no sample can change, such as the rate where no cell is in both groups, is its own interval.
        /// `nil` unless 0 < `level` < 1.
        public func interval(level: Double = 0.95) -> (low: Double, high: Double)? {
            if standardError == 0 { return level > 0 && level < 1 ? (effect, effect) : nil }
            return studentQuantile(level: level, degrees: degrees).map {
                (effect - $0 * standardError, effect + $0 * standardError)
            }
        }
    }

    /// With more factors there would be too many subsets of them.
    public static let mostFactors = 8

    /// p₂ − p₁.
    public let difference: Double
    /// The part due to each factor's mix, in the order of the levels.
    public let factors: [Part]
    /// The part due to other shares within the cells.
    public let rate: Part
    public let cells: Int
    /// The part of the samples in cells that both groups have, of the group with the smaller one. The rest is mix.
    public let overlap: Double
    public let clusters: Int
    public let basis: ClusterBasis

    /// `nil` unless 0 ≤ k ≤ n < ∞ in all rows, both groups have samples, and all rows have the same 1 to 8 factors.
    /// The order of the rows does not matter. Cost: (rows + cells) × factors² × 2^factors.
    public init?(_ rows: [Row]) {
        let rows = rows.filter { !$0.isEmpty }.sorted { $0.precedes($1) }
        guard let count = rows.first?.levels.count, (1...Self.mostFactors).contains(count),
            rows.allSatisfy({ $0.levels.count == count && $0.first.isValid && $0.second.isValid })
        else { return nil }
        var (cellNumbers, levels, cellOfRow) = ([[Int]: Int](), [[Int]](), [Int]())
        let codes = (0..<count).map { factor in categoryCodes(rows.map { $0.levels[factor] }) }
        for row in rows.indices {
            let key = codes.map { $0[row] }
            if cellNumbers[key] == nil {
                cellNumbers[key] = levels.count
                levels.append(key)
            }
            cellOfRow.append(cellNumbers[key] ?? 0)
        }
        let clusterOfRow = categoryCodes(rows.map(\.cluster))
        let clusterCount = (clusterOfRow.max() ?? 0) + 1
        func tallies(_ group: KeyPath<Row, ClusterTally>, by places: [Int], count: Int) -> [ClusterTally] {
            var sums = [[CompensatedSum]](repeating: [.init(), .init(), .init()], count: count)
            for (row, place) in zip(rows, places) {
                sums[place][0].add(row[keyPath: group].successes)
                sums[place][1].add(row[keyPath: group].trials)
                sums[place][2].add(row[keyPath: group].squares)
            }
            return sums.map { ClusterTally($0[0].value, of: $0[1].value, squares: $0[2].value) }
        }
        let groups = [\Row.first, \Row.second]
        let clustered = groups.compactMap {
            ClusterGroup(tallies($0, by: clusterOfRow, count: clusterCount))
        }
        guard clustered.count == 2 else { return nil }
        let byCell = groups.map { tallies($0, by: cellOfRow, count: levels.count) }
        let effects = DasGuptaEffects(
            levels: levels, trials: byCell.map { $0.map(\.trials) }, successes: byCell.map { $0.map(\.successes) })
        let varies = clustered.allSatisfy(\.canVary)
        func part(_ effect: DasGuptaEffects.Effect) -> Part {
            let influences = Influences(
                effect, rows: rows, cells: cellOfRow, clusters: clusterOfRow, groups: clustered)
            guard varies else {
                return Part(
                    effect: effect.value.value, standardError: influences.varianceWithin.squareRoot(),
                    degrees: .infinity)
            }
            let variance = influences.varianceOver
            return Part(
                effect: effect.value.value, standardError: variance.variance.squareRoot(), degrees: variance.degrees)
        }
        difference = clustered[1].share - clustered[0].share
        factors = effects.factors.map(part)
        rate = part(effects.rate)
        cells = levels.count
        let shared = levels.indices.filter { byCell[0][$0].trials > 0 && byCell[1][$0].trials > 0 }
        overlap = min(
            zip(byCell, clustered).map { tallies, group in
                CompensatedSum(shared.map { tallies[$0].trials }).value / group.total.trials
            }.min() ?? 0, 1)
        clusters = clusterCount
        basis = varies ? .clusters : .fixed
    }
}

extension DasGuptaDecomposition.Row {
    fileprivate var isEmpty: Bool { first.trials == 0 && second.trials == 0 && first.isValid && second.isValid }

    fileprivate func precedes(_ other: Self) -> Bool {
        if cluster != other.cluster { return cluster.utf8.lexicographicallyPrecedes(other.cluster.utf8) }
        if levels != other.levels { return levels.lexicographicallyPrecedes(other.levels) }
        return (first.trials, second.trials, first.successes, second.successes)
            < (other.first.trials, other.second.trials, other.first.successes, other.second.successes)
    }
}

/// The contribution of each cluster's samples to the error of an effect.
private struct Influences {
    /// By group, then cluster.
    private var sums: [[Double]]
    /// By group: Σ z² over its samples.
    private var squares = [0.0, 0.0]
    private let groups: [ClusterGroup]
    let varianceWithin: Double

    init(
        _ effect: DasGuptaEffects.Effect, rows: [DasGuptaDecomposition.Row], cells: [Int], clusters: [Int],
        groups: [ClusterGroup]
    ) {
        self.groups = groups
        let count = groups[0].tallies.count
        sums = [[Double]](repeating: [Double](repeating: 0, count: count), count: 2)
        var own = sums
        for (row, data) in rows.enumerated() {
            for (group, tally) in [data.first, data.second].enumerated() where tally.trials > 0 {
                let failure = effect.byTrials[group][cells[row]]
                let success = failure + effect.bySuccesses[group][cells[row]]
                sums[group][clusters[row]] += tally.failures * failure + tally.successes * success
                own[group][clusters[row]] += tally.failures * failure * failure + tally.successes * success * success
            }
        }
        var within = CompensatedSum()
        for group in 0..<2 {
            squares[group] = own[group].reduce(0, +)
            for (cluster, tally) in groups[group].tallies.enumerated() where tally.trials > 0 {
                let spread = own[group][cluster] - sums[group][cluster] * (sums[group][cluster] / tally.trials)
                // With weights, larger by the factor by which Kish's number is smaller.
                within.add(max(spread, 0) * (tally.squares / tally.trials))
            }
        }
        varianceWithin = within.value
    }

    var varianceOver: ClusterVariance {
        ClusterVariance(
            groups.indices.map { group in
                .init(
                    influences: sums[group], weights: groups[group].weights,
                    variances: groups[group].workingVariances(correlation: 1).map {
                        $0 * squares[group] * groups[group].total.trials
                    })
            })
    }
}
