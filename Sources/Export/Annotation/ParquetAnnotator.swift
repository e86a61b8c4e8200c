import Parquet
import Tabular

/// Parquet: unchanged row groups with additional column chunks of tags.
final class ParquetAnnotator: UpstreamAnnotator {
    private let textColumn: String
    private let matcher: AnnotationMatcher
    private let combinations: TagCombinations
    private let extender: ParquetExtender
    private let keyValues: [KeyValue]

    /// - Throws: `NameCollision`, `ParquetWriterError`, `OutputError`.
    init(
        _ textColumn: String, first file: ParquetFile, _ matcher: AnnotationMatcher, _ combinations: TagCombinations,
        names: [String], options: ParquetWriterOptions, keyValues: [KeyValue], sink: any TextSink
    ) throws {
        try NameCollision.check(names, against: file.columnNames)
        self.textColumn = textColumn
        self.matcher = matcher
        self.combinations = combinations
        self.keyValues = keyValues
        extender = try ParquetExtender(
            file,
            adding: zip(names, combinations.columns).map { WriterColumn(name: $0, kind: $1.writerKind) },
            options: options
        ) { try sink.write($0) }
    }

    func annotate(_ path: String, report: (Int) -> Void) throws {
        let file = try ParquetFile(path: path)
        let leaf = try textLeaf(of: file)
        var before: Int64 = 0
        for group in file.rowGroups.indices {
            let tags = try self.tags(of: file, rowGroup: group, leaf, path, before: before)
            try extender.append(
                rowGroup: group, of: file,
                adding: combinations.columns.indices.map { combinations.values(of: tags, column: $0) })
            before += file.rowGroups[group].rowCount
            report(Int(before))
        }
    }

    func finish() throws { try extender.finish(keyValueMetadata: keyValues) }

    /// The leaf of the text, by its path, else the only leaf below a column of that name, such as a list's element.
    private func textLeaf(of file: ParquetFile) throws -> LeafColumn {
        let leaves = file.schema.leaves
        let below = leaves.filter { $0.path.first == textColumn }
        guard let leaf = leaves.first(where: { $0.dottedPath == textColumn }) ?? (below.count == 1 ? below[0] : nil)
        else {
            throw ExportError.upstream(
                file: file.source.name,
                reason:
                    "there is no column \(textColumn); there are \(leaves.map(\.dottedPath).joined(separator: ", "))")
        }
        guard leaf.type == .byteArray else {
            throw ExportError.upstream(
                file: file.source.name, reason: "column \(leaf.dottedPath) is of \(leaf.type) and not of texts")
        }
        return leaf
    }

    /// The tags of each row of a row group. If a row has several texts, the first counts.
    private func tags(
        of file: ParquetFile, rowGroup: Int, _ leaf: LeafColumn, _ path: String, before: Int64
    ) throws -> [UInt32?] {
        let reader = try file.columnChunk(rowGroup: rowGroup, leaf: leaf.index)
        var tags: [UInt32?] = []
        while let batch = try reader.nextBatch() {
            var value = 0
            for entry in 0..<batch.entryCount {
                let isPresent = Int(batch.definitionLevels[entry]) == leaf.maximumDefinitionLevel
                defer { if isPresent { value += 1 } }
                guard batch.repetitionLevels[entry] == 0 else { continue }
                let text = isPresent ? Self.text(value, of: batch.values, reader.dictionary) : nil
                tags.append(try matcher.tags(of: text, file: path, record: before + Int64(tags.count) + 1))
            }
        }
        return tags
    }

    private static func text(
        _ index: Int, of values: BatchValues, _ dictionary: ColumnValues?
    ) -> UnsafeRawBufferPointer? {
        switch values {
        case .plain(.byteArrays(let texts)): return texts[index]
        case .codes(let codes):
            guard case .byteArrays(let texts)? = dictionary else { return nil }
            return texts[Int(codes[index])]
        case .plain: return nil
        }
    }
}

extension TagCombinations {
    /// The values of one column for rows with these combinations, nulls for none.
    fileprivate func values(of rows: [UInt32?], column: Int) -> WriterValues {
        let values = rows.map { row in row.map { self[$0][column] } }
        let dictionary = columns[column].dictionary
        switch columns[column].kind {
        case .integer: return .integers(values.map { if case .integer(let integer)? = $0 { integer } else { nil } })
        case .real: return .reals(values.map { if case .real(let real)? = $0 { real } else { nil } })
        case .list:
            let lists = values.map { value -> [UInt32]? in if case .list(let codes)? = value { codes } else { nil } }
            return .codeLists(lengths: lists.map { $0?.count }, codes: lists.flatMap { $0 ?? [] }, dictionary)
        case .code, .text, .any:
            return .codes(values.map { if case .code(let code)? = $0 { code } else { 0 } }, dictionary)
        }
    }
}
