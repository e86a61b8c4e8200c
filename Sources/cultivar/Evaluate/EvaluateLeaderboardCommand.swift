import ArgumentParser
import Evaluation
import Reports
import SQLite
import Tabular
import Warehouse

struct EvaluateLeaderboardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leaderboard",
        abstract: "Print the scores of a store as a table of models by benchmarks.",
        discussion: """
            Macro-F1 of each model, best mean first, beside the majority baseline. In LaTeX the best of a column is \
            bold, the second underlined; a star marks what differs from the best, a dagger what is not above the \
            baseline. No model is asked.

              cultivar evaluate leaderboard --store scores.sqlite
              cultivar evaluate leaderboard --store s.sqlite --columns culture-task --latex
            """)

    @Option(
        help:
            "What a column is: \(LeaderboardMaker.Column.allCases.map(\.rawValue).joined(separator: ", ")). Several benchmarks of one column are scored together."
    )
    var columns = LeaderboardMaker.Column.benchmark

    @Option(help: "Rows with a blank label: \(BlankPolicy.allCases.map(\.rawValue).joined(separator: ", ")).")
    var blank = BlankPolicy.leaveOut

    @Flag(help: "Print a table for LaTeX.")
    var latex = false

    @OptionGroup var resampling: ResamplingOptions
    @OptionGroup var output: TableOutput
    @OptionGroup var store: StoreOption

    func run() throws {
        let answered = try StoredPredictions.read(store.open())
        let board = try LeaderboardMaker.board(
            LeaderboardMaker.joined(answered, column: columns), policy: blank, bootstrap: resampling.bootstrap(),
            column: columns)
        if latex { return try FileDescriptorSink.standardOutput().write(Array(LeaderboardLaTeX(board).text.utf8)) }
        var rows: [[SQLValue]] = []
        for row in board.rows {
            for (column, cell) in zip(board.columns, row.cells) {
                guard let cell else { continue }
                rows.append([
                    .text(row.model), .text(column), .integer(Int64(cell.rows)), .real(cell.value), SQLValue(cell.low),
                    SQLValue(cell.high), .real(board.baseline[board.columns.firstIndex(of: column) ?? 0]),
                    SQLValue(cell.isBest), SQLValue(cell.probability), SQLValue(row.mean?.value),
                ])
            }
        }
        try output.write(
            [
                "model", "column", "n", "macro_f1", "macro_f1_low", "macro_f1_high", "majority_f1", "best", "p_holm",
                "mean_f1",
            ], rows)
    }
}

extension LeaderboardMaker.Column: ExpressibleByArgument {}
