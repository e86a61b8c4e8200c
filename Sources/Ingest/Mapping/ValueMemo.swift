import Columns
import Readers

/// What each distinct raw value of a field became, so that the transformations run once for each.
///
/// A result is a number of items: codes of a dictionary, or answers. They are made when the first row that is stored
/// has the value, and not earlier: a value that only rejected rows have must not appear in the store.
struct ValueMemo<Item> {
    /// Places in the projection; the first that has a value counts.
    let fields: [Int]
    private let chain: TransformationChain
    private var raw = RawValueIndex()
    /// The result for each raw value, by code minus one.
    private var results: [ItemRange] = []
    private var items: [Item] = []
    /// For each field the dictionary entries of the last batch and their raw codes: batches can share a dictionary, or
    /// one can extend that of the previous one.
    private var dictionaries: [(entries: FieldEntries, codes: [UInt32])?]

    init(fields: [Int], chain: TransformationChain) {
        self.fields = fields
        self.chain = chain
        dictionaries = fields.map { _ in nil }
    }

    /// Forgets all values.
    mutating func removeAll() { self = ValueMemo(fields: fields, chain: chain) }

    /// Calls `body` for each of some rows with its items, which are those of the first field that has any.
    mutating func forEachRow(
        of batch: RowBatch, _ rows: [Int], make: (String) throws -> Item,
        _ body: (UnsafeBufferPointer<Item>) throws -> Void
    ) rethrows {
        let columns = rawColumns(of: batch)
        try makeItems(of: columns, rows, make)
        var ofRow: [Item] = []
        try items.withUnsafeBufferPointer { items in
            try results.withUnsafeBufferPointer { results in
                try columns.withReaders { columns in
                    for row in rows {
                        guard let (column, values) = results.source(of: row, columns) else {
                            try body(UnsafeBufferPointer(rebasing: items[..<0]))
                            continue
                        }
                        if values.count == 1 {
                            try body(UnsafeBufferPointer(rebasing: items[results.range(of: column, values.lowerBound)]))
                            continue
                        }
                        ofRow.removeAll(keepingCapacity: true)
                        for value in values { ofRow.append(contentsOf: items[results.range(of: column, value)]) }
                        try ofRow.withUnsafeBufferPointer(body)
                    }
                }
            }
        }
    }

    /// The item of each of some rows, `none` for a row without items; nil if a row has several, or if values of several
    /// fields could count.
    ///
    /// - Complexity: O(rows), a few loads each.
    mutating func singleItems(
        of batch: RowBatch, _ rows: [Int], none: Item, make: (String) throws -> Item
    ) rethrows -> [Item]? {
        guard fields.count == 1 else { return nil }
        let columns = rawColumns(of: batch)
        try makeItems(of: columns, rows, make)
        var single: [Item] = []
        columns.withReaders { columns in
            results.withUnsafeBufferPointer { results in
                items.withUnsafeBufferPointer { items in
                    single = Array(unsafeUninitializedCapacity: rows.count) { single, count in
                        for row in rows {
                            let values = columns[0].values(ofRow: row)
                            let found = values.count == 1 ? results.range(of: columns[0], values.lowerBound) : 0..<0
                            guard values.count <= 1, found.count <= 1 else { return }
                            single.initializeElement(at: count, to: found.isEmpty ? none : items[found.lowerBound])
                            count += 1
                        }
                    }
                }
            }
        }
        return single.count == rows.count ? single : nil
    }

    private mutating func rawColumns(of batch: RowBatch) -> [RawColumn] {
        if MemoLimit.standard.isExceeded(by: raw.values) { removeAll() }
        return fields.indices.map { index in
            let column = batch.columns[fields[index]]
            guard let codes = column.codes else {
                return RawColumn(offsets: column.offsets, codes: rawCodes(of: column.entries))
            }
            let rawCodes = rawCodes(ofDictionary: column.entries, of: index)
            return RawColumn(offsets: column.offsets, codes: codes.map { rawCodes[Int($0)] })
        }
    }

