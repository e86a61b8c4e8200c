/// What a value was in the source.
public enum ValueKind: UInt8, Sendable, Hashable, CaseIterable, BitwiseCopyable {
    /// A JSON string, unescaped, or a CSV cell.
    case string
    /// A JSON number with the digits of the source.
    case number
    /// `true` or `false`.
    case boolean
    /// The text of a JSON object or array, as it is in the source.
    case json
}

/// A run of bytes in a column.
public struct ByteSpan: Sendable, Hashable, BitwiseCopyable {
    public var start: UInt32
    public var length: UInt32
}

/// The values of one field over the rows of a batch.
///
/// Row `i` has the values `offsets[i]..<offsets[i + 1]`: none if the field is absent or null, one for a scalar, any
/// number for a list. Each value is one of the column's entries: entry `v` for value `v`, or, in a column that comes
/// with a dictionary, entry `codes[v]`.
public struct FieldColumn: Sendable {
    /// Row count + 1 numbers, ascending, the first 0.
    public let offsets: [UInt32]
    public let entries: FieldEntries
    /// One per value, each less than `entries.count`; nil if value `v` is entry `v`.
    public let codes: [UInt32]?

    init(offsets: [UInt32], entries: FieldEntries, codes: [UInt32]? = nil) {
        self.offsets = offsets
        self.entries = entries
        self.codes = codes
    }

    /// A column without values.
    static func empty(rowCount: Int) -> FieldColumn {
        var builder = ColumnBuilder()
        defer { builder.deallocate() }
        for _ in 0..<rowCount { builder.endRow() }
        return builder.finish()
    }

    /// The column of some of its rows.
    func selecting(_ rows: [Int]) -> FieldColumn {
        var offsets: [UInt32] = [0]
        var codes: [UInt32] = []
        for row in rows {
            for value in values(ofRow: row) { codes.append(UInt32(entry(of: value))) }
            offsets.append(UInt32(codes.count))
        }
        return FieldColumn(offsets: offsets, entries: entries, codes: codes)
    }

    public var rowCount: Int { offsets.count - 1 }
    public var valueCount: Int { codes?.count ?? entries.count }

    /// The indices of the values of `row`, which is in `0..<rowCount`.
    public func values(ofRow row: Int) -> Range<Int> { Int(offsets[row])..<Int(offsets[row + 1]) }

    /// The entry that value `index`, in `0..<valueCount`, is.
    public func entry(of index: Int) -> Int { codes.map { Int($0[index]) } ?? index }

    /// What value `index` was in the source.
    public func kind(of index: Int) -> ValueKind { entries.kinds[entry(of: index)] }

    /// Calls `body` with the bytes of value `index`, which is in `0..<valueCount`.
    public func withBytes<Result>(of index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows
        -> Result
    {
        try entries.withBytes(of: entry(of: index), body)
    }

    /// Value `index` as a string; makes a copy.
    public func string(at index: Int) -> String { withBytes(of: index) { String(decoding: $0, as: UTF8.self) } }

    /// The values of `row` as strings; makes copies.
    public func strings(ofRow row: Int) -> [String] { values(ofRow: row).map(string(at:)) }
}

extension FieldColumn {
    /// Reads a column's values without reference counting; for loops over rows.
    public struct Reader {
        let offsets: UnsafeBufferPointer<UInt32>
        let codes: UnsafeBufferPointer<UInt32>?
        let entries: FieldEntries.Reader

        /// The indices of the values of `row`.
        public func values(ofRow row: Int) -> Range<Int> { Int(offsets[row])..<Int(offsets[row + 1]) }

        /// The bytes of value `index`.
        public func bytes(of index: Int) -> UnsafeBufferPointer<UInt8> {
            entries.bytes(of: codes.map { Int($0[index]) } ?? index)
        }
    }

    /// Calls `body` with a reader of the column, which must not escape it.
    public func withReader<Result>(_ body: (Reader) throws -> Result) rethrows -> Result {
        try offsets.withUnsafeBufferPointer { offsets in
            try entries.withReader { entries in
                guard let codes else { return try body(Reader(offsets: offsets, codes: nil, entries: entries)) }
                return try codes.withUnsafeBufferPointer { codes in
                    try body(Reader(offsets: offsets, codes: codes, entries: entries))
                }
            }
        }
    }
}
