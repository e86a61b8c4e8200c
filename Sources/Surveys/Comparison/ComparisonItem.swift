/// A distribution beside the answers of a group to its question.
struct ComparisonItem: Sendable {
    let group: Int
    let question: Int
    /// By position of the code.
    let weights: [Double]
    let offScale: Double

    /// Total variation and Wasserstein distance from the counts, and the total variation of uniform answers; NaN if the
    /// counts are all 0.
    func distances(
        _ counts: OptionCounts, _ kernel: DistanceKernel
    ) -> (total: Double, wasserstein: Double, uniform: Double) {
        let human = counts.values[counts.range(group: group, question: question)]
        guard OptionDivergence.total(human) > 0 else { return (.nan, .nan, .nan) }
        let uniform = [Double](repeating: 1, count: weights.count)
        return (
            OptionDivergence.totalVariation(weights[...], human),
            kernel.wasserstein(weights[...], human, question: question),
            OptionDivergence.totalVariation(uniform[...], human)
        )
    }

    func row(
        _ table: RespondentTable, _ counts: OptionCounts, _ kernel: DistanceKernel, isWeighted: Bool,
        total: ResampledInterval, wasserstein: ResampledInterval
    ) -> SurveyComparison.Row {
        let people = table.groups[group]
        var sums = WeightSums()
        for respondent in 0..<people.respondents
        where people.answers[respondent * table.questions.count + question] > 0 {
            sums.add(isWeighted ? people.weights[respondent] : 1)
        }
        return SurveyComparison.Row(
            group: people.name, question: table.questions[question].id, topic: table.questions[question].topic,
            respondents: sums.count, effectiveRespondents: sums.effectiveCount, designEffect: sums.designEffect ?? 1,
            offScale: offScale, totalVariation: total, wasserstein: wasserstein,
            uniformTotalVariation: distances(counts, kernel).uniform)
    }
}
