import Columns
import LocalFacts
import SQLite

/// Tables and columns that are computed from what the store has.
extension LoadWriter {
    /// The format of a file record that stands for computed rows.
    public static let computedFormat = "computed"

    /// Fills a table with computed rows, in place of those that an earlier call of the same origin wrote, in one
    /// transaction: a killed load leaves the former rows.
    ///
    /// - Parameters:
    ///   - origin: what computed the rows, such as the command. The table `file` has it as the path.
    ///   - body: appends the rows.
    /// - Returns: how many rows were there before, and the counts of the new ones.
    /// - Throws: `SQLError`, `StoreError`, and what `body` throws; the former rows are then still there.
    public func replaceRows(
        of table: FactTableTemplate, origin: String, _ body: (FileWriter) throws -> Void
    ) throws -> (replaced: Int64, counts: RowCounts) {
        do {
            return try store.connection.transaction {
                let former = try store.connection.rows(
                    "select id from file where dataset = ? and format = ?", .text(table.name),
                    .text(Self.computedFormat)
                ).compactMap { $0[0].integer }
                let replaced = try former.reduce(0) {
                    try $0 + FileRemoval(connection: store.connection).remove(fileID: $1)
                }
                try store.catalogue.reload()
                let writer = try begin(
                    FileDescription(
                        path: origin, dataset: table.name, format: Self.computedFormat, byteCount: nil, headHash: nil,
                        table: table))
                try body(writer)
                return (replaced, try writer.finish(contentHash: nil))
            }
        } catch {
            try? store.catalogue.reload()
            throw error
        }
    }

    /// Writes a column of decimals of rows that the store has, in place of what the column held, in one transaction.
    ///
    /// - Parameters:
    ///   - values: one for each row of the table, in the order of their ids; nil for none.
    ///   - description: of a new column, and of one that is written again.
    /// - Throws: `StoreError.invalidName`, `.reservedName`; `.kindConflict` if the table has a column of that name and
    ///   another kind; `.batchRows` unless there is a value for each row; `SQLError`.
    /// - Complexity: O(rows), without reading other columns.
    public func writeColumn(_ name: String, description: String, of table: String, _ values: [Double?]) throws {
        guard let facts = store.catalogue.table(named: table) else { throw StoreError.catalogue("fact_table \(table)") }
        guard values.count == facts.rowCount else {
            throw StoreError.batchRows(column: name, expected: facts.rowCount, found: values.count)
        }
        do {
            try store.connection.transaction {
                let column = try columnOfDecimals(name, description, of: facts)
                var first = 0
                for group in facts.rowGroups {
                    let own = Array(values[first..<first + group.rowCount])
                    first += group.rowCount
                    try write(own, of: group, to: column)
                }
            }
        } catch {
            try? store.catalogue.reload()
            throw error
        }
        try store.catalogue.reload()
    }

    private func columnOfDecimals(
        _ name: String, _ description: String, of facts: StoredFacts
    ) throws -> ColumnDefinition {
        if let column = facts.column(named: name) {
            guard column.kind == .real, column.role == nil else {
                throw StoreError.kindConflict(column: column.name, stored: column.kind, given: .real)
            }
            try store.connection.execute(
                "update column_definition set description = ? where id = ?", .text(description), .integer(column.id))
            return column
        }
        try ColumnNameCheck(table: facts.table, connection: store.connection).check(name, kind: .real, valueName: nil)
        try store.connection.execute(
            "insert into column_definition (name, kind, description, fact_table_id) values (?, ?, ?, ?)", .text(name),
            .text(ColumnKind.real.rawValue), .text(description), .integer(facts.table.id))
        return ColumnDefinition(
            id: store.connection.lastInsertedRow, factTableID: facts.table.id, name: name, kind: .real,
            description: description)
    }

    private func write(_ values: [Double?], of group: RowGroup, to column: ColumnDefinition) throws {
        try store.connection.execute(
            "delete from segment where row_group_id = ? and column_id = ?", .integer(group.id), .integer(column.id))
        var builder = ColumnBuilder(column)
        try builder.append(
            .reals(RealVector(values: values.map { $0 ?? 0 }, validity: values.map { $0 != nil })))
        try builder.endRows(group.rowCount)
        let writer = SegmentWriter(connection: store.connection, rowGroup: group.id)
        for segment in builder.segments() { try writer.write(segment, column) }
    }
}
