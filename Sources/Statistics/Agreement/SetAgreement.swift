/// Ratings whose values are sets, such as the places that a text mentions, with their agreement.
public struct SetAgreement: Sendable {
    /// The units, with a code for each distinct set.
    public let units: RatedUnits
    private let similarity: ValueSimilarity

    /// - Parameters:
    ///   - ratings: a code from 1 per rating.
    ///   - sets: the elements of each value, in any order: `sets[code - 1]` has the code; one for every code. An empty
    ///     set is a value. Equal sets are one value.
    ///
    /// Cost: Σ over elements of the square of how many distinct sets have them.
    public init(_ ratings: Ratings, sets: [[Int]], distance: SetDistance) {
        let sets = sets.map { Array(Set($0)).sorted() }
        // Values that are written differently and have the same elements are one value.
        var firsts: [[Int]: UInt32] = [:]
        let codes = sets.enumerated().map { place, set in
            if let first = firsts[set] { return first }
            firsts[set] = UInt32(place + 1)
            return UInt32(place + 1)
        }
        units = RatedUnits(ratings.recoded(codes))
        var holders: [Int: [Int]] = [:]
        var pairs: [(first: Int, second: Int, similarity: Double)] = []
        var shared: [Int: Int] = [:]
        for (place, set) in sets.enumerated() where place + 1 < units.valueBound && units.totals[place + 1] > 0 {
            shared.removeAll(keepingCapacity: true)
            for element in set {
                for other in holders[element] ?? [] { shared[other, default: 0] += 1 }
                holders[element, default: []].append(place)
            }
            pairs += shared.sorted { $0.key < $1.key }.map { other, count in
                (other + 1, place + 1, distance.similarity(sets[other].count, set.count, shared: count))
            }
        }
        similarity = ValueSimilarity(pairs)
    }

    /// Krippendorff's alpha with the distance between sets.
    ///
    /// - Throws: `noPairs`, `oneValue`.
    public func krippendorffAlpha() throws(UndefinedAgreement) -> Double { try units.alpha(similarity) }

    /// The interval of alpha, units resampled. `nil` if alpha is undefined, or most resamples are.
    ///
    /// Cost: for each replicate that of the kinds of units and of the pairs of sets that share an element.
    public func krippendorffAlphaInterval(_ bootstrap: Bootstrap) -> BootstrapInterval? {
        bootstrap.interval(AlphaSample(units, similarity))
    }
}
