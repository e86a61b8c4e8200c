import Columns
import SQLite

/// Looks terms up in the text index of one column.
final class TextIndexReader {
    private let connection: Connection
    private let column: ColumnDefinition
    private let headers: [Int64: TextIndexHeader]
    private var select: Statement?

    /// - Throws: `SQLError`, `StoreError`.
    init(connection: Connection, column: ColumnDefinition) throws {
        self.connection = connection
        self.column = column
        headers = try TextIndexHeader.all(of: column, on: connection)
    }

    /// The rows whose texts have the terms of a query; nil if the row group is not indexed.
    ///
    /// - Throws: `SQLError`; `StoreError.textIndex` if a page is not as it was written.
    func rows(matching query: TermQuery, in group: RowGroup) throws -> RowBitmap? {
        guard let header = headers[group.id] else { return nil }
        do {
            let lookup = TextIndexLookup(rowCount: group.rowCount, chunkCount: Int(clamping: header.chunkCount)) {
                try self.page($0, $1, group)
            }
            return try lookup.rows(matching: query)
        } catch let error as SegmentError {
            throw StoreError.textIndex(column: column.name, rowGroup: group.id, error)
        }
    }

    private func page(_ kind: TextIndexPages.Kind, _ number: Int, _ group: RowGroup) throws -> [UInt8] {
        let statement =
            try select
            ?? connection.prepare(
                """
                select data, checksum from text_index_page
                where row_group_id = ? and column_id = ? and kind = ? and number = ?
                """)
        select = statement
        defer { statement.reset() }
        try statement.bind([
            .integer(group.id), .integer(column.id), .integer(kind.rawValue), .integer(Int64(number)),
        ])
        guard try statement.step() else { throw SegmentError.truncated(needed: number + 1, available: number) }
        let bytes = statement.bytes(at: 0)
        let expected = UInt64(bitPattern: statement.integer(at: 1))
        let found = Checksum.of(bytes)
        guard found == expected else { throw SegmentError.checksum(expected: expected, found: found) }
        return bytes
    }
}
