import Columns
import SQLite

/// The header of the text index of one column of one row group.
package struct TextIndexHeader {
    /// Version of the terms and of the layout of their pages; increased with each change.
    package static let version: Int64 = 1

    var rowGroup: Int64
    var column: ColumnDefinition.ID
    var version = TextIndexHeader.version
    package var textChecksum: Int64
    package var termCount: Int64
    package var postingCount: Int64
    package var chunkCount: Int64
    package var byteCount: Int64

    static let columns =
        "row_group_id, column_id, version, text_checksum, term_count, posting_count, chunk_count, byte_count"

    var numbers: [Int64] {
        [rowGroup, column, version, textChecksum, termCount, postingCount, chunkCount, byteCount]
    }

    /// The headers of a column by row group, without those of other versions; empty if there is no index.
    ///
    /// - Throws: `SQLError`; `StoreError.textIndex` if one is not as it was written.
    package static func all(of column: ColumnDefinition, on connection: Connection) throws -> [Int64: TextIndexHeader] {
        guard try exists(on: connection) else { return [:] }
        let rows = try connection.rows(
            "select \(columns), header_checksum from text_index where column_id = ? and version = ?",
            .integer(column.id), .integer(version))
        var headers: [Int64: TextIndexHeader] = [:]
        for row in rows {
            let numbers = row.map { $0.integer ?? 0 }
            let header = TextIndexHeader(
                rowGroup: numbers[0], column: numbers[1], version: numbers[2], textChecksum: numbers[3],
                termCount: numbers[4], postingCount: numbers[5], chunkCount: numbers[6], byteCount: numbers[7])
            do { try HeaderChecksum.verify(numbers[8], header.numbers) } catch let error as SegmentError {
                throw StoreError.textIndex(column: column.name, rowGroup: header.rowGroup, error)
            }
            headers[header.rowGroup] = header
        }
        return headers
    }

    /// Whether the store has the tables of the index.
    package static func exists(on connection: Connection) throws -> Bool {
        try connection.value("select 1 from sqlite_schema where name = 'text_index_page'") != .null
    }

    /// Identifies the texts of a row group without reading them.
    ///
    /// - Throws: `SQLError`.
    package static func textChecksum(
        of column: ColumnDefinition, in group: RowGroup, on connection: Connection
    ) throws -> Int64 {
        let rows = try connection.rows(
            "select checksum from text_block where row_group_id = ? and column_id = ? order by first_row",
            .integer(group.id), .integer(column.id))
        return Int64(bitPattern: HeaderChecksum.of(rows.map { $0[0].integer }))
    }
}
