import Foundation
import SQLite
import Tabular
import Warehouse

/// What was exported and how, as JSON beside the files: enough to draw the same sample again, and to report it.
public struct ExportRecord {
    private let request: ExportRequest
    private let result: ExportResult
    private let store: String

    /// - Parameter store: the fingerprint of the store's content.
    public init(request: ExportRequest, result: ExportResult, store: String) {
        self.request = request
        self.result = result
        self.store = store
    }

    /// - Throws: `OutputError`.
    public func write(to path: String) throws {
        let file = try AtomicFile(path: path)
        try file.write(Array(json.utf8))
        try file.commit()
    }

    /// The record, its keys in a fixed order, one entry per line.
    var json: String {
        var lines = [("cultivar", text(request.version)), ("store", text(store))]
        switch request.rows {
        case .statement(let sql, _): lines.append(("statement", text(sql)))
        case .relation(let name, _, let condition):
            lines.append(("relation", text(name)))
            lines.append(("where", condition.map { text($0.sql) } ?? "null"))
        }
        lines += [
            ("columns", list(result.columns.map(text))), ("format", text(request.format.name)),
            ("seed", String(request.seed)), ("shuffled", String(request.isShuffled)),
            ("sample", request.sample.map(String.init) ?? "null"), ("selected", String(result.selected)),
            ("written", String(result.written)),
        ]
        if !request.balance.isEmpty {
            lines.append(("balance", list(request.balance.map(text))))
            if request.isAsWritten { lines.append(("as_written", "true")) }
            lines.append(("cells", rows(result.cells.map(json))))
        }
        if let markers = request.markers, let counts = result.markers { lines += json(markers, counts) }
        let files = result.files.map { file in
            object([
                // The files are beside the record: the folder may name a person.
                ("path", text(URL(filePath: file.path).lastPathComponent)), ("rows", String(file.rows)),
                ("bytes", String(file.bytes)),
            ])
        }
        lines.append(("files", rows(files)))
        return "{\n" + lines.map { "  \(text($0.0)): \($0.1)" }.joined(separator: ",\n") + "\n}\n"
    }

    private func json(_ cell: ExportResult.Cell) -> String {
        object([
            ("values", list(cell.values.map(json))), ("available", String(cell.available)),
            ("drawn", String(cell.drawn)), ("shortfall", String(cell.shortfall)),
        ])
    }

    private func json(_ options: MarkerOptions, _ counts: MarkerCounts) -> [(String, String)] {
        let dropout = options.dropout
        let rules = dropout.rules.map {
            object([("column", text($0.column)), ("value", text($0.value)), ("rate", String($0.rate))])
        }
        let byColumn = dropout.rateByColumn.sorted { $0.key < $1.key }.map { ($0.key, String($0.value)) }
        let markers = counts.markers.map {
            object([
                ("name", text($0.name)), ("carried", String($0.carried)), ("absent", String($0.absent)),
                ("dropped", String($0.dropped)),
            ])
        }
        let fitting = counts.rules.map { object([("rule", text($0.name)), ("samples", String($0.samples))]) }
        return [
            ("markers", text(options.template.source)),
            ("marker_position", text(options.position.rawValue)), ("marker_escape", text(options.escaping.rawValue)),
            ("marker_separator", text(options.listSeparator)), ("marker_dropout", String(dropout.rate)),
            ("marker_dropout_by", list(rules)), ("marker_dropout_each", String(dropout.eachRate)),
            ("marker_dropout_each_by", object(byColumn)), ("marked", String(counts.marked)),
            ("dropped_whole", String(counts.droppedWhole)), ("unmarked", String(counts.unmarked)),
            ("without_text", String(counts.withoutText)), ("marker_counts", rows(markers)),
            ("marker_dropout_by_counts", list(fitting)),
        ]
    }

    private func text(_ text: String) -> String { json(.text(text)) }

    private func json(_ value: SQLValue) -> String {
        var buffer = TextBuffer()
        JSONText.append(value, into: &buffer)
        return buffer.text
    }

    private func list(_ items: [String]) -> String { "[\(items.joined(separator: ", "))]" }

    private func rows(_ items: [String]) -> String {
        items.isEmpty ? "[]" : "[\n    " + items.joined(separator: ",\n    ") + "\n  ]"
    }

    private func object(_ pairs: [(String, String)]) -> String {
        "{" + pairs.map { "\(text($0.0)): \($0.1)" }.joined(separator: ", ") + "}"
    }
}
