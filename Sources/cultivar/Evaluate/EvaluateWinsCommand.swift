import ArgumentParser
import Evaluation
import Readers
import SQLite

struct EvaluateWinsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wins",
        abstract: "Print win rates of models from judgements of pairs.",
        discussion: """
            A record has “first” and “second”, two models, and “winner”: first, second, tie, or the name of a model. A \
            tie counts half. Rates have Wilson's interval; the last rows are of each model against all others.

              cultivar evaluate wins judgements.jsonl
            """)

    @Argument(
        help: ArgumentHelp("Judgements: JSON lines, CSV, Parquet.", valueName: "file"), completion: .file())
    var paths: [String]

    @Option(help: ArgumentHelp("Confidence level of the intervals.", valueName: "level"))
    var level = 0.95

    @OptionGroup var output: TableOutput

    func validate() throws {
        guard level > 0, level < 1 else { throw ValidationError("--level is between 0 and 1, and is \(level).") }
    }

    func run() throws {
        var judgements: [(first: String, second: String, outcome: WinTable.Outcome, count: Int)] = []
        for path in paths { judgements += try read(path) }
        let table = WinTable(judgements)
        if table.selfComparisons > 0 {
            StandardError.write("\(table.selfComparisons) judgements compare a model with itself, and are left out\n")
        }
        var rows: [[SQLValue]] = []
        for model in table.models {
            for other in table.models where other != model {
                if let rate = table.rate(of: model, against: other) { rows.append(row(model, other, rate)) }
            }
        }
        for model in table.models { rows.append(row(model, nil, table.total(of: model))) }
        try output.write(
            [
                "model", "against", "n", "wins", "ties", "losses", "rate", "low", "high", "rate_without_ties",
                "low_without_ties", "high_without_ties",
            ], rows)
    }

    private func row(_ model: String, _ other: String?, _ rate: WinRate) -> [SQLValue] {
        let (interval, decisive) = (rate.interval(level: level), rate.decisiveInterval(level: level))
        return [
            .text(model), SQLValue(other), .integer(Int64(rate.comparisons)), .integer(Int64(rate.wins)),
            .integer(Int64(rate.ties)), .integer(Int64(rate.losses)), SQLValue(rate.rate), SQLValue(interval?.low),
            SQLValue(interval?.high), SQLValue(rate.decisiveRate), SQLValue(decisive?.low), SQLValue(decisive?.high),
        ]
    }

    private func read(
        _ path: String
    ) throws -> [(first: String, second: String, outcome: WinTable.Outcome, count: Int)] {
        let reader = try RecordFieldsReader(path: path)
        var judgements: [(first: String, second: String, outcome: WinTable.Outcome, count: Int)] = []
        var unusable: [Int64] = []
        var names: [String] = []
        while let batch = try reader.next() {
            for record in batch {
                if names.isEmpty { names = record.fields.map(\.name) }
                guard let first = record["first"]?.text, let second = record["second"]?.text,
                    let winner = record["winner"]?.text, let outcome = Self.outcome(winner, first, second)
                else {
                    unusable.append(record.number)
                    continue
                }
                judgements.append((first, second, outcome, 1))
            }
        }
        let rejected = unusable.count + reader.rejects.count
        if judgements.isEmpty { throw EvaluationCommandError.noJudgements(file: path, found: names) }
        StandardError.write(
            "\(path): \(judgements.count + rejected) records seen = \(judgements.count) judgements + \(rejected) rejected"
                + (unusable.first.map { " (the first is record \($0))" } ?? "") + "\n")
        return judgements
    }

    private static func outcome(_ winner: String, _ first: String, _ second: String) -> WinTable.Outcome? {
        switch winner.lowercased() {
        case first.lowercased(): return .first
        case second.lowercased(): return .second
        case "first", "a", "model_a", "1": return .first
        case "second", "b", "model_b", "2": return .second
        case "tie", "draw", "both", "tie (bothbad)", "": return winner.isEmpty ? nil : .tie
        default: return nil
        }
    }
}
