import Evaluation
import Foundation
import Reports
import Tabular

/// A leaderboard as papers print it: macro-F1 in percent, the best of a column in bold, the second underlined.
struct LeaderboardLaTeX {
    private let board: Leaderboard
    private static let significance = 0.05

    init(_ board: Leaderboard) { self.board = board }

    /// A `table` for booktabs; its notes are comments and a caption.
    var text: String {
        let hasMean = board.columns.count > 1
        let heads = ["Model"] + board.columns + (hasMean ? ["Mean"] : [])
        var lines = [
            "% Macro-F1 in percent. Bold: best of the column; underlined: second.",
            "% *: differs from the best, p < 0.05 by approximate randomisation with Holm's adjustment.",
            "% †: not above the majority baseline.",
            "\\begin{table}", "\\centering", "\\begin{tabular}{l\(String(repeating: "r", count: heads.count - 1))}",
            "\\toprule", heads.map(Self.escaped).joined(separator: " & ") + " \\\\", "\\midrule",
        ]
        for row in board.rows {
            var cells = [Self.escaped(row.model)] + row.cells.map { $0.map(Self.cell) ?? "--" }
            if hasMean { cells.append(row.mean.map(Self.cell) ?? "--") }
            lines.append(cells.joined(separator: " & ") + " \\\\")
        }
        var baseline = ["Majority baseline"] + board.baseline.map(Self.percent)
        if hasMean { baseline.append(board.baselineMean.map(Self.percent) ?? "--") }
        lines += [
            "\\midrule", baseline.joined(separator: " & ") + " \\\\", "\\bottomrule", "\\end{tabular}",
            "\\caption{Macro-F1 (\\%). The best score of a column is bold, the second underlined; ${}^{*}$ differs from the "
                + "best ($p < 0.05$, approximate randomisation, Holm), ${}^{\\dagger}$ is not above the majority "
                + "baseline.}",
            "\\label{tab:leaderboard}", "\\end{table}",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func cell(_ cell: Leaderboard.Cell) -> String {
        var text = percent(cell.value)
        if cell.isBest { text = "\\textbf{\(text)}" } else if cell.isSecond { text = "\\underline{\(text)}" }
        var marks = ""
        if let probability = cell.probability, probability < significance { marks += "*" }
        if cell.isAtMostBaseline { marks += "\\dagger" }
        return marks.isEmpty ? text : text + "${}^{\(marks)}$"
    }

    private static func percent(_ value: Double) -> String { String(format: "%.1f", 100 * value) }

    private static func escaped(_ text: String) -> String { LaTeXText.escaped(text) }
}
