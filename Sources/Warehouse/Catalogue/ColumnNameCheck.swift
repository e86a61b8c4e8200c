/// Checks that a new column's names do not hide anything that the relations or the store have.
struct ColumnNameCheck {
    let connection: Connection

    /// - Throws: `StoreError.invalidName`, `.reservedName`; `SQLError`.
    func check(_ name: String, kind: ColumnKind, valueName: String?) throws {
        for name in [name, valueName].compactMap(\.self) {
            guard name.wholeMatch(of: /[\p{L}][\p{L}\p{N}_]*/) != nil else { throw StoreError.invalidName(name) }
            guard !ColumnDefinition.isReserved(name) else { throw StoreError.reservedName(name) }
        }
        if kind == .tags { try checkRelation(name) }
    }

    /// The relation of a multi-valued column has its name: a table of that name would be found in its place.
    private func checkRelation(_ name: String) throws {
        let folded = SQLName(name)
        let taken = try connection.value("select 1 from sqlite_schema where name = ? collate nocase", .text(name))
        let isOfSQLite = Store.tablePrefixes.contains { folded.hasPrefix($0) }
        guard taken == .null, !isOfSQLite else { throw StoreError.reservedName(name) }
    }
}

extension ColumnDefinition {
    /// Whether the relations have the name already, so that no column of a data set can have it.
    public static func isReserved(_ name: String) -> Bool {
        let folded = SQLName(name)
        return StandardColumns.reservedNames.contains(folded) || folded.hasSuffix("_sum") || folded.hasSuffix("_known")
    }
}