    /// The raw code of each dictionary entry of the field at `index`.
    private mutating func rawCodes(ofDictionary entries: FieldEntries, of index: Int) -> [UInt32] {
        var codes: [UInt32] = []
        if let known = dictionaries[index] {
            if known.entries === entries { return known.codes }
            if let lineage = entries.lineage, lineage === known.entries.lineage { codes = known.codes }
        }
        codes += rawCodes(of: entries, from: codes.count)
        dictionaries[index] = (entries, codes)
        return codes
    }

    /// The raw code of each entry from number `first` on.
    private mutating func rawCodes(of entries: FieldEntries, from first: Int = 0) -> [UInt32] {
        let codes = raw.codes(of: entries, from: first)
        if raw.values.count > results.count {
            // Codes of values that are new come in ascending order.
            for (index, code) in codes.enumerated() where Int(code) > results.count {
                results.append(ItemRange(isJSON: entries.kinds[first + index] == .json))
            }
        }
        return codes
    }

    /// Makes the items of all values that the rows need and that have none yet, in the order of the rows.
    private mutating func makeItems(
        of columns: [RawColumn], _ rows: [Int], _ make: (String) throws -> Item
    ) rethrows {
        guard results.contains(where: { !$0.isMade }) else { return }
        for row in rows {
            for column in columns {
                var hasItems = false
                for value in column.values(ofRow: row) {
                    let code = column.codes[value]
                    if !results[Int(code) - 1].isMade { try makeItems(of: code, make) }
                    hasItems = hasItems || results[Int(code) - 1].count > 0
                }
                // The fields after it do not count for this row.
                if hasItems { break }
            }
        }
    }

    private mutating func makeItems(of code: UInt32, _ make: (String) throws -> Item) rethrows {
        let text = raw.values.text(of: code)
        let parts = results[Int(code) - 1].isJSON ? BracketedList.elements(of: text) ?? [text] : [text]
        let start = items.count
        for part in parts { items.append(contentsOf: try chain.values(of: part).map(make)) }
        results[Int(code) - 1].start = Int32(clamping: start)
        results[Int(code) - 1].count = Int32(clamping: items.count - start)
    }
}

/// Where the items of a raw value are.
private struct ItemRange {
    var isJSON: Bool
    /// -1 where they are not made yet.
    var start: Int32 = -1
    var count: Int32 = 0

    var isMade: Bool { start >= 0 }
}

/// A field's values as raw codes.
private struct RawColumn {
    var offsets: [UInt32]
    var codes: [UInt32]

    /// The same in memory that is not reference-counted: a row costs no reference count.
    struct Reader {
        let offsets: UnsafeBufferPointer<UInt32>
        let codes: UnsafeBufferPointer<UInt32>

        @inline(__always)
        func values(ofRow row: Int) -> Range<Int> { Int(offsets[row])..<Int(offsets[row &+ 1]) }
    }

    func values(ofRow row: Int) -> Range<Int> { Int(offsets[row])..<Int(offsets[row + 1]) }
}

extension [RawColumn] {
    /// Calls `body` with readers of the columns, which must not escape it.
    fileprivate func withReaders(
        _ readers: [RawColumn.Reader] = [], _ body: ([RawColumn.Reader]) throws -> Void
    ) rethrows {
        guard readers.count < count else { return try body(readers) }
        try self[readers.count].offsets.withUnsafeBufferPointer { offsets in
            try self[readers.count].codes.withUnsafeBufferPointer { codes in
                try withReaders(readers + [RawColumn.Reader(offsets: offsets, codes: codes)], body)
            }
        }
    }
}

extension UnsafeBufferPointer<ItemRange> {
    /// The items of a value.
    @inline(__always)
    fileprivate func range(of column: RawColumn.Reader, _ value: Int) -> Range<Int> {
        let result = self[Int(column.codes[value]) &- 1]
        return Int(result.start)..<Int(result.start &+ result.count)
    }

    /// The first field that has items for a row, and the places of its values.
    @inline(__always)
    fileprivate func source(of row: Int, _ columns: [RawColumn.Reader]) -> (RawColumn.Reader, Range<Int>)? {
        for column in columns {
            let values = column.values(ofRow: row)
            for value in values where self[Int(column.codes[value]) &- 1].count > 0 { return (column, values) }
        }
        return nil
    }
}
