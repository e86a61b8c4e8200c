import Foundation
import SQLite
import Tabular
import Warehouse

/// One table of a store or of a folder, as two of them are compared: rows by their names, numbers by their columns.
struct ComparedTable {
    let name: String
    let columns: [String]
    /// Of a table that was written as CSV, texts and nulls alone.
    let rows: [[SQLValue]]
    private let isOfTexts: Bool
    /// What the report's header says about the columns, if known.
    let definitions: [ReportColumn]
    /// The columns that identify a row by the report's header; nil if it does not say.
    private let declaredKey: [String]?

    init(_ result: ReportResult) {
        name = result.name
        columns = result.columns
        rows = result.rows
        isOfTexts = false
        definitions = result.table.columns
        declaredKey = result.table.key
    }

    /// A table that was written as CSV.
    ///
    /// - Throws: `ReportFolderError.unreadableTable`.
    init(name: String, csv path: String, of table: ReportTable?) throws {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ReportFolderError.unreadableTable(path: path, reason: "it is no file of UTF-8 text")
        }
        var records = CSVText.records(of: text)
        guard let header = records.first else {
            throw ReportFolderError.unreadableTable(path: path, reason: "it is empty")
        }
        records.removeFirst()
        if let odd = records.firstIndex(where: { $0.count != header.count }) {
            throw ReportFolderError.unreadableTable(
                path: path, reason: "row \(odd + 1) has \(records[odd].count) fields, and the header \(header.count)")
        }
        self.name = name
        definitions = table?.columns ?? []
        declaredKey = table?.key
        columns = header.map { $0 ?? "" }
        rows = records.map { $0.map(SQLValue.init) }
        isOfTexts = true
    }

    /// The value of a field; a text of a CSV that is written like a number counts as a number.
    func value(at place: Int, of row: [SQLValue]) -> SQLValue {
        guard isOfTexts, case .text(let field) = row[place] else { return row[place] }
        if let integer = Int64(field) { return .integer(integer) }
        if let first = field.first, first.isNumber || first == "-", let real = Double(field) { return .real(real) }
        return row[place]
    }

    func place(of column: String) -> Int? { columns.firstIndex(of: column) }

    /// The columns that identify rows: those of the table's grain. If the report does not name them, all names; and
    /// columns without a unit (ranks, years) if names are not enough.
    func keys(with other: ComparedTable) -> [String] {
        if let key = declaredKey ?? other.declaredKey,
            key.allSatisfy({ place(of: $0) != nil && other.place(of: $0) != nil })
        {
            return key
        }
        let shared = columns.filter { other.place(of: $0) != nil && !isMeasure($0, with: other) }
        let names = shared.filter { isName($0, with: other) }
        return isUnique(by: names) && other.isUnique(by: names) ? names : shared
    }

    /// The columns whose values are compared: all except the keys, and except the ends of intervals, which are shown
    /// with their estimates. Of a table whose keys are not declared, only measures.
    func compared(with other: ComparedTable, keys: [String]) -> [String] {
        let areDeclared = (declaredKey ?? other.declaredKey) == keys
        let intervals = IntervalColumns(columns)
        return columns.filter { column in
            guard other.place(of: column) != nil, !keys.contains(column), column != "seed" else { return false }
            guard areDeclared || isMeasure(column, with: other) else { return false }
            return !intervals.isEnd(column)
        }
    }

    private func isMeasure(_ column: String, with other: ComparedTable) -> Bool {
        if let definition = (definitions + other.definitions).first(where: { $0.name == column }) {
            return definition.unit != nil
        }
        return !isName(column, with: other)
    }

    /// A column counts as names if it has a text in one of the tables, or a number in neither.
    private func isName(_ column: String, with other: ComparedTable) -> Bool {
        let values = values(in: column) + other.values(in: column)
        return values.contains { $0.text != nil } || !values.contains(where: \.isNumber)
    }

    private func values(in column: String) -> [SQLValue] {
        place(of: column).map { place in rows.map { value(at: place, of: $0) } } ?? []
    }

    private func isUnique(by keys: [String]) -> Bool { Set(rows.map { key(of: $0, by: keys) }).count == rows.count }

    /// The key of a row, as plain text: a CSV does not say whether `2024` is a number or the name of a source.
    func key(of row: [SQLValue], by keys: [String]) -> [String?] { keys.compactMap(place).map { row[$0].plainText } }

    /// The places of the ends of a column's interval.
    func interval(of column: String) -> (low: Int, high: Int)? {
        IntervalColumns(columns).ends(of: column)
    }
}
