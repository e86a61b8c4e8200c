import LocalFacts
import SQLite

/// Checks that a new column's names do not hide anything that the relations or the store have.
struct ColumnNameCheck {
    let table: FactTable
    let connection: Connection

    /// - Throws: `StoreError.invalidName`, `.reservedName`; `SQLError`.
    func check(_ name: String, kind: ColumnKind, valueName: String?) throws {
        for name in [name, valueName].compactMap(\.self) {
            guard name.wholeMatch(of: /[\p{L}][\p{L}\p{N}_]*/) != nil else { throw StoreError.invalidName(name) }
            guard try !isReserved(name, kind: kind) else { throw StoreError.reservedName(name) }
        }
        if kind == .tags {
            guard try !hasColumn("name = 'w' collate nocase") else { throw StoreError.reservedName("w") }
            try ColumnNameCheck.checkRelation(table.listRelation(of: name), on: connection)
        }
    }

    private func isReserved(_ name: String, kind: ColumnKind) throws -> Bool {
        if table.isSamples { return ColumnDefinition.isReserved(name) }
        // Only list relations have the count `w`: in a table without lists a measure may have the name.
        if SQLName(name) == SQLName("w"), kind == .integer || kind == .real { return try hasColumn("kind = 'tags'") }
        return StandardColumns.reservedNamesOfAnyTable.contains(SQLName(name)) || ColumnDefinition.isOfTotal(name)
    }

    private func hasColumn(_ condition: String) throws -> Bool {
        try connection.value(
            "select 1 from column_definition where fact_table_id = ? and \(condition)", .integer(table.id)) != .null
    }

    /// Checks the name of a new fact table.
    ///
    /// - Throws: `StoreError.invalidName`, `.reservedName`; `SQLError`.
    static func checkTable(_ name: String, on connection: Connection) throws {
        guard name.wholeMatch(of: /[\p{L}][\p{L}\p{N}_]*/) != nil else { throw StoreError.invalidName(name) }
        guard !StandardColumns.reservedNames.contains(SQLName(name)) else { throw StoreError.reservedName(name) }
        try checkRelation(name, on: connection)
        let isRelation = try connection.value(
            "select 1 from column_definition where name = ? collate nocase and kind = 'tags' and fact_table_id = 1",
            .text(name))
        guard isRelation == .null else { throw StoreError.reservedName(name) }
    }

    /// The relation of a multi-valued column has its name: a table of that name would be found in its place.
    private static func checkRelation(_ name: String, on connection: Connection) throws {
        let folded = SQLName(name)
        let taken = try connection.value(
            """
            select 1 from sqlite_schema where name = ?1 collate nocase
            union all
            select 1 from fact_table where name = ?1
            """, .text(name))
        let isOfSQLite = Store.tablePrefixes.contains { folded.hasPrefix($0) }
        guard taken == .null, !isOfSQLite else { throw StoreError.reservedName(name) }
    }
}

extension ColumnDefinition {
    /// Whether the relations have the name already, so that no column of a data set can have it.
    public static func isReserved(_ name: String) -> Bool {
        let folded = SQLName(name)
        return StandardColumns.reservedNames.contains(folded) || isOfTotal(name)
    }

    /// Whether the name is one of those that totals of measures have.
    static func isOfTotal(_ name: String) -> Bool {
        let folded = SQLName(name)
        return folded.hasSuffix("_sum") || folded.hasSuffix("_known")
    }
}
