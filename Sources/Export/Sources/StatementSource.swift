import LocalFacts
import SQLite
import Tabular
import Warehouse

/// The rows of a statement, in its order.
final class StatementSource: RowSource {
    private static let batchRows = 4_096

    let columns: [ExportColumn]
    private let store: Store
    /// Prepares the statement again, since each pass runs it from the start.
    private let prepare: () throws -> Statement
    private var surveyed: Survey?

    /// - Throws: what `prepare` throws; `ExportError.notAQuestion` for a statement that gives no rows.
    init(store: Store, _ prepare: @escaping () throws -> Statement) throws {
        self.store = store
        self.prepare = prepare
        let statement = try prepare()
        guard statement.columnCount > 0, statement.isReadOnly else { throw ExportError.notAQuestion }
        columns = JSONText.distinctKeys(statement.columnNames).map { ExportColumn(name: $0, kind: .any) }
    }

    /// The rows of a whole statement.
    ///
    /// - Throws: `SQLError`, `ReportError`, `ExportError`.
    convenience init(store: Store, sql: String, parameters: [String: SQLValue]) throws {
        try self.init(store: store) {
            let statement = try store.connection.prepare(sql)
            try statement.bind(parameters: parameters)
            return statement
        }
    }

    /// The rows of a relation.
    ///
    /// - Throws: `ExportError`, `SQLError`, `StoreError.unknownColumn`.
    convenience init(store: Store, relation: String, columns: [String], condition: Condition?) throws {
        guard let description = store.relations.first(where: { $0.name.lowercased() == relation.lowercased() }) else {
            throw ExportError.unknownRelation(relation, known: store.relations.map(\.name))
        }
        let known = description.columns.map(\.name)
        for name in columns where !known.contains(where: { $0.lowercased() == name.lowercased() }) {
            throw StoreError.unknownColumn(name: name, known: known)
        }
        let list = columns.isEmpty ? "*" : columns.map(SQLName.quoted).joined(separator: ", ")
        let head = "select \(list) from \(SQLName.quoted(description.name))"
        try self.init(store: store) {
            guard let condition else { return try store.connection.prepare(head) }
            return try condition.statement("\(head) where (", on: store)
        }
    }

    /// The results of a run over all rows.
    private struct Survey {
        var rowCount: Int64 = 0
        var kinds: [ValueKinds]
    }

    private func survey() throws -> Survey {
        if let surveyed { return surveyed }
        var survey = Survey(kinds: columns.map { _ in ValueKinds() })
        let statement = try prepare()
        while try statement.step() {
            survey.rowCount += 1
            for column in survey.kinds.indices { survey.kinds[column].add(statement.value(at: column)) }
        }
        surveyed = survey
        return survey
    }

    func typedColumns() throws -> [ExportColumn] {
        zip(columns, try survey().kinds).map { ExportColumn(name: $0.name, kind: ExportColumn.Kind($1.kind)) }
    }

    func selectedRows() throws -> RowSet { RowSet(universe: try survey().rowCount, all: true) }

    func cells(of rows: RowSet, by names: [String]) throws -> CellAssignment {
        let positions = try names.map { name in
            guard let position = columns.firstIndex(where: { $0.name.lowercased() == name.lowercased() }) else {
                throw StoreError.unknownColumn(name: name, known: columns.map(\.name))
            }
            return position
        }
        var cells = CellAssignment()
        let statement = try prepare()
        while try statement.step() { cells.append(positions.map { statement.value(at: $0) }) }
        return cells
    }

    func forEachBatch(of rows: RowSet?, _ body: (ExportBatch) throws -> Void) throws {
        let statement = try prepare()
        var row: Int64 = 0
        var numbers: [Int64] = []
        var values = [[SQLValue]](repeating: [], count: columns.count)
        func flush() throws {
            if numbers.isEmpty { return }
            try body(ExportBatch(rowNumbers: numbers, columns: values.map { .any($0) }))
            numbers.removeAll(keepingCapacity: true)
            for column in values.indices { values[column].removeAll(keepingCapacity: true) }
        }
        while try statement.step() {
            row += 1
            guard rows?.contains(row) ?? true else { continue }
            numbers.append(row)
            for column in values.indices { values[column].append(statement.value(at: column)) }
            if numbers.count == StatementSource.batchRows { try flush() }
        }
        try flush()
    }
}
