import ArgumentParser
import Evaluation
import Statistics

/// How intervals are made.
struct ResamplingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Replicates of the intervals; 0 for none.", valueName: "count"))
    var replicates = 2_000

    @Option(help: ArgumentHelp("Confidence level of the intervals.", valueName: "level"))
    var level = 0.95

    @Option(help: "The seed of the replicates.")
    var seed: UInt64 = 1

    /// Nil for no intervals.
    ///
    /// - Throws: `EvaluationError.invalidResampling`.
    func bootstrap() throws -> Bootstrap? {
        if replicates == 0 { return nil }
        guard let bootstrap = Bootstrap(seed: seed, replicates: replicates, level: level) else {
            throw EvaluationError.invalidResampling(replicates: replicates, level: level)
        }
        return bootstrap
    }
}
