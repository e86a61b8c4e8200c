import Parquet
import Warehouse

/// Reads the texts and tags of the samples into an index.
struct TagIndexBuilder {
    private let source: SampleSource
    private let rows: RowSet
    private(set) var combinations: TagCombinations

    /// - Parameter columns: the tag columns; those that have values where there are none.
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

    /// What says of a sample what it is about, not where it comes from: a text that two data sets share is one text.
    private static func tagColumns(of store: Store) throws -> [String] {
        let provenance = Set(store.columns.filter { [.dataset, .source, .stage].contains($0.role) }.map(\.name))
        let tags = Set(store.columns.filter { $0.kind == .tag || $0.kind == .tags }.map(\.name))
        return try SampleReader.columnsWithValues(in: store).filter { tags.contains($0) && !provenance.contains($0) }
    }

    /// - Parameter report: is told the samples read so far.
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
                index.add(TextDigest(text.bytes), tags: combinations.number(of: columns.map { $0[row] }))
            }
            read += batch.rowCount
            report(read)
        }
        self.combinations = combinations
        return index
    }
}

/// The values of a tag column of a batch, row by row.
private struct TagValues {
    private let values: ExportValues
    private let starts: [Int]

    init(_ values: ExportValues) {
        self.values = values
        var starts: [Int] = []
        if case .lists(let lengths, _) = values {
            starts = [0]
            for length in lengths { starts.append((starts.last ?? 0) + (length ?? 0)) }
        }
        self.starts = starts
    }

    subscript(row: Int) -> TagCombinations.Value {
        switch values {
        case .codes(let codes): .code(codes[row])
        case .integers(let values): .integer(values[row])
        case .reals(let values): .real(values[row])
        case .lists(let lengths, let codes):
            .list(lengths[row].map { Array(codes[starts[row]..<starts[row] + $0]) })
        case .texts, .any: .integer(nil)
        }
    }
}
