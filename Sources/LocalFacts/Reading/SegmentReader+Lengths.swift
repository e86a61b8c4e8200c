import Columns
import Parallel
import SQLite

extension SegmentReader {
    /// The lengths of a column's texts as codes: 0 for null, else one more than the length; nil if the row group has no
    /// texts.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    /// - Complexity: O(rows) for characters; O(bytes of the texts), on all threads, for bytes, or if the row group was
    ///   written without lengths; O(1) if they are cached.
    func lengths(_ column: ColumnDefinition, in unit: TextUnit, _ group: RowGroup) throws -> CodeVector? {
        try cache.lengths(LengthKey(segment: SegmentKey(group, column), unit: unit)) {
            if unit == .characters, let stored = try storedLengths(column, group) { return stored }
            let blocks = try TextReader(connection: connection, column: column, group: group).storedBlocks()
            if blocks.isEmpty { return nil }
            let codes = try blocks.concurrentMap { try $0.texts().lengthCodes(in: unit) }
            return CodeVector(codes.flatMap(\.self))
        }
    }

    /// Decodes the lengths that were stored of the texts of some row groups on all threads, so that `lengths` has them.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    func prepareLengths(of column: ColumnDefinition, in unit: TextUnit, _ groups: [RowGroup]) throws {
        guard unit == .characters else { return }
        func key(_ group: RowGroup) -> LengthKey { LengthKey(segment: SegmentKey(group, column), unit: unit) }
        let encoded = try groups.filter { !cache.hasLengths(key($0)) }
            .compactMap { group in try encodedLengths(column, group).map { (group, $0) } }
        let decoded = try encoded.concurrentMap { group, segment in
            try SegmentReader.decoding(column, group) { try CodeVector(decoding: segment, limit: .max) }
        }
        for ((group, _), lengths) in zip(encoded, decoded) { _ = cache.lengths(key(group)) { lengths } }
    }

    /// What the segment of the stored lengths says of them; nil if there is none.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    func lengthSummary(_ column: ColumnDefinition, _ group: RowGroup) throws -> SegmentSummary? {
        guard group.outside == nil, let summary = try summary(column, group, part: .lengths), let codes = summary.range
        else { return nil }
        // A length is stored as one more, and null as 0.
        let lengths = codes.upperBound > 0 ? max(0, codes.lowerBound - 1)...codes.upperBound - 1 : nil
        return SegmentSummary(nullCount: codes.lowerBound == 0 ? group.rowCount : 0, range: lengths, codes: nil)
    }

    /// A measure of integers; nil if the row group has none.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    func integers(_ measure: Measure, _ group: RowGroup) throws -> IntegerVector? {
        switch measure {
        case .column(let column): try integers(column, group)
        case .length(let column, let unit): try lengths(column, in: unit, group).map(IntegerVector.init(lengthCodes:))
        }
    }
}

extension NumberVector where Number == Int64 {
    /// - Parameter lengthCodes: see `SegmentReader.lengths`.
    init(lengthCodes: CodeVector) {
        let codes = lengthCodes.array
        self.init(
            values: codes.map { $0 == 0 ? 0 : Int64($0) - 1 }, validity: codes.contains(0) ? codes.map { $0 != 0 } : nil
        )
    }
}
