import Columns
import Parallel
import SQLite

/// Reads, verifies and decodes segments, and caches the decoded columns.
package final class SegmentReader {
    let connection: Connection
    private let catalogue: Catalogue
    var cache = VectorCache()
    private var select: Statement?
    private var selectSummary: Statement?
    private var summaries: [SummaryKey: SegmentSummary?] = [:]

    package init(connection: Connection, catalogue: Catalogue) {
        self.connection = connection
        self.catalogue = catalogue
    }

    /// Drops the decoded columns.
    package func clear() {
        cache = VectorCache()
        summaries = [:]
    }

    /// The codes of a tag column; nil if the row group has none.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    package func codes(_ column: ColumnDefinition, _ group: RowGroup) throws -> CodeVector? {
        try cache.codes(SegmentKey(group, column)) {
            if let outside = group.outside { return try outside.codes(column) }
            guard let segment = try encodedCodes(column, group) else { return nil }
            let limit = try limit(column)
            return try SegmentReader.decoding(column, group) { try CodeVector(decoding: segment, limit: limit) }
        }
    }

    private func encodedCodes(_ column: ColumnDefinition, _ group: RowGroup) throws -> EncodedSegment? {
        guard let segment = try segment(column, group, part: .values) else { return nil }
        try expectRows(segment.count, column, group)
        return segment
    }

    /// The distinct values of each row of a multi-valued column; nil if the row group has none.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    package func lists(_ column: ColumnDefinition, _ group: RowGroup) throws -> ListVector? {
        try cache.lists(SegmentKey(group, column)) {
            if let outside = group.outside { return try outside.lists(column) }
            guard let lists = try encodedLists(column, group) else { return nil }
            return try SegmentReader.decoding(column, group) { try lists.lists(limit: try limit(column)) }
        }
    }

    /// The values of each row of a multi-valued column as they are stored; nil if the row group has none or lies
    /// outside the store.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    func encodedLists(_ column: ColumnDefinition, _ group: RowGroup) throws -> EncodedLists? {
        if group.outside != nil { return nil }
        let lengths = try segment(column, group, part: .lengths)
        let values = try segment(column, group, part: .values)
        guard let lengths, let values else {
            // A list is both of its parts or none.
            if lengths != nil || values != nil { try expectRows(0, column, group) }
            return nil
        }
        try expectRows(lengths.count, column, group)
        return EncodedLists(lengths: lengths, values: values)
    }

    /// Decodes the codes of a tag column in some row groups on all threads, so that `codes` has them.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    func prepareCodes(of column: ColumnDefinition, in groups: [RowGroup]) throws {
        let limit = try limit(column)
        let encoded = try groups.filter { $0.outside == nil && !cache.hasCodes(SegmentKey($0, column)) }
            .compactMap { group in try encodedCodes(column, group).map { (group, $0) } }
        let decoded = try encoded.concurrentMap { group, segment in
            try SegmentReader.decoding(column, group) { try CodeVector(decoding: segment, limit: limit) }
        }
        for ((group, _), codes) in zip(encoded, decoded) { _ = cache.codes(SegmentKey(group, column)) { codes } }
    }

    /// The same of a multi-valued column, for `lists`.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    func prepareLists(of column: ColumnDefinition, in groups: [RowGroup]) throws {
        let limit = try limit(column)
        let encoded = try groups.filter { $0.outside == nil && !cache.hasLists(SegmentKey($0, column)) }
            .compactMap { group in try encodedLists(column, group).map { (group, $0) } }
        let decoded = try encoded.concurrentMap { group, lists in
            try SegmentReader.decoding(column, group) { try lists.lists(limit: limit) }
        }
        for ((group, _), lists) in zip(encoded, decoded) { _ = cache.lists(SegmentKey(group, column)) { lists } }
    }

    /// The numbers of an integer column; nil if the row group has none.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    package func integers(_ column: ColumnDefinition, _ group: RowGroup) throws -> IntegerVector? {
        try cache.integers(SegmentKey(group, column)) {
            if let outside = group.outside { return try outside.integers(column) }
            guard let segment = try segment(column, group, part: .values) else { return nil }
            try expectRows(segment.count, column, group)
            return try SegmentReader.decoding(column, group) { try IntegerVector(decoding: segment) }
        }
    }

    /// The numbers of a real column; nil if the row group has none.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    package func reals(_ column: ColumnDefinition, _ group: RowGroup) throws -> RealVector? {
        try cache.reals(SegmentKey(group, column)) {
            if let outside = group.outside { return try outside.reals(column) }
            guard let segment = try segment(column, group, part: .values) else { return nil }
            try expectRows(segment.count, column, group)
            return try SegmentReader.decoding(column, group) { try RealVector(decoding: segment) }
        }
    }

    /// What the segment of a column's values says of them; nil if the row group has none.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    package func summary(_ column: ColumnDefinition, _ group: RowGroup) throws -> SegmentSummary? {
        if let outside = group.outside { return outside.summary(column) }
        return try summary(column, group, part: .values)
    }

    /// What the segment of a part of a column says of it; nil if there is none.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    func summary(_ column: ColumnDefinition, _ group: RowGroup, part: Part) throws -> SegmentSummary? {
        let key = SummaryKey(segment: SegmentKey(group, column), part: part)
        if let summary = summaries[key] { return summary }
        // It runs for every row group and column before the first answer of a process, so it is prepared once.
        let statement =
            try selectSummary
            ?? connection.prepare(
                """
                select encoding, value_count, null_count, minimum, maximum, checksum, value_set, header_checksum
                from segment
                where row_group_id = ? and column_id = ? and part = ?
                """)
        selectSummary = statement
        defer { statement.reset() }
        try statement.bind([.integer(group.id), .integer(column.id), .integer(part.rawValue)])
        let row = try statement.step() ? statement.row() : nil
        if row == nil, part == .values { try group.requireAbsence(of: column) }
        let summary = try row.map { row in
            let set = row[6].blob
            try SegmentReader.decoding(column, group) {
                try HeaderChecksum.verify(
                    row[7].integer ?? 0, [group.id, column.id, part.rawValue] + row[0..<6].map(\.integer),
                    set: set)
            }
            return SegmentSummary(
                nullCount: Int(clamping: row[2].integer ?? 0),
                range: SegmentReader.range(row[3].integer, row[4].integer), codes: set.map(CodeSet.init(bytes:)))
        }
        summaries[key] = .some(summary)
        return summary
    }

    /// The lengths of a column's texts in characters, as they were stored with the texts; nil if they were not.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    package func storedLengths(_ column: ColumnDefinition, _ group: RowGroup) throws -> CodeVector? {
        guard let segment = try encodedLengths(column, group) else { return nil }
        return try SegmentReader.decoding(column, group) { try CodeVector(decoding: segment, limit: .max) }
    }

    func encodedLengths(_ column: ColumnDefinition, _ group: RowGroup) throws -> EncodedSegment? {
        guard group.outside == nil, let segment = try segment(column, group, part: .lengths) else { return nil }
        try expectRows(segment.count, column, group)
        guard segment.nullCount == 0 else {
            throw StoreError.segment(column: column.name, rowGroup: group.id, .valueOutOfRange(0))
        }
        return segment
    }

    /// What a segment has of a column.
    enum Part: Int64 { case values = 0, lengths = 1 }

    private struct SummaryKey: Hashable {
        var segment: SegmentKey
        var part: Part
    }

    private func segment(_ column: ColumnDefinition, _ group: RowGroup, part: Part) throws -> EncodedSegment? {
        let statement =
            try select
            ?? connection.prepare(
                """
                select encoding, value_count, null_count, minimum, maximum, checksum, value_set, header_checksum, data
                from segment
                where row_group_id = ? and column_id = ? and part = ?
                """)
        select = statement
        defer { statement.reset() }
        try statement.bind([.integer(group.id), .integer(column.id), .integer(part.rawValue)])
        guard try statement.step() else {
            if column.kind == .tags || part == .values { try group.requireAbsence(of: column) }
            return nil
        }
        return try SegmentReader.decoding(column, group) {
            let header = (0..<6).map { statement.value(at: $0).integer }
            try HeaderChecksum.verify(
                statement.integer(at: 7), [group.id, column.id, part.rawValue] + header,
                set: statement.value(at: 6).blob)
            let number = statement.integer(at: 0)
            guard let encoding = SegmentEncoding(rawValue: Int(clamping: number)) else {
                throw SegmentError.unknownEncoding(Int(clamping: number))
            }
            let count = statement.integer(at: 1)
            guard (0...Int64(EncodedSegment.maximumCount)).contains(count) else {
                throw SegmentError.valueOutOfRange(count)
            }
            return try EncodedSegment(
                encoding: encoding, count: Int(count), nullCount: Int(clamping: statement.integer(at: 2)),
                range: SegmentReader.range(
                    statement.isNull(at: 3) ? nil : statement.integer(at: 3),
                    statement.isNull(at: 4) ? nil : statement.integer(at: 4)),
                payload: statement.bytes(at: 8),
                expectedChecksum: UInt64(bitPattern: statement.integer(at: 5)))
        }
    }

    private static func range(_ minimum: Int64?, _ maximum: Int64?) -> ClosedRange<Int64>? {
        guard let minimum, let maximum, minimum <= maximum else { return nil }
        return minimum...maximum
    }

    private func limit(_ column: ColumnDefinition) throws -> UInt32 {
        try catalogue.dictionary(of: column).greatestCode
    }

    private func expectRows(_ count: Int, _ column: ColumnDefinition, _ group: RowGroup) throws {
        guard count == group.rowCount else {
            throw StoreError.segmentRows(
                column: column.name, rowGroup: group.id, expected: group.rowCount, found: count)
        }
    }

    /// What `body` makes of a segment; an error of its bytes names the column and the row group.
    static func decoding<Result>(
        _ column: ColumnDefinition, _ group: RowGroup, _ body: () throws -> Result
    ) throws -> Result {
        do { return try body() } catch let error as SegmentError {
            throw StoreError.segment(column: column.name, rowGroup: group.id, error)
        }
    }
}
