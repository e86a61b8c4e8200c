import Columns
import SQLite

/// Writes the segments and text blocks of a row group, each with the checksum of its row.
package struct SegmentWriter {
    let connection: Connection
    let rowGroup: Int64

    package init(connection: Connection, rowGroup: Int64) {
        self.connection = connection
        self.rowGroup = rowGroup
    }

    /// - Throws: `SQLError`, also where the row group has the segment already.
    package func write(_ segment: ColumnBuilder.Segment, _ column: ColumnDefinition) throws {
        let encoded = segment.encoded
        let header = [
            rowGroup, column.id, segment.part, Int64(encoded.encoding.rawValue), Int64(encoded.count),
            Int64(encoded.nullCount), encoded.range?.lowerBound, encoded.range?.upperBound,
            Int64(bitPattern: encoded.checksum),
        ]
        let set = segment.codeSet?.bytes
        try insert(
            """
            insert into segment (row_group_id, column_id, part, encoding, value_count, null_count, minimum, maximum,
                checksum, value_set, header_checksum, data)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            header.map { SQLValue($0) } + [
                set.map { .blob($0) } ?? .null, .integer(Int64(bitPattern: HeaderChecksum.of(header, set: set))),
                .blob(encoded.payload),
            ])
    }

    /// - Throws: `SQLError`, also where the row group has the block already.
    package func write(_ block: ColumnBuilder.Block, _ column: ColumnDefinition) throws {
        let header = [
            rowGroup, column.id, Int64(block.firstRow), Int64(block.block.rowCount), Int64(block.nullCount),
            Int64(block.block.rawByteCount), Int64(bitPattern: block.block.checksum),
        ]
        try insert(
            """
            insert into text_block (row_group_id, column_id, first_row, row_count, null_count, raw_byte_count, checksum,
                header_checksum, data)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            header.map { .integer($0) } + [
                .integer(Int64(bitPattern: HeaderChecksum.of(header))), .blob(block.block.compressed),
            ])
    }

    private func insert(_ sql: String, _ values: [SQLValue]) throws {
        let statement = try connection.prepare(sql)
        try statement.bind(values)
        while try statement.step() {}
    }
}
