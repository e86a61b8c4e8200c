/// Units with their ratings, counted: what coefficients of agreement need, whatever the number of units.
///
/// Units with the same ratings are counted together, so that a coefficient costs as many steps as there are kinds of
/// units, and a resample of a million units no more than that.
public struct RatedUnits: Sendable {
    /// Units with the same ratings.
    struct Kind: Sendable {
        /// The values with the number of ratings that have them, ascending by value.
        let tallies: [(value: Int, count: Double)]
        /// The number of ratings of a unit, 2 or more.
        let ratings: Double
        /// How many units are of this kind.
        let units: Double
    }

    /// In a fixed order, whatever the order of the ratings.
    let kinds: [Kind]
    /// One more than the greatest code of a value.
    let valueBound: Int
    /// The number of ratings of units that have at least two, by value.
    let totals: [Double]

    /// The number of units with at least two ratings.
    public let units: Int
    /// The number of ratings of these units.
    public let ratings: Int
    /// The number of units with one rating, which cannot be compared.
    public let single: Int
    /// The labels of values: `valueLabels[code - 1]` has the code. Empty if the ratings were given as codes.
    public let valueLabels: [String]

    /// Counts ratings. Cost: linear in the ratings, and a sort of the kinds.
    public init(_ ratings: Ratings) {
        var starts = [Int](repeating: 0, count: ratings.unitBound + 1)
        for unit in ratings.units { starts[Int(unit) + 1] += 1 }
        for unit in starts.indices.dropFirst() { starts[unit] += starts[unit - 1] }
        var next = starts
        var byUnit = [UInt32](repeating: 0, count: ratings.units.count)
        for (unit, value) in zip(ratings.units, ratings.values) {
            byUnit[next[Int(unit)]] = value
            next[Int(unit)] += 1
        }
        var found: [ArraySlice<UInt32>: Int] = [:]
        var single = 0
        for unit in 0..<ratings.unitBound {
            let range = starts[unit]..<starts[unit + 1]
            if range.count == 1 { single += 1 }
            guard range.count > 1 else { continue }
            found[byUnit[range].sorted()[...], default: 0] += 1
        }
        kinds = found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { Kind(values: $0.key, units: $0.value) }
        valueBound = ratings.valueBound
        valueLabels = ratings.valueLabels
        var totals = [Double](repeating: 0, count: valueBound)
        for kind in kinds { for tally in kind.tallies { totals[tally.value] += tally.count * kind.units } }
        self.totals = totals
        units = Int(kinds.reduce(0) { $0 + $1.units })
        self.ratings = Int(totals.reduce(0, +))
        self.single = single
    }
}

extension RatedUnits.Kind {
    /// - Parameter values: ascending.
    fileprivate init(values: ArraySlice<UInt32>, units: Int) {
        var tallies: [(value: Int, count: Double)] = []
        for value in values {
            if let last = tallies.last, last.value == Int(value) {
                tallies[tallies.count - 1].count += 1
            } else {
                tallies.append((Int(value), 1))
            }
        }
        self.tallies = tallies
        ratings = Double(values.count)
        self.units = Double(units)
    }
}
