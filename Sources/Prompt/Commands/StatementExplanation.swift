import Reports
import Warehouse

/// How a statement is answered, in words: SQLite's plan and what running it took.
struct StatementExplanation {
    let connection: Connection

    /// - Throws: `SQLError`, `ReportError` for a parameter without a value.
    func lines(of sql: String, parameters: [String: SQLValue]) throws -> [String] {
        let plan = try connection.prepare("explain query plan " + sql)
        try bind(plan, parameters)
        var depths: [Int64: Int] = [0: 0]
        var lines: [String] = []
        while try plan.step() {
            let row = plan.row()
            let depth = depths[row[1].integer ?? 0] ?? 0
            depths[row[0].integer ?? 0] = depth + 1
            lines.append(String(repeating: "  ", count: depth) + spelled(row[3].text ?? ""))
        }
        let statement = try connection.prepare(sql)
        try bind(statement, parameters)
        let started = ContinuousClock.now
        var rows: Int64 = 0
        while try statement.step() { rows += 1 }
        let seconds = (ContinuousClock.now - started).seconds
        lines.append("")
        lines.append("rows out  \(Magnitude.grouped(rows))")
        lines.append("steps     \(Magnitude.grouped(statement.machineSteps)) of SQLite's machine")
        lines.append("time      \(StatementExplanation.milliseconds(seconds))")
        return lines
    }

    private func bind(_ statement: Statement, _ parameters: [String: SQLValue]) throws {
        let known = Set(statement.plainParameterNames)
        try statement.bind(parameters: parameters.filter { known.contains($0.key) })
    }

    private static func milliseconds(_ seconds: Double) -> String {
        "\(Double(Int(seconds * 10_000)) / 10) ms"
    }

    /// A line of SQLite's plan without the numbers that relations pass to themselves.
    private func spelled(_ detail: String) -> String {
        detail.replacing(/\ VIRTUAL TABLE INDEX \d+:.+/, with: "").lowercased()
    }
}
