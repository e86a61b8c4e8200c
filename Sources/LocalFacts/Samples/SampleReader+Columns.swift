import SQLite

extension SampleReader {
    /// The columns of the relation `samples` and the multi-valued columns that have a value in any sample.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    /// - Complexity: reads dictionaries and maps, and no samples.
    package static func columnsWithValues(in engine: RelationEngine) throws -> [String] {
        let samples = engine.catalogue.samples
        let stored = try storedColumns(of: samples, engine.connection)
        var names: [String] = []
        for relation in engine.ordered where relation.facts.table.isSamples && relation.element == nil {
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
        return names + samples.columns.filter { $0.kind == .tags && stored.contains($0.id) }.map(\.name)
    }

    /// The columns that any row group has something of.
    private static func storedColumns(
        of samples: StoredFacts, _ connection: Connection
    ) throws -> Set<ColumnDefinition.ID> {
        if let outside = samples.outside {
            return Set(samples.columns.filter { outside.field(of: $0) != nil }.map(\.id))
        }
        let contents = samples.rowGroups.map(\.content)
        if contents.allSatisfy({ $0 != nil }) {
            return contents.reduce(into: []) { $0.formUnion($1?.columns ?? []) }
        }
        return Set(
            try connection.rows("select column_id from segment union select column_id from text_block")
                .compactMap(\.first?.integer))
    }
}
