import LocalFacts
import SQLite
import Tabular
import Warehouse

/// What a store holds, as text for a person.
public struct InformationText {
    private let information: StoreInformation
    private let limit: Int

    /// - Parameter limit: how many rows of long lists are shown; each list says how many there are.
    public init(_ information: StoreInformation, limit: Int) {
        self.information = information
        self.limit = limit
    }

    public var text: String {
        [heading, outside, dataSets, files, columns, fieldNotes, textIndexes, sourcesWithoutStage, unresolved, rejects]
            .compactMap(\.self)
            .joined(
                separator: "\n")
    }

    private var heading: String {
        let files = information.files.count
        let tables = information.tables.filter { $0.rowCount > 0 || $0.table == FactTable.samples }
        let rows = tables.map { counted($0.rowCount, $0.table.rowNoun) }.joined(separator: ", ")
        let outside = information.outside.count
        let others = outside == 0 ? "" : " and \(counted(Int64(outside), "table")) outside the store"
        return "\(rows) from \(counted(Int64(files), "file"))\(others)\n"
    }

    private var outside: String? {
        section(
            "Tables outside the store", columns: ["table", "engine", "where", "rows", "state"],
            rows: information.outside.map { table in
                [
                    .text(table.name), .text(table.location.engine),
                    .text([table.location.address, table.location.table].compactMap(\.self).joined(separator: " ")),
                    .integer(table.rowCount), .text(table.snapshot),
                ]
            })
    }

    /// The files of a data set together, since a data set may have hundreds.
    private var dataSets: String? {
        let groups = Dictionary(grouping: information.files, by: \.dataset).sorted { $0.key < $1.key }
        return section(
            "Data sets", columns: ["dataset", "files", "bytes", "stored", "rejected", "skipped", "incomplete"],
            rows: groups.map { dataset, files in
                let counts = files.reduce(RowCounts()) { $0 + $1.counts }
                return [
                    .text(dataset), .integer(Int64(files.count)),
                    .integer(files.reduce(0) { $0 + ($1.byteCount ?? 0) }),
                    .integer(counts.stored), .integer(counts.rejected), .integer(counts.skipped),
                    .integer(Int64(files.count { !$0.isFinished })),
                ]
            })
    }

    /// Those that need attention come first.
    private var files: String? {
        let files = information.files.filter { !$0.isFinished } + information.files.filter(\.isFinished)
        return section(
            "Files (all are in table file)",
            columns: ["load", "profile", "dataset", "format", "stored", "rejected", "skipped", "state", "path"],
            rows: files.map { file in
                [
                    .integer(file.loadID), SQLValue(file.profile), .text(file.dataset), .text(file.format),
                    .integer(file.counts.stored), .integer(file.counts.rejected), .integer(file.counts.skipped),
                    .text(file.isFinished ? "complete" : "interrupted: load it again to go on"), .text(file.path),
                ]
            }, isLimited: true)
    }

    /// A section for each fact table; that of `samples` only says so if there are others.
    private var columns: String? {
        // Every store has samples, and every table that columns refer to. Those without rows have nothing to show.
        let tables = information.tables.filter { $0.rowCount > 0 || information.tables.count == 1 }
        let sections = tables.compactMap { table in
            section(
                information.tables.count == 1 ? "Columns" : "Columns of \(table.table.name), \(table.table.grain)",
                columns: ["column", "kind", "distinct", "nulls"],
                rows: information.columns.filter { $0.table == table.table.name }.map { column in
                    [
                        .text(column.name), .text(column.kind.rawValue), SQLValue(column.distinctCount),
                        SQLValue(column.nullCount),
                    ]
                })
        }
        return sections.isEmpty ? nil : sections.joined(separator: "\n")
    }

    private var fieldNotes: String? {
        section(
            "Fields of files without a profile (all are in table field_note)",
            columns: ["field", "column", "outcome", "files", "detail"],
            rows: information.fieldNotes.map { note, fileCount in
                [
                    .text(note.field), SQLValue(note.column), .text(note.outcome.rawValue), .integer(fileCount),
                    .text(note.detail),
                ]
            }, isLimited: true)
    }

    private var textIndexes: String? {
        section(
            "Text indexes (complete them: cultivar index text)",
            columns: ["column", "row groups", "indexed", "bytes", "of texts"],
            rows: information.textIndexes.map { index in
                [
                    .text(index.table == FactTable.samples.name ? index.column : "\(index.table).\(index.column)"),
                    .integer(Int64(index.rowGroupCount)), .integer(Int64(index.indexedCount)),
                    .integer(index.byteCount), .integer(index.textByteCount),
                ]
            })
    }

    private var sourcesWithoutStage: String? {
        section(
            "Sources without a stage (give them one: cultivar ingest … --stages source-stage.csv)",
            columns: ["source", "samples"],
            rows: information.sourcesWithoutStage.map { [.text($0.source), .integer($0.sampleCount)] }, isLimited: true)
    }

    private var unresolved: String? {
        section(
            "Values that the reference tables do not explain", columns: ["column", "value", "samples"],
            rows: information.unresolved.map { [.text($0.column), .text($0.value), .integer($0.sampleCount)] },
            isLimited: true)
    }

    private var rejects: String? {
        let total = information.files.reduce(0) { $0 + $1.counts.rejected }
        return section(
            "Rejected rows (all are in table reject)",
            columns: ["path", "row", "line", "byte", "column", "reason", "excerpt"],
            rows: information.rejects.map { reject in
                [
                    .text(reject.path), SQLValue(reject.record.row), SQLValue(reject.record.line),
                    SQLValue(reject.record.byteOffset), SQLValue(reject.record.column), .text(reject.record.reason),
                    SQLValue(reject.record.excerpt),
                ]
            }, total: Int(total), isLimited: true)
    }

    /// A heading and a table; nil if there is nothing to show.
    private func section(
        _ title: String, columns: [String], rows: [[SQLValue]], total: Int? = nil, isLimited: Bool = false
    ) -> String? {
        let total = max(total ?? rows.count, rows.count)
        guard total > 0 else { return nil }
        let shown = isLimited ? Array(rows.prefix(limit)) : rows
        var format = TableFormat()
        var buffer = TextBuffer()
        buffer.append(shown.count < total ? "\(title): \(shown.count) of \(total)\n" : "\(title)\n")
        if shown.isEmpty { return buffer.text }
        buffer.append("\n")
        format.begin(columns: columns, into: &buffer)
        for row in shown { format.append(row: row, into: &buffer) }
        format.end(into: &buffer)
        return buffer.text
    }

    private func counted(_ count: Int64, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
