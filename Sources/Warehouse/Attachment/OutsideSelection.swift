import Facts
import LocalFacts
import SQLite

/// The rows of an outside table that meet a condition, as combinations of the fields that the condition uses, with the
/// values of further columns.
public struct OutsideSelection: Sendable {
    public var fields: [OutsideField]
    public var combinations: RawTable
    public var columns: [(name: String, values: RawColumn)]
    /// The rows of all these combinations.
    public var rowCount: Int64
}

extension Store {
    /// Applies a condition to the combinations of an outside table.
    ///
    /// - Parameters:
    ///   - name: the fact table.
    ///   - columns: expressions over a row of it, by the names that they get.
    ///   - condition: SQL as after `where`; nil for all rows. It may use other relations of the table by `id`.
    /// - Throws: `StoreError.notOfCombinations` if texts or ids of rows are used otherwise; `EngineError`, `SQLError`.
    /// - Complexity: O(combinations).
    public func outsideSelection(
        of name: String, columns: [(name: String, expression: String)], where condition: String?
    ) throws -> OutsideSelection {
        guard let facts = catalogue.table(named: name), let outside = facts.outside else {
            throw StoreError.unknownColumn(name: name, known: try outsideTables().map(\.name))
        }
        try outside.verify()
        let expressions = columns.map { ", (\($0.expression))" }.joined()
        let statement =
            "select id\(expressions) from \(SQLName.quoted(name))" + (condition.map { " where (\($0))" } ?? "")
        let used = try engine.columnsUsed(by: statement, facts, outside)
        try refuseCounts(in: statement)
        let (group, combinations, counts, _) = try outside.combinations(of: used, sums: [], facts.table.id)
        let fields = outside.fields(of: used)
        var rows: [Int] = []
        var values: [[SQLValue]] = columns.map { _ in [] }
        try engine.withCombinations(group, outside) {
            for row in try connection.rows(statement) {
                rows.append(Int(row[0].integer ?? 1) - 1)
                for place in columns.indices { values[place].append(row[place + 1]) }
            }
        }
        return OutsideSelection(
            fields: fields, combinations: RawTable(columns: combinations.map { $0.rows(rows) }, rowCount: rows.count),
            columns: zip(columns, values).map { ($0.name, Store.column($1)) },
            rowCount: rows.reduce(0) { $0 + counts[$1] })
    }

    /// Each combination stands in place of its rows, so what counts or limits rows would count combinations.
    private func refuseCounts(in statement: String) throws {
        let aggregates = try connection.rows("select distinct name from pragma_function_list where type in ('a', 'w')")
        let refused = Set(aggregates.compactMap { $0[0].text } + ["n", "w", "mentions", "limit", "having"])
        for token in SQLLexer.tokens(of: statement) where token.kind == .word || token.kind == .quotedName {
            if refused.contains(token.text.lowercased()) { throw StoreError.notOfCombinations(column: token.text) }
        }
    }

    /// Values of one expression as a column: of integers or doubles where all are, else of texts.
    private static func column(_ values: [SQLValue]) -> RawColumn {
        let present = values.filter { $0 != .null }
        if present.allSatisfy({ $0.integer != nil }), !present.isEmpty { return .integers(values.map(\.integer)) }
        if present.allSatisfy({ $0.number != nil }), !present.isEmpty { return .reals(values.map(\.number)) }
        var texts = TextColumnBuilder()
        for value in values {
            switch value {
            case .null: texts.append(nil)
            case .integer(let number): texts.append("\(number)")
            case .real(let number): texts.append("\(number)")
            case .text(let text): texts.append(text)
            case .blob(let bytes): texts.append(String(decoding: bytes, as: UTF8.self))
            }
        }
        return texts.column
    }
}
