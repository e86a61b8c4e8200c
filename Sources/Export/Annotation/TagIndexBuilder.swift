import LocalFacts
import Parquet
import Warehouse

/// Reads the texts and tags of the samples into an index.
struct TagIndexBuilder {
    private let source: SampleSource
    private let rows: RowSet
    private(set) var combinations: TagCombinations

    /// - Parameter columns: the tag columns; if there are none, those of language, culture, domain, task and places
    ///   that have values in the store.
    /// - Throws: `StoreError`, `SQLError`, `ExportError`.
    init(store: Store, columns: [String], condition: Condition?) throws {
        guard let text = store.columns.first(where: { $0.role == .text }) else {
            throw ExportError.noTextColumn(store: store.path)
        }
        let names = columns.isEmpty ? try TagIndexBuilder.tagColumns(of: store) : columns
        source = try SampleSource(store: store, columns: names + [text.name], condition: condition)
        rows = try source.selectedRows()
        let tags = Array(source.columns.dropLast())
        var seen = Set<String>()
        for column in tags {
            guard seen.insert(column.name.lowercased()).inserted else { throw ExportError.columnTwice(column.name) }
            guard column.kind != .text else { throw ExportError.notATag(column.name) }
        }
        combinations = TagCombinations(columns: tags)
    }

    var sampleCount: Int { rows.count }

    /// Columns about the content of a sample. Columns about its origin would make samples with one text ambiguous.
    private static func tagColumns(of store: Store) throws -> [String] {
        let roles: Set<ColumnRole> = [
            .language, .culture, .domain, .task, .places, .languages, .domains, .tasks,
        ]
        let tags = Set(store.columns.filter { $0.role.map(roles.contains) ?? false }.map(\.name))
        return try SampleReader.columnsWithValues(in: store).filter(tags.contains)
    }

    /// - Parameter report: receives the number of samples read so far.
    /// - Throws: `StoreError`, `SQLError`.
    mutating func build(_ report: (Int) -> Void) throws -> TagIndex {
        var index = TagIndex(expected: rows.count)
        var text = NormalizedText()
        var read = 0
        var combinations = combinations
        try source.forEachBatch(of: rows) { batch in
            guard case .texts(let texts) = batch.columns.last else { return }
            let columns = batch.columns.dropLast().map(TagValues.init)
            for row in 0..<batch.rowCount {
                texts.withBytes(of: row) { bytes in text.set(bytes ?? UnsafeRawBufferPointer(start: nil, count: 0)) }
                if text.bytes.isEmpty { continue }
                index.add(TextDigest(text.bytes), tags: combinations.number(ofRow: row, columns))
            }
            read += batch.rowCount
            report(read)
        }
        self.combinations = combinations
        return index
    }
}
