import ArgumentParser
import SQLite
import Surveys
import Warehouse

struct SurveyAuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Compare the labels of rule paper with what the valid answers say.",
        discussion: """
            One row per country and question, or with --summary one row with the counts.

              cultivar survey audit Iraq.csv Jordan.csv --seeds WVQ.jsonl --summary
            """)

    @Flag(help: "Print the counts over all countries and questions.")
    var summary = false

    @OptionGroup var output: TableOutput
    @OptionGroup var source: SurveySource

    func run() throws {
        let audit = LabelAudit(try source.tally().answers)
        if summary { return try write(audit.summary) }
        try output.write(
            [
                "country", "culture", "question", "topic", "respondents", "valid", "label", "on_scale", "mean",
                "rounded", "mode", "mode_count", "differs", "lower", "equals_mode",
            ],
            audit.cells.map { cell in
                [
                    .text(cell.country), SQLValue(cell.culture), .text(cell.question), .text(cell.topic),
                    .integer(Int64(cell.respondents)), .integer(Int64(cell.valid)), .integer(Int64(cell.label)),
                    SQLValue(cell.isOnScale), cell.mean.map { .real($0) } ?? .null, SQLValue(cell.rounded),
                    SQLValue(cell.mode), .integer(Int64(cell.modeCount)), SQLValue(cell.differs),
                    SQLValue(cell.isLower), SQLValue(cell.equalsMode),
                ]
            })
    }

    private func write(_ summary: LabelAudit.Summary) throws {
        let counts = [
            ("cells", summary.cells), ("asked", summary.asked), ("never_asked", summary.neverAsked),
            ("differs", summary.differs), ("lower", summary.lower), ("equals_mode", summary.equalsMode),
            ("outside_scale", summary.outsideScale),
        ]
        try output.write(counts.map(\.0), [counts.map { .integer(Int64($0.1)) }])
    }
}
