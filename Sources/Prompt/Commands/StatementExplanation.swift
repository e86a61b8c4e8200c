import Foundation
import LocalFacts
import Reports
import SQLite
import Tabular
import Warehouse

/// How a statement is answered, in words: SQLite's plan, the request to each relation and its work, and where the time
/// went.
struct StatementExplanation {
    let store: Store

    /// Runs the statement.
    ///
    /// - Throws: `SQLError`, `ReportError` for a parameter without a value.
    func lines(of sql: String, parameters: [String: SQLValue]) throws -> [String] {
        let plan = try plan(of: sql, parameters)
        let statement = try store.connection.prepare(sql)
        try bind(statement, parameters)
        store.collectScanStatistics(true)
        defer { store.collectScanStatistics(false) }
        let started = ContinuousClock.now
        var rows: Int64 = 0
        while try statement.step() { rows += 1 }
        let seconds = (ContinuousClock.now - started).seconds
        let scans = store.takeScanStatistics()
        let inRelations = scans.reduce(0) { $0 + $1.seconds }
        let note =
            statement.givesCombinations
            ? ["", "A row of the result may stand for several samples; n is their number."] : []
        return ["Plan"] + plan + note + scans.flatMap { Self.lines(of: $0, counts: counts(of: $0.relation)) } + [
            "",
            "\(Magnitude.grouped(rows)) \(rows == 1 ? "row" : "rows") out in \(Self.time(seconds)): "
                + "\(Self.time(inRelations)) in the relations, \(Self.time(max(0, seconds - inRelations))) in SQLite "
                + "(\(Magnitude.grouped(statement.machineSteps)) steps)",
        ]
    }

    private func plan(of sql: String, _ parameters: [String: SQLValue]) throws -> [String] {
        let plan = try store.connection.prepare("explain query plan " + sql)
        try bind(plan, parameters)
        var depths: [Int64: Int] = [:]
        var lines: [String] = []
        while try plan.step() {
            let row = plan.row()
            let depth = row[1].integer.flatMap { depths[$0] } ?? 1
            if let id = row[0].integer { depths[id] = depth + 1 }
            // Without the numbers that a relation passes to itself.
            let detail = (row[3].text ?? "").replacing(/\ VIRTUAL TABLE INDEX \d+:.+/, with: "").lowercased()
            lines.append(String(repeating: "  ", count: depth) + detail)
        }
        return lines
    }

    private func bind(_ statement: Statement, _ parameters: [String: SQLValue]) throws {
        let known = Set(statement.plainParameterNames)
        try statement.bind(parameters: parameters.filter { known.contains($0.key) })
    }

    /// The hidden columns of a relation; they do not define combinations.
    private func counts(of relation: String) -> Set<String> {
        let columns = store.relations.first { $0.name == relation }?.columns ?? []
        return Set(columns.filter(\.isHidden).map(\.name))
    }

    /// What one relation did.
    static func lines(of scan: ScanStatistics, counts: Set<String>) -> [String] {
        let used = scan.columns.filter { !counts.contains($0) }
        let columns = used.isEmpty ? "nothing" : used.joined(separator: ", ")
        let verb = scan.isCollapsed ? "collapses over" : "gives row by row"
        let source =
            switch scan.source {
            case .samples: "their rows, one by one"
            case .rows: "their rows, counted"
            case .cubes: "their cubes"
            case .cells: "cells that an earlier statement left in memory"
            }
        let engines = scan.engineUses.flatMap { use in
            let bytes = use.byteCount.map { ", \(Magnitude.bytes($0))" } ?? ""
            let statement = use.statement.split(whereSeparator: \.isNewline).joined(separator: " ")
            return [
                "  \(use.engine.padding(toLength: 12, withPad: " ", startingAt: 0)) \(statement)",
                "               \(count(use.groupCount, "combination"))\(bytes), \(time(use.seconds))",
            ]
        }
        let groups = scan.source == .cells ? source : "\(count(scan.rowGroupCount, "row group")), \(source)"
        let skipped = scan.skippedRowGroupCount > 0 ? ", \(scan.skippedRowGroupCount) skipped" : ""
        let starts = scan.startCount > 1 ? ", asked \(Magnitude.grouped(Int64(scan.startCount))) times" : ""
        return [
            "", "\(scan.relation): \(verb) \(columns)",
            "  pushed down  \(scan.comparisons.isEmpty ? "nothing" : scan.comparisons.joined(separator: ", "))",
            "  read         \(groups)\(skipped)\(starts)",
            "  in and out   \(Magnitude.grouped(Int64(scan.rowCount))) \(scan.source == .cells || scan.source == .cubes ? "cells" : "rows") in, "
                + "\(Magnitude.grouped(Int64(scan.resultCount))) \(scan.isCollapsed ? "cells" : "rows") out, \(time(scan.seconds))",
        ] + engines
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(Magnitude.grouped(Int64(number))) \(noun)\(number == 1 ? "" : "s")"
    }

    private static func time(_ seconds: Double) -> String { String(format: "%.1f ms", seconds * 1000) }
}
