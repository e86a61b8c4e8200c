import ArgumentParser

/// The commands that work on preferences.
struct PreferencesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preferences",
        abstract: "Pairs, weights, reward heads and their evaluation by sub-community, from ratings.",
        discussion: """
            From rated responses to reward models that serve sub-communities (SCPO), and the evidence. \
            docs/preferences.md has the method, the tables, the reports and a recipe for TRL.

              cultivar preferences generate --out prism
              cultivar ingest prism --profile prism
              cultivar preferences pairs
              cultivar preferences reference --from model-strength
              cultivar preferences weigh
              cultivar preferences evaluate --features tabular
            """,
        subcommands: [
            PreferencesGenerateCommand.self, PreferencesPairsCommand.self, PreferencesReferenceCommand.self,
            PreferencesWeighCommand.self, PreferencesTrainCommand.self, PreferencesScoreCommand.self,
            PreferencesEvaluateCommand.self, PreferencesExportCommand.self, PreferencesSurveyCommand.self,
        ])
}
