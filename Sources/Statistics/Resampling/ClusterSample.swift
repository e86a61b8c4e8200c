/// Samples that come in clusters, such as the documents of a source: whole clusters are drawn again, with replacement.
///
/// Samples of a cluster stay together, so the interval covers what other sources would have given. With fewer than
/// about 20 clusters it is too narrow.
struct ClusterSample: Bootstrap.Sample {
    /// For each cluster the sums that it adds.
    private let clusters: [[(place: Int, value: Double)]]
    private let sumCount: Int
    private let statistic: @Sendable ([Double]) -> Double?

    /// Rows that add values to sums by place; the statistic is that of all sums. Clusters and places are distinguished
    /// by the bytes of their text, and used in that order.
    ///
    /// `nil` if the columns differ in length, a value is negative, infinite or NaN, or there are fewer than two
    /// clusters.
    init?(
        clusters labels: [String], places: [Int], values: [Double],
        statistic: @escaping @Sendable ([Double]) -> Double?
    ) {
        guard labels.count == places.count, labels.count == values.count,
            values.allSatisfy({ $0 >= 0 && $0.isFinite }), places.allSatisfy({ $0 >= 0 })
        else { return nil }
        let codes = categoryCodes(labels)
        let clusterCount = (codes.max() ?? -1) + 1
        guard clusterCount > 1 else { return nil }
        var clusters = [[(place: Int, value: Double)]](repeating: [], count: clusterCount)
        for row in labels.indices { clusters[codes[row]].append((places[row], values[row])) }
        self.clusters = clusters.map { $0.sorted { ($0.place, $0.value) < ($1.place, $1.value) } }
        sumCount = (places.max() ?? -1) + 1
        self.statistic = statistic
    }

    /// The statistic of the clusters, each as many times as given.
    private func statistic(times: [Int]) -> Double? {
        var sums = [CompensatedSum](repeating: CompensatedSum(), count: sumCount)
        for (cluster, times) in times.enumerated() where times > 0 {
            for (place, value) in clusters[cluster] { sums[place].add(value * Double(times)) }
        }
        return statistic(sums.map(\.value))
    }

    var estimate: Double? { statistic(times: [Int](repeating: 1, count: clusters.count)) }

    func replicate(_ generator: inout Philox) -> Double? {
        var times = [Int](repeating: 0, count: clusters.count)
        for _ in clusters { times[generator.nextIndex(below: clusters.count)] += 1 }
        return statistic(times: times)
    }

    var leavingOneOut: [(value: Double, count: Double)] {
        clusters.indices.compactMap { cluster in
            var times = [Int](repeating: 1, count: clusters.count)
            times[cluster] = 0
            return statistic(times: times).map { ($0, 1) }
        }
    }
}
