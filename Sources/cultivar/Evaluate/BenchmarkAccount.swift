import Evaluation

/// What was read of a benchmark, and what a reader of its scores should know, in words.
struct BenchmarkAccount {
    private let answered: AnsweredBenchmark
    private let policy: BlankPolicy

    init(_ answered: AnsweredBenchmark, policy: BlankPolicy) {
        (self.answered, self.policy) = (answered, policy)
    }

    /// - Throws: `EvaluationError`.
    func tell() throws {
        let rejects = answered.benchmark.rejects
        let rows = answered.benchmark.rows.count
        StandardError.write(
            "\(answered.name): \(rows + rejects.count) records seen = \(rows) rows + \(rejects.count) rejected\n")
        for reject in rejects.prefix(3) { StandardError.write("\(answered.name): rejected: \(reject)\n") }
        // What follows from the gold labels is the same for every model.
        var told: Set<String> = []
        for (model, score) in try answered.scores(policy: policy, bootstrap: nil) {
            for warning in score.warnings {
                switch warning {
                case .unmapped, .missing, .undefinedF1: StandardError.write("\(answered.name), \(model): \(warning)\n")
                default:
                    if told.insert("\(warning)").inserted { StandardError.write("\(answered.name): \(warning)\n") }
                }
            }
        }
    }
}
