/// The rows of a row group that have a term, as bytes: distances between neighbours, or one bit per row if that is
/// shorter.
enum PostingList {
    enum Form: UInt8 { case distances = 0, bits = 1 }

    /// - Parameter rows: ascending, each once.
    static func encode(_ rows: some RandomAccessCollection<UInt32>, rowCount: Int) -> (form: Form, bytes: [UInt8]) {
        let bitByteCount = (rowCount + 7) / 8
        var distances: [UInt8] = []
        // No distance takes less than a byte.
        if rows.count < bitByteCount {
            distances.reserveCapacity(rows.count * 2)
            var previous: UInt32 = 0
            for row in rows {
                distances.append(variable: UInt64(row - previous))
                previous = row
            }
            if distances.count < bitByteCount { return (.distances, distances) }
        }
        var bits = [UInt8](repeating: 0, count: bitByteCount)
        for row in rows { bits[Int(row) / 8] |= 1 << UInt8(row % 8) }
        return (.bits, bits)
    }

    /// Adds the rows of a list that begins at `offset` of `page`.
    ///
    /// - Throws: `SegmentError` if the list does not lie within the page or its rows within the row group.
    static func decode(
        _ form: Form, count: Int, at offset: Int, of page: UnsafeRawBufferPointer, into rows: inout RowBitmap
    ) throws {
        var cursor = ByteCursor(page)
        _ = try cursor.take(offset)
        switch form {
        case .bits: try rows.formUnion(bits: try cursor.take((rows.rowCount + 7) / 8))
        case .distances:
            var row: UInt64 = 0
            for _ in 0..<count {
                let distance = try cursor.variable()
                guard distance < UInt64(rows.rowCount) - row else {
                    throw SegmentError.valueOutOfRange(Int64(clamping: distance))
                }
                row += distance
                rows.insert(Int(row))
            }
        }
    }
}
