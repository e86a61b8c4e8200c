import SQLite

extension SampleReader {
    /// The columns of the relation `samples` and the multi-valued columns that have a value in any sample.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    /// - Complexity: reads dictionaries and maps, and no samples.
    public static func columnsWithValues(in store: Store) throws -> [String] {
        let stored = try storedColumns(in: store)
        var names: [String] = []
        for relation in store.engine.ordered where relation.facts.table.isSamples && relation.element == nil {
            for column in relation.columns where !column.isHidden {
                let hasValues =
                    switch column.content {
                    case .coded(let coded): try coded.values().count > 1
                    case .integer(let column), .real(let column), .text(let column): stored.contains(column.id)
                    default: true
                    }
                if hasValues { names.append(column.name) }
            }
        }
        return names + store.columns.filter { $0.kind == .tags && stored.contains($0.id) }.map(\.name)
    }

    /// The columns that any row group has something of.
    private static func storedColumns(in store: Store) throws -> Set<ColumnDefinition.ID> {
        let contents = store.catalogue.samples.rowGroups.map(\.content)
        if contents.allSatisfy({ $0 != nil }) {
            return contents.reduce(into: []) { $0.formUnion($1?.columns ?? []) }
        }
        return Set(
            try store.connection.rows("select column_id from segment union select column_id from text_block")
                .compactMap(\.first?.integer))
    }
}
