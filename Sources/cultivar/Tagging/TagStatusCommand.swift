import ArgumentParser
import Reports
import SQLite
import Tagging

struct TagStatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tell what each tagger has done.",
        discussion: """
            One row per tagger and revision: a changed prompt, vocabulary or model is a new revision. It may be asked \
            while a run goes on.

              cultivar tag status
              cultivar tag status --values --format csv
              cultivar tag status --reasons
            """)

    @Flag(help: "One row per tagger, dimension and status of a value: valid, aliased, outside or missing.")
    var values = false

    @Flag(help: "One row per tagger and reason why texts have no tags.")
    var reasons = false

    @OptionGroup var output: TableOutput
    @OptionGroup var ledger: LedgerOption
    @OptionGroup var store: StoreOption

    func validate() throws {
        if values, reasons { throw ValidationError("--values and --reasons do not go together.") }
    }

    func run() throws {
        let reader = try LedgerReader(path: ledger.path(beside: store.path))
        let taggers = try reader.taggers()
        if values { return try writeValues(reader, taggers) }
        if reasons { return try writeReasons(reader, taggers) }
        try output.write(
            [
                "tagger", "revision", "kind", "model", "host", "tagged", "failed", "refused", "requests",
                "prompt_tokens", "completion_tokens", "truncated",
            ],
            taggers.map { tagger in
                [
                    .text(tagger.identity.name), .integer(Int64(tagger.revision)),
                    .text(tagger.identity.kind.rawValue), .text(tagger.identity.model), .text(tagger.identity.host),
                    .integer(Int64(tagger.tagged)), .integer(Int64(tagger.failed)), .integer(Int64(tagger.refused)),
                    .integer(Int64(tagger.requests)), Self.value(tagger.promptTokens),
                    Self.value(tagger.completionTokens), .integer(Int64(tagger.truncated)),
                ]
            })
    }

    private func writeValues(_ reader: LedgerReader, _ taggers: [LedgerReader.Tagger]) throws {
        var rows: [[SQLValue]] = []
        for tagger in taggers {
            for count in try reader.statuses(of: tagger) {
                rows.append([
                    .text(tagger.identity.name), .integer(Int64(tagger.revision)), .text(count.dimension),
                    .text(count.status.rawValue), .integer(Int64(count.count)),
                ])
            }
        }
        try output.write(["tagger", "revision", "dimension", "status", "values"], rows)
    }

    private func writeReasons(_ reader: LedgerReader, _ taggers: [LedgerReader.Tagger]) throws {
        var rows: [[SQLValue]] = []
        for tagger in taggers {
            for (reason, count) in try reader.reasons(of: tagger) {
                rows.append([
                    .text(tagger.identity.name), .integer(Int64(tagger.revision)), .text(reason),
                    .integer(Int64(count)),
                ])
            }
        }
        try output.write(["tagger", "revision", "reason", "texts"], rows)
    }

    private static func value(_ number: Int?) -> SQLValue { number.map { .integer(Int64($0)) } ?? .null }
}
