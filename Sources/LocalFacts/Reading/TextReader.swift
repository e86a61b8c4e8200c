import Columns
import SQLite

/// Reads the texts of one column of one row group, a block at a time.
package final class TextReader {
    private struct Block {
        var firstRow: Int
        var rowCount: Int
    }

    /// A block as it was read, to be decoded on any thread.
    struct StoredBlock: Sendable {
        var firstRow: Int
        var block: TextBlock
        fileprivate let column: String
        fileprivate let rowGroup: Int64

        /// - Throws: `StoreError`.
        func texts() throws -> TextVector {
            do { return try block.texts() } catch let error as SegmentError {
                throw StoreError.segment(column: column, rowGroup: rowGroup, error)
            }
        }
    }

    private let connection: Connection
    private let column: ColumnDefinition
    private let group: RowGroup
    private var blocks: [Block] = []
    /// Whether the row group has no texts of the column.
    var isEmpty: Bool { blocks.isEmpty }
    /// Rows that have a text.
    package private(set) var presentCount = 0
    private var current: (firstRow: Int, texts: TextVector)?
    private var select: Statement?
    /// The blocks of rows that lie outside the store, by first row.
    private var blocksOutside: [Int: TextBlock] = [:]

    /// - Throws: `SQLError`; `StoreError` if the blocks are not as they were written or do not cover the row group.
    package init(connection: Connection, column: ColumnDefinition, group: RowGroup) throws {
        self.connection = connection
        self.column = column
        self.group = group
        if let outside = group.outside {
            try addBlocks(of: outside)
            return
        }
        let rows = try connection.rows(
            """
            select first_row, row_count, null_count, raw_byte_count, checksum, header_checksum from text_block
            where row_group_id = ? and column_id = ?
            order by first_row
            """, .integer(group.id), .integer(column.id))
        var next = 0
        for row in rows {
            try decoding {
                try HeaderChecksum.verify(row[5].integer ?? 0, [group.id, column.id] + row[0..<5].map(\.integer))
            }
            let block = Block(
                firstRow: Int(clamping: row[0].integer ?? 0), rowCount: Int(clamping: row[1].integer ?? 0))
            guard block.firstRow == next, block.rowCount > 0 else { break }
            blocks.append(block)
            presentCount += block.rowCount - Int(clamping: row[2].integer ?? 0)
            next += block.rowCount
        }
        if rows.isEmpty { try group.requireAbsence(of: column) }
        // Rows that no block has would be shown as null.
        guard rows.isEmpty || next == group.rowCount else {
            throw StoreError.segmentRows(column: column.name, rowGroup: group.id, expected: group.rowCount, found: next)
        }
    }

    private func addBlocks(of outside: any RowsElsewhere) throws {
        var next = 0
        for texts in try outside.texts(column) {
            blocks.append(Block(firstRow: next, rowCount: texts.block.rowCount))
            blocksOutside[next] = texts.block
            presentCount += texts.block.rowCount - texts.nullCount
            next += texts.block.rowCount
        }
    }

    private func decoding<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as SegmentError {
            throw StoreError.segment(column: column.name, rowGroup: group.id, error)
        }
    }

    /// Calls `body` with the bytes of a row's text, nil if it is null.
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
    package func forEachBlock(_ body: (TextVector) throws -> Void) throws {
        for block in blocks { try body(try read(block)) }
    }

    /// The blocks of the rows, read and not decoded.
    ///
    /// - Parameter rows: ascending; nil for all.
    /// - Throws: `StoreError`, `SQLError`.
    func storedBlocks(of rows: [UInt32]? = nil) throws -> [StoredBlock] {
        guard let rows else { return try blocks.map(stored) }
        var result: [StoredBlock] = []
        var position = 0
        for block in blocks {
            let end = block.firstRow + block.rowCount
            let first = position
            while position < rows.count, Int(rows[position]) < end { position += 1 }
            if position > first { result.append(try stored(block)) }
        }
        return result
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

    private func read(_ block: Block) throws -> TextVector { try stored(block).texts() }

    private func stored(_ block: Block) throws -> StoredBlock {
        if let texts = blocksOutside[block.firstRow] {
            return StoredBlock(firstRow: block.firstRow, block: texts, column: column.name, rowGroup: group.id)
        }
        let statement =
            try select
            ?? connection.prepare(
                """
                select row_count, raw_byte_count, checksum, data from text_block
                where row_group_id = ? and column_id = ? and first_row = ?
                """)
        select = statement
        defer { statement.reset() }
        try statement.bind([.integer(group.id), .integer(column.id), .integer(Int64(block.firstRow))])
        guard try statement.step() else { throw StoreError.catalogue("text_block \(group.id)") }
        return StoredBlock(
            firstRow: block.firstRow,
            block: TextBlock(
                rowCount: Int(clamping: statement.integer(at: 0)),
                rawByteCount: Int(clamping: statement.integer(at: 1)), compressed: statement.bytes(at: 3),
                checksum: UInt64(bitPattern: statement.integer(at: 2))),
            column: column.name, rowGroup: group.id)
    }
}
