import ArgumentParser

/// The commands that work on surveys.
struct SurveyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "survey",
        abstract: "Labels, fine-tuning files and distances from the answers of a survey.",
        discussion: """
            The files are wide: a row per respondent, a column per question. A survey profile says what their columns \
            and codes mean. docs/surveys.md has the rules of labels, the measures and the profiles.

              cultivar survey export Germany.csv --seeds WVQ.jsonl --culture German --size 50 --out german.jsonl
              cultivar survey audit Iraq.csv Jordan.csv --seeds WVQ.jsonl
            """,
        subcommands: [
            SurveyIngestCommand.self, SurveyExportCommand.self, SurveyLabelsCommand.self, SurveyAuditCommand.self,
            SurveyDistanceCommand.self,
            SurveyCompareCommand.self, SurveyInventCommand.self,
        ])
}
