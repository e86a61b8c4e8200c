extension ParquetFile {
    /// A reader of the rows of the row group of that number, which exists.
    ///
    /// - Parameters:
    ///   - leaves: the numbers of the leaf columns to read, nil for all. Bytes of others are not read.
    ///   - rows: the rows that are wanted, nil for all.
    ///
    /// Throws ``ParquetError``.
    public func rows(rowGroup: Int, leaves: Set<Int>? = nil, rows: RowRanges? = nil) throws -> RowReader {
        let fields = leaves.map { wanted in schema.fields.compactMap { $0.pruned(to: wanted) } } ?? schema.fields
        return try RowReader(
            fields: fields, rowCount: metadata.rowGroups[rowGroup].rowCount, rows: rows, limits: limits,
            place: ParquetPlace(file: source.name, part: .rows, rowGroup: rowGroup)
        ) { leaf in
            try LeafCursor(try columnChunk(rowGroup: rowGroup, leaf: leaf, rows: rows))
        }
    }
}

extension SchemaField {
    /// The field with only the leaves in `wanted`; nil if it has none of them.
    func pruned(to wanted: Set<Int>) -> SchemaField? {
        let content: Content? =
            switch self.content {
            case .leaf(let index): wanted.contains(index) ? self.content : nil
            case .structure(let fields): Self.structure(fields.compactMap { $0.pruned(to: wanted) })
            case .list(let element, let definitionLevel, let repetitionLevel):
                element.pruned(to: wanted).map {
                    .list(element: $0, definitionLevel: definitionLevel, repetitionLevel: repetitionLevel)
                }
            case .map(let key, let value, let definitionLevel, let repetitionLevel):
                // Keys and values are read together.
                leaves.contains(where: wanted.contains)
                    ? .map(
                        key: key, value: value, definitionLevel: definitionLevel, repetitionLevel: repetitionLevel)
                    : nil
            }
        return content.map {
            SchemaField(
                name: name, isOptional: isOptional, definitionLevel: definitionLevel, logicalType: logicalType,
                content: $0)
        }
    }

    private static func structure(_ fields: [SchemaField]) -> Content? { fields.isEmpty ? nil : .structure(fields) }
}
