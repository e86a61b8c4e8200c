import Statistics

/// How near a model's option distributions are to people's, on the scale of SimBench: 100 is the same distribution on
/// every question, 0 is as far as blind picking, and below 0 is further.
///
/// The score of a question is 100·(1 − TV(model, people)/b), where b is the mean TV(uniform, people) over all
/// questions; the score is the mean over the questions.
///
/// Source: T. Hu and others, "SimBench: Benchmarking the ability of large language models to simulate human behaviors"
/// (2025), section 3.
public struct SimBenchScore: Sendable, Equatable {
    /// The mean over the questions.
    public let score: Double
    /// Of each question, in their order.
    public let questionScores: [Double]
    /// TV(model, people) of each question.
    public let distances: [Double]
    /// b, the mean TV(uniform, people).
    public let baseline: Double
    /// Questions resampled, the baseline with them; nil without a bootstrap or for fewer than two questions.
    public let interval: BootstrapInterval?

    /// Scores questions of one data set.
    ///
    /// Nil without questions, if a pair differs in its options, or if people pick blindly on every question, so that
    /// there is no baseline.
    public init?(
        _ questions: [(model: OptionDistribution, people: OptionDistribution)], bootstrap: Bootstrap? = nil
    ) {
        var (distances, blind) = ([Double](), [Double]())
        for question in questions {
            guard let distance = question.model.totalVariation(to: question.people),
                let uniform = question.people.uniform?.totalVariation(to: question.people)
            else { return nil }
            distances.append(distance)
            blind.append(uniform)
        }
        guard !distances.isEmpty else { return nil }
        let baseline = CompensatedSum(blind).value / Double(blind.count)
        guard baseline > 0 else { return nil }
        self.baseline = baseline
        self.distances = distances
        questionScores = distances.map { 100 * (1 - $0 / baseline) }
        score = CompensatedSum(questionScores).value / Double(questionScores.count)
        // The mean of the scores is 100·(1 − ΣTV(model)/ΣTV(uniform)).
        let (near, far) = (distances, blind)
        interval =
            near.count < 2
            ? nil
            : bootstrap?.interval(cells: near.map { _ in 1 }) { times in
                let (model, uniform) = times.indices.reduce((0.0, 0.0)) { sums, place in
                    (sums.0 + times[place] * near[place], sums.1 + times[place] * far[place])
                }
                return uniform > 0 ? 100 * (1 - model / uniform) : nil
            }
    }
}
