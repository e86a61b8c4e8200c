import Statistics

/// Distances between the groups of a survey.
public struct SurveyDistances: Sendable {
    /// Two groups.
    public struct Pair: Sendable, Equatable {
        public let first: String
        public let second: String
        /// The questions that both groups gave valid answers to.
        public let sharedQuestions: Int
        /// The distance, with an interval by respondents if one was asked for.
        public let distance: ResampledInterval
    }

    public let measure: DistanceMeasure
    public let isWeighted: Bool
    /// The names of the groups.
    public let groups: [String]
    /// Every two groups, the earlier one first.
    public let pairs: [Pair]

    /// Computes the distances of all pairs of groups.
    ///
    /// - Parameters:
    ///   - isWeighted: counts respondents with their survey weights.
    ///   - bootstrap: how intervals are made; none if nil.
    ///   - leavesOutUnshared: leaves out pairs of groups that answered no question both, instead of throwing.
    /// - Throws: `SurveyError`.
    /// - Complexity: for each replicate O(respondents · questions + groups² · options).
    public init(
        _ table: RespondentTable, measure: DistanceMeasure = .jensenShannonDistance, isWeighted: Bool = false,
        bootstrap: RespondentBootstrap? = nil, leavesOutUnshared: Bool = false
    ) throws {
        if isWeighted, !table.hasWeights { throw SurveyError.noWeights(rule: "weighted distances") }
        let names = table.groups.map(\.name)
        guard names.count > 1 else { throw SurveyError.tooFewGroups(found: names, needed: 2) }
        let kernel = DistanceKernel(table, measure: measure)
        let counts = OptionCounts.all(table, isWeighted: isWeighted)
        var every = names.indices.flatMap { first in
            names.indices.dropFirst(first + 1).map { (first: first, second: $0) }
        }
        var shared = every.map { kernel.sharedQuestions(counts, $0.first, $0.second) }
        if leavesOutUnshared {
            let kept = every.indices.filter { !shared[$0].isEmpty }
            (every, shared) = (kept.map { every[$0] }, kept.map { shared[$0] })
        }
        if let index = shared.firstIndex(where: \.isEmpty) {
            throw SurveyError.noSharedQuestion(names[every[index].first], names[every[index].second])
        }
        let (pairsOfGroups, questionsOfPairs) = (every, shared)
        let estimates = zip(every, shared).map { kernel.mean(counts, $0.first, $0.second, questions: $1) }
        let intervals =
            try bootstrap?.intervals(table, isWeighted: isWeighted, estimates: estimates) { counts in
                kernel.means(counts, pairsOfGroups, questions: questionsOfPairs)
            }
            ?? estimates.map(ResampledInterval.init(estimate:))
        (self.measure, self.isWeighted, groups) = (measure, isWeighted, names)
        pairs = every.indices.map { index in
            Pair(
                first: names[every[index].first], second: names[every[index].second],
                sharedQuestions: shared[index].count,
                distance: intervals[index])
        }
    }

    /// The distances as a matrix: symmetric, zeros on the diagonal.
    public var matrix: [[Double]] {
        var matrix = groups.map { _ in [Double](repeating: 0, count: groups.count) }
        var rest = pairs[...]
        for first in groups.indices {
            for second in groups.indices.dropFirst(first + 1) {
                guard let pair = rest.popFirst() else { return matrix }
                matrix[first][second] = pair.distance.estimate
                matrix[second][first] = pair.distance.estimate
            }
        }
        return matrix
    }

    /// The pair of two groups, in either order.
    public func pair(_ first: String, _ second: String) -> Pair? {
        pairs.first { ($0.first, $0.second) == (first, second) || ($0.first, $0.second) == (second, first) }
    }
}
