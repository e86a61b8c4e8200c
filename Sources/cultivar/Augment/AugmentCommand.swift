import ArgumentParser

/// The commands that put survey questions in other words.
struct AugmentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "augment",
        abstract: "Put survey questions in other words, and measure the result.",
        discussion: """
            Without the name of a subcommand it is questions: variants by WordNet or by a model behind an endpoint, of \
            which those near their question are taken. docs/augmentation.md says how.

              cultivar augment --seeds WVQ.jsonl --method wordnet --similarity hashed \\
                --threshold calibrated --out new.jsonl --candidates candidates.jsonl
              cultivar augment quality new.jsonl --seeds WVQ.jsonl
            """,
        subcommands: [AugmentQuestionsCommand.self, AugmentQualityCommand.self],
        defaultSubcommand: AugmentQuestionsCommand.self)
}
