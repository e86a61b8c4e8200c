import Parquet

extension ParquetProbe {
    /// What the footer states. For columns that are dictionary-coded throughout, the size of the dictionaries is read
    /// as well.
    static func describe(_ file: ParquetFile) throws -> ParquetDescription {
        ParquetDescription(
            rowCount: file.rowCount, rowGroups: file.rowGroups.map(\.rowCount), createdBy: file.metadata.createdBy,
            columns: try file.schema.fields.flatMap { field in
                try leaves(of: field, path: "", type: file.schema.typeName(of: field), in: file.schema).map {
                    try describe($0, in: file)
                }
            })
    }

    private struct Leaf {
        var index: Int
        var path: String
        var type: String
    }

    private static func leaves(of field: SchemaField, path: String, type: String, in schema: Schema) -> [Leaf] {
        let name = FieldPath(key: field.name).description
        return leaves(below: field, path: path.isEmpty ? name : "\(path).\(name)", type: type, in: schema)
    }

    private static func leaves(below field: SchemaField, path: String, type: String, in schema: Schema) -> [Leaf] {
        func named(_ child: SchemaField) -> [Leaf] {
            leaves(of: child, path: path, type: schema.typeName(of: child), in: schema)
        }
        switch field.content {
        case .leaf(let index): return [Leaf(index: index, path: path, type: type)]
        case .structure(let fields): return fields.flatMap(named)
        case .map(let key, let value, _, _): return named(key) + (value.map(named) ?? [])
        case .list(let element, _, _):
            // A list of values is one column with its own type; for other lists the elements are shown.
            if case .leaf(let index) = element.content { return [Leaf(index: index, path: path, type: type)] }
            return leaves(below: element, path: path + "[]", type: schema.typeName(of: element), in: schema)
        }
    }

    private static func describe(_ leaf: Leaf, in file: ParquetFile) throws -> ParquetColumnDescription {
        var column = ParquetColumnDescription(
            path: leaf.path, type: leaf.type, isOptional: file.schema.leaves[leaf.index].maximumDefinitionLevel > 0,
            codecs: [], encodings: [], compressedBytes: 0, uncompressedBytes: 0, valueCount: 0, nullCount: 0,
            distinctCount: 0, isDistinctCountLeast: false)
        var groupsWithValues = 0
        for rowGroup in file.rowGroups.indices {
            guard let metadata = file.rowGroups[rowGroup].columns[leaf.index].metadata else { continue }
            column.add(metadata)
            if metadata.valueCount == 0 { continue }
            groupsWithValues += 1
            let distinct = try distinctCount(metadata, rowGroup: rowGroup, leaf: leaf.index, in: file)
            column.distinctCount = column.distinctCount.flatMap { known in distinct.map { max(known, $0) } }
        }
        column.isDistinctCountLeast = groupsWithValues > 1
        return column
    }

    private static func distinctCount(
        _ metadata: ColumnMetadata, rowGroup: Int, leaf: Int, in file: ParquetFile
    ) throws -> Int64? {
        if let known = metadata.statistics?.distinctCount { return known }
        let dataPages = metadata.encodingStatistics?.filter { [.dataPage, .dataPageV2].contains($0.pageType) } ?? []
        guard !dataPages.isEmpty, dataPages.allSatisfy({ [.rleDictionary, .plainDictionary].contains($0.encoding) })
        else { return nil }
        let chunk = try file.columnChunk(rowGroup: rowGroup, leaf: leaf)
        _ = try chunk.nextBatch()
        return chunk.dictionary.map { Int64($0.count) }
    }
}

extension ParquetColumnDescription {
    fileprivate mutating func add(_ metadata: ColumnMetadata) {
        compressedBytes += metadata.totalCompressedSize
        uncompressedBytes += metadata.totalUncompressedSize
        valueCount += metadata.valueCount
        let nulls = metadata.statistics?.nullCount
        nullCount = nullCount.flatMap { known in nulls.map { known + $0 } }
        if !codecs.contains(metadata.codec.description) { codecs.append(metadata.codec.description) }
        for encoding in metadata.encodings where !encodings.contains(encoding.description) {
            encodings.append(encoding.description)
        }
    }
}
