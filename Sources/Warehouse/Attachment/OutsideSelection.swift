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
    ///   - columns: columns of it, by the names that they get.
    ///   - condition: SQL as after `where`; nil for all rows. It may use other relations of the table by `id`.
    /// - Throws: `StoreError.notOfCombinations` if texts or ids of rows are used otherwise; `StoreError.unknownColumn`;
    ///   `EngineError`, `SQLError`.
    /// - Complexity: O(combinations).
    public func outsideSelection(
        of name: String, columns: [(name: String, column: String)], where condition: String?
    ) throws -> OutsideSelection {
        guard let facts = catalogue.table(named: name), let outside = facts.outside else {
            throw StoreError.unknownColumn(name: name, known: try outsideTables().map(\.name))
        }
        try outside.verify()
        try refuseUnknown(columns.map(\.column), of: facts)
        let expressions = columns.map { ", \(SQLName.quoted($0.column))" }.joined()
        let statement =
            "select id\(expressions) from \(SQLName.quoted(name))" + (condition.map { " where (\($0))" } ?? "")
        let used = try engine.columnsUsed(by: statement, facts, outside)
        let aggregates = try connection.rows("select distinct name from pragma_function_list where type in ('a', 'w')")
        for text in columns.map({ SQLName.quoted($0.column) }) + [condition ?? ""] {
            try CombinationCondition(text).refuseRows(aggregates.compactMap { $0[0].text })
        }
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

    /// SQLite takes a name in double quotes that it does not know for a string.
    private func refuseUnknown(_ columns: [String], of facts: StoredFacts) throws {
        let shown = try connection.rows("select name from pragma_table_info(?)", .text(facts.table.name))
        let known = shown.compactMap { $0[0].text } + facts.columns.filter { $0.kind == .tags }.map(\.name)
        for column in columns {
            guard known.contains(where: { SQLName.areSame($0, column) }) else {
                throw StoreError.unknownColumn(name: column, known: known)
            }
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
