import Columns

/// Reads the texts of one column of one row group, a block at a time.
final class TextReader {
    private struct Block {
        var firstRow: Int
        var rowCount: Int
    }

    private let connection: Connection
    private let column: ColumnDefinition
    private let group: RowGroup
    private var blocks: [Block] = []
    private var current: (firstRow: Int, texts: TextVector)?

    /// - Throws: `SQLError`.
    init(connection: Connection, column: ColumnDefinition, group: RowGroup) throws {
        self.connection = connection
        self.column = column
        self.group = group
        blocks = try connection.rows(
            "select first_row, row_count from text_block where row_group_id = ? and column_id = ? order by first_row",
            .integer(group.id), .integer(column.id)
        ).map { Block(firstRow: Int(clamping: $0[0].integer ?? 0), rowCount: Int(clamping: $0[1].integer ?? 0)) }
    }

    /// Calls `body` with the bytes of a row's text, nil where it is null.
    ///
    /// - Throws: `StoreError`, `SQLError`, and what `body` throws.
    /// - Complexity: O(1) within the block that was read last; else the cost of a block.
    func withBytes<Result>(ofRow row: Int, _ body: (UnsafeRawBufferPointer?) throws -> Result) throws -> Result {
        if let current, row >= current.firstRow, row - current.firstRow < current.texts.rowCount {
            return try current.texts.withBytes(of: row - current.firstRow, body)
        }
        guard let block = block(of: row) else { return try body(nil) }
        let texts = try read(block)
        current = (block.firstRow, texts)
        return try texts.withBytes(of: row - block.firstRow, body)
    }

    /// All blocks, decoded one after another.
    ///
    /// - Throws: `StoreError`, `SQLError`, and what `body` throws.
    func forEachBlock(_ body: (_ firstRow: Int, TextVector) throws -> Void) throws {
        for block in blocks { try body(block.firstRow, try read(block)) }
    }

    private func block(of row: Int) -> Block? {
        var low = 0
        var high = blocks.count
        while low < high {
            let middle = (low + high) / 2
            if blocks[middle].firstRow <= row { low = middle + 1 } else { high = middle }
        }
        guard low > 0, row - blocks[low - 1].firstRow < blocks[low - 1].rowCount else { return nil }
        return blocks[low - 1]
    }

    private func read(_ block: Block) throws -> TextVector {
        let statement = try connection.prepare(
            """
            select row_count, raw_byte_count, checksum, data from text_block
            where row_group_id = ? and column_id = ? and first_row = ?
            """)
        try statement.bind([.integer(group.id), .integer(column.id), .integer(Int64(block.firstRow))])
        guard try statement.step() else { throw StoreError.catalogue("text_block \(group.id)") }
        let stored = TextBlock(
            rowCount: Int(clamping: statement.integer(at: 0)), rawByteCount: Int(clamping: statement.integer(at: 1)),
            compressed: statement.bytes(at: 3), checksum: UInt64(bitPattern: statement.integer(at: 2)))
        do { return try stored.texts() } catch let error as SegmentError {
            throw StoreError.segment(column: column.name, rowGroup: group.id, error)
        }
    }
}
