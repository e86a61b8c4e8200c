import Statistics

/// How far option distributions of a model or a corpus are from those of a survey's respondents, by group and question.
///
/// The SimBench score is 100 · (1 − TV(model, human) / TV(uniform, human)), both averaged over items: 100 where the
/// model answers as people do, 0 where it is as far from them as uniform answers, below 0 where it is farther.
///
/// Source: T. Hu et al., "SimBench", arXiv 2510.17516 (2025).
public struct SurveyComparison: Sendable {
    /// One group and question.
    public struct Row: Sendable, Equatable {
        public let group: String
        public let question: String
        public let topic: String
        /// Respondents with a valid answer, and Kish's effective number of them.
        public let respondents: Int
        public let effectiveRespondents: Double
        /// Kish's design effect of the weights; 1 without.
        public let designEffect: Double
        /// The part of the model's weight that is on codes outside the scale. It is left out of the distances.
        public let offScale: Double
        public let totalVariation: ResampledInterval
        /// In points of the scale.
        public let wasserstein: ResampledInterval
        /// The total variation of uniform answers from the respondents'.
        public let uniformTotalVariation: Double
    }

    /// The mean over the questions of a group, or over all rows.
    public struct Summary: Sendable, Equatable {
        /// Nil for all rows.
        public let group: String?
        public let items: Int
        public let totalVariation: ResampledInterval
        public let uniformTotalVariation: Double
        /// The SimBench score; nil if the respondents of all items answer uniformly.
        public let score: ResampledInterval?
    }

    public let rows: [Row]
    /// One per group with rows, in the order of the table.
    public let groups: [Summary]
    public let overall: Summary
    /// Questions of `shares` that the table does not have, or that a group has no answers to.
    public let withoutRespondents: [String]

    /// Compares distributions with the table's respondents. Questions and groups without answers are listed in
    /// `withoutRespondents`.
    ///
    /// - Parameters:
    ///   - isWeighted: counts respondents with their survey weights.
    ///   - bootstrap: how intervals by respondents are made; none if nil. Only respondents are resampled.
    /// - Throws: `SurveyError`.
    public init(
        _ table: RespondentTable, _ shares: [OptionShares], isWeighted: Bool = false,
        bootstrap: RespondentBootstrap? = nil
    ) throws {
        if isWeighted, !table.hasWeights { throw SurveyError.noWeights(rule: "weighted comparison") }
        let counts = OptionCounts.all(table, isWeighted: isWeighted)
        let (items, missing) = try Self.items(table, shares, counts)
        guard !items.isEmpty else { throw SurveyError.tooFewGroups(found: [], needed: 1) }
        withoutRespondents = missing
        let present = table.groups.indices.filter { group in items.contains { $0.group == group } }
        let parts = present.map { group in items.indices.filter { items[$0].group == group } } + [Array(items.indices)]
        let kernel = DistanceKernel(table, measure: .totalVariation)
        // By item its total variation and Wasserstein distance, then by part mean, and mean of uniform answers.
        @Sendable func numbers(_ counts: OptionCounts) -> [Double] {
            let each = items.map { $0.distances(counts, kernel) }
            let means = parts.flatMap { part -> [Double] in
                let defined = part.map { each[$0] }.filter { $0.total.isFinite }
                let count = Double(defined.count)
                let total = defined.reduce(0) { $0 + $1.total } / count
                let uniform = defined.reduce(0) { $0 + $1.uniform } / count
                return [total, uniform, uniform > 0 ? 100 * (1 - total / uniform) : .nan]
            }
            return each.flatMap { [$0.total, $0.wasserstein] } + means
        }
        let estimates = numbers(counts)
        let intervals =
            try bootstrap?.intervals(table, isWeighted: isWeighted, estimates: estimates, numbers)
            ?? estimates.map(ResampledInterval.init(estimate:))
        rows = items.enumerated().map { index, item in
            item.row(
                table, counts, kernel, isWeighted: isWeighted, total: intervals[2 * index],
                wasserstein: intervals[2 * index + 1])
        }
        let summaries = parts.enumerated().map { index, part in
            let place = 2 * items.count + 3 * index
            return Summary(
                group: index < present.count ? table.groups[present[index]].name : nil, items: part.count,
                totalVariation: intervals[place], uniformTotalVariation: estimates[place + 1],
                score: estimates[place + 2].isFinite ? intervals[place + 2].notAbove(100) : nil)
        }
        groups = Array(summaries.dropLast())
        overall = summaries[summaries.count - 1]
    }

    /// The pairs of a distribution and a group with answers, in the order of `shares` and of the groups.
    private static func items(
        _ table: RespondentTable, _ shares: [OptionShares], _ counts: OptionCounts
    ) throws -> (items: [ComparisonItem], missing: [String]) {
        let positions = Dictionary(
            table.questions.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        var items: [ComparisonItem] = []
        var missing: [String] = []
        for share in shares {
            let groups = table.groups.indices.filter { share.group == nil || table.groups[$0].name == share.group }
            guard let question = positions[share.question], !groups.isEmpty else {
                missing.append([share.group, share.question].compactMap { $0 }.joined(separator: " "))
                continue
            }
            let (weights, offScale) = try checked(share, codes: table.codes[question])
            for group in groups {
                let range = counts.range(group: group, question: question)
                guard OptionDivergence.total(counts.values[range]) > 0 else {
                    missing.append("\(table.groups[group].name) \(share.question)")
                    continue
                }
                items.append(ComparisonItem(group: group, question: question, weights: weights, offScale: offScale))
            }
        }
        return (items, missing)
    }

    /// The weights by position of the code, and the part of the total that has no position.
    private static func checked(_ share: OptionShares, codes: [Int32]) throws -> ([Double], Double) {
        guard share.weights.values.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
            throw SurveyError.badDistribution(
                question: share.question, reason: "weights of options are finite and not negative")
        }
        let weights = codes.map { share.weights[$0] ?? 0 }
        let onScale = weights.reduce(0, +)
        guard onScale > 0 else {
            throw SurveyError.badDistribution(
                question: share.question,
                reason: "no weight on a code of the scale (\(codes.map(String.init).joined(separator: ", ")))")
        }
        // In the order of the codes, so that the sum does not depend on the dictionary's.
        let off = share.weights.sorted { $0.key < $1.key }.filter { !codes.contains($0.key) }
            .reduce(0) { $0 + $1.value }
        return (weights, off / (onScale + off))
    }
}
