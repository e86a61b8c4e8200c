/// Draws as many units as there are, with replacement, and counts them by kind.
struct KindDraw: Sendable {
    /// The kinds, those with most units first: the rare ones then often need no draw.
    private let order: [Int]
    private let counts: [Double]
    /// For each kind in order the units of all later ones.
    private let behind: [Double]
    private let total: Double

    /// - Parameter counts: whole numbers, the units of each kind.
    init(_ counts: [Double]) {
        order = counts.indices.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
        self.counts = counts
        total = counts.reduce(0, +)
        var left = total
        behind = order.map { kind in
            left -= counts[kind]
            return left
        }
    }

    /// The number of units of each kind in a resample.
    func next(_ generator: inout Philox) -> [Double] {
        var drawn = [Double](repeating: 0, count: counts.count)
        var left = total
        for (place, kind) in order.enumerated() where left > 0 {
            drawn[kind] = generator.nextBinomial(trials: left, part: counts[kind], rest: behind[place])
            left -= drawn[kind]
        }
        return drawn
    }
}

/// Kinds of units with a statistic of how many there are of each.
struct KindSample: Bootstrap.Sample {
    private let counts: [Double]
    private let draw: KindDraw
    private let statistic: @Sendable ([Double]) -> Double?

    /// - Parameter counts: whole numbers, in an order that does not depend on that of the rows.
    init(_ counts: [Double], statistic: @escaping @Sendable ([Double]) -> Double?) {
        self.counts = counts
        draw = KindDraw(counts)
        self.statistic = statistic
    }

    var estimate: Double? { statistic(counts) }

    func replicate(_ generator: inout Philox) -> Double? { statistic(draw.next(&generator)) }

    var leavingOneOut: [(value: Double, count: Double)] {
        counts.indices.filter { counts[$0] > 0 }.compactMap { place in
            var fewer = counts
            fewer[place] -= 1
            return statistic(fewer).map { ($0, counts[place]) }
        }
    }
}
