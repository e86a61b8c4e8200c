import Columns
import Facts
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
        let used = try columnsUsed(by: statement, facts, outside)
        try refuseCounts(in: statement)
        let (group, combinations, counts, _) = try outside.combinations(of: used, sums: [], facts.table.id)
        let fields = outside.fields(of: used)
        var rows: [Int] = []
        var values: [[SQLValue]] = columns.map { _ in [] }
        try withCombinations(group, outside) {
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

    /// The fewest columns from which a statement over the rows can be answered.
    private func columnsUsed(
        by statement: String, _ facts: StoredFacts, _ outside: OutsideFacts
    ) throws -> [ColumnDefinition] {
        let (nothing, _, _, _) = try outside.combinations(of: [], sums: [], facts.table.id)
        let collected = engine.scans.records
        engine.scans.records = []
        defer { engine.scans.records = collected }
        try withCombinations(nothing, outside) { _ = try connection.rows(statement) }
        var coded: [any CodedColumn] = []
        var elements: [ElementSource] = []
        var used: [ColumnDefinition] = []
        for record in engine.scans.records ?? [] {
            guard let request = record.request, record.relation.facts.table.id == facts.table.id else { continue }
            if let element = record.relation.element { elements.append(element) }
            for position in Set(request.columns + request.constraints.map(\.column)) {
                let column = record.relation.columns[position]
                switch column.content {
                case .coded(let code): coded.append(code)
                case .integer(let number), .real(let number): used.append(number)
                case .list(let source): elements.append(source)
                case .text, .length: throw StoreError.notOfCombinations(column: column.name)
                default: break
                }
            }
        }
        let needed = try outside.fewest(of: outside.codedColumns, for: coded, elements, facts.table.id)
        return (needed ?? outside.codedColumns) + used.filter(outside.has)
    }

    /// Runs `body` while relations read combinations in place of the rows.
    private func withCombinations(_ group: RowGroup, _ outside: OutsideFacts, _ body: () throws -> Void) throws {
        let usedCubes = engine.scans.usesCubes
        outside.combinationsInPlaceOfRows = group
        engine.scans.usesCubes = false
        defer {
            outside.combinationsInPlaceOfRows = nil
            engine.scans.usesCubes = usedCubes
        }
        try body()
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
