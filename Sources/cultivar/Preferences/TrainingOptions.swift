import ArgumentParser
import Preferences

/// How heads are trained.
struct TrainingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What a reward depends on: tabular (the model that wrote the response) or hashed (its words).",
            valueName: "features"))
    var features = HeadTrainer.Features.hashed

    @Option(help: ArgumentHelp("How strongly rewards are held at the reference, from 0.", valueName: "number"))
    var lambda = 0.2

    @Option(help: "The seed of the users that are held out to stop early.")
    var seed: UInt64 = 0

    func validate() throws {
        guard lambda >= 0, lambda.isFinite else { throw ValidationError("--lambda is a number from 0.") }
    }

    /// A trainer that weighs as the pairs are weighed.
    func trainer(_ parameters: PairParameters) -> HeadTrainer {
        var trainer = HeadTrainer(features, weighting: parameters.weighting ?? .published)
        trainer.lambda = lambda
        trainer.seed = seed
        return trainer
    }
}

extension HeadTrainer.Features: ExpressibleByArgument {}
extension PairSelection: ExpressibleByArgument {}
extension PairFormat: ExpressibleByArgument {}
