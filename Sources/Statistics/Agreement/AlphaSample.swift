/// Krippendorff's alpha of kinds of units, and of units drawn again from them.
struct AlphaSample: Bootstrap.Sample {
    private let kinds: [RatedUnits.Kind]
    private let valueBound: Int
    private let similarity: ValueSimilarity
    /// For each kind the disagreement of one unit: Σ of the distances of its pairs of ratings, over m − 1.
    private let disagreements: [Double]
    private let draw: KindDraw

    init(_ units: RatedUnits, _ similarity: ValueSimilarity = .nominal) {
        kinds = units.kinds
        valueBound = units.valueBound
        self.similarity = similarity
        disagreements = units.kinds.map {
            ($0.ratings * $0.ratings - similarity.sum($0.tallies)) / ($0.ratings - 1)
        }
        draw = KindDraw(units.kinds.map(\.units))
    }

    /// What alpha is made of.
    private struct Sums {
        /// n: the number of ratings.
        var ratings = 0.0
        /// Σ of the disagreements of units: n times the observed one.
        var observed = 0.0
        /// The number of ratings by value.
        var totals: [Double]
        /// The sum of similarities over all pairs of ratings, each with itself too.
        var similar = 0.0

        /// 1 − D_o/D_e with D_e = (n² − n'Sn)/(n(n − 1)); nil where no disagreement is expected.
        var alpha: Double? {
            let expected = ratings * ratings - similar
            return ratings > 1 && expected > 0 ? 1 - (ratings - 1) * observed / expected : nil
        }
    }

    private func sums(_ times: [Double]) -> Sums {
        var sums = Sums(totals: [Double](repeating: 0, count: valueBound))
        var observed = CompensatedSum()
        for (place, kind) in kinds.enumerated() where times[place] > 0 {
            sums.ratings += times[place] * kind.ratings
            observed.add(times[place] * disagreements[place])
            for tally in kind.tallies { sums.totals[tally.value] += times[place] * tally.count }
        }
        sums.observed = observed.value
        sums.similar = similarity.sum(sums.totals)
        return sums
    }

    var estimate: Double? { sums(kinds.map(\.units)).alpha }

    func replicate(_ generator: inout Philox) -> Double? { sums(draw.next(&generator)).alpha }

    /// Without a unit with the tallies t, n'Sn becomes n'Sn − 2t'Sn + t'St.
    var leavingOneOut: [(value: Double, count: Double)] {
        let all = sums(kinds.map(\.units))
        let weighted = similarity.weighted(all.totals)
        return kinds.indices.compactMap { place in
            let kind = kinds[place]
            var rest = all
            rest.ratings -= kind.ratings
            rest.observed -= disagreements[place]
            rest.similar += similarity.sum(kind.tallies)
            rest.similar -= 2 * kind.tallies.reduce(0) { $0 + $1.count * weighted[$1.value] }
            return rest.alpha.map { ($0, kind.units) }
        }
    }
}
