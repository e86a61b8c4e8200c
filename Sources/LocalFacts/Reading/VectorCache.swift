import Columns

/// A column of a row group.
struct SegmentKey: Hashable {
    var rowGroup: Int64
    var column: Int64

    init(_ group: RowGroup, _ column: ColumnDefinition) {
        rowGroup = group.id
        self.column = column.id
    }
}

/// The lengths of a column's texts in a row group.
struct LengthKey: Hashable {
    var segment: SegmentKey
    var unit: TextUnit
}

/// Decoded columns by row group, up to a number of bytes; beyond it all are dropped and collected again.
///
/// Consecutive questions mostly use the same few columns, which fit. A scan of everything would evict the cache under
/// any rule.
struct VectorCache {
    private var codes: [SegmentKey: CodeVector?] = [:]
    private var lists: [SegmentKey: ListVector?] = [:]
    private var integers: [SegmentKey: IntegerVector?] = [:]
    private var reals: [SegmentKey: RealVector?] = [:]
    private var lengths: [LengthKey: CodeVector?] = [:]
    private var byteCount = 0
    private static let maximumByteCount = 512 << 20

    func hasCodes(_ key: SegmentKey) -> Bool { codes[key] != nil }

    func hasLengths(_ key: LengthKey) -> Bool { lengths[key] != nil }

    func hasLists(_ key: SegmentKey) -> Bool { lists[key] != nil }

    mutating func codes(_ key: SegmentKey, _ decode: () throws -> CodeVector?) rethrows -> CodeVector? {
        if let vector = codes[key] { return vector }
        let vector = try decode()
        makeRoom(for: vector?.byteCount ?? 0)
        codes[key] = .some(vector)
        return vector
    }

    mutating func lengths(_ key: LengthKey, _ count: () throws -> CodeVector?) rethrows -> CodeVector? {
        if let vector = lengths[key] { return vector }
        let vector = try count()
        makeRoom(for: vector?.byteCount ?? 0)
        lengths[key] = .some(vector)
        return vector
    }

    mutating func lists(_ key: SegmentKey, _ decode: () throws -> ListVector?) rethrows -> ListVector? {
        if let vector = lists[key] { return vector }
        let vector = try decode()
        makeRoom(for: vector.map { $0.offsets.count * 4 + $0.codes.byteCount + ($0.mentions?.count ?? 0) * 4 } ?? 0)
        lists[key] = .some(vector)
        return vector
    }

    mutating func integers(_ key: SegmentKey, _ decode: () throws -> IntegerVector?) rethrows -> IntegerVector? {
        if let vector = integers[key] { return vector }
        let vector = try decode()
        makeRoom(for: (vector?.count ?? 0) * 9)
        integers[key] = .some(vector)
        return vector
    }

    mutating func reals(_ key: SegmentKey, _ decode: () throws -> RealVector?) rethrows -> RealVector? {
        if let vector = reals[key] { return vector }
        let vector = try decode()
        makeRoom(for: (vector?.count ?? 0) * 9)
        reals[key] = .some(vector)
        return vector
    }

    private mutating func makeRoom(for bytes: Int) {
        if byteCount + bytes > VectorCache.maximumByteCount { self = VectorCache() }
        byteCount += bytes
    }
}
