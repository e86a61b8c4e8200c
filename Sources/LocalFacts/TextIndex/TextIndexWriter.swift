import Columns
import Parallel
import SQLite

/// Makes and writes the text index of one column, as many row groups at a time as there are threads.
package struct TextIndexWriter {
    let connection: Connection
    let column: ColumnDefinition

    package init(connection: Connection, column: ColumnDefinition) {
        self.connection = connection
        self.column = column
    }

    /// More builders would take more memory than the disk could keep up with.
    private static let maximumDeskCount = 8

    /// Indexes the row groups that are not indexed.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    package func run(_ groups: [RowGroup], _ progress: (TextIndexProgress) throws -> Void) throws {
        let indexed = try TextIndexHeader.all(of: column, on: connection)
        let missing = groups.filter { indexed[$0.id] == nil }
        var state = TextIndexProgress(column: column.name, done: 0, total: missing.count, rows: 0, elapsed: .zero)
        let desks = (0..<min(Width.current, TextIndexWriter.maximumDeskCount)).map { _ in Desk() }
        let clock = ContinuousClock()
        let start = clock.now
        for first in stride(from: 0, to: missing.count, by: desks.count) {
            let batch = Array(missing[first..<min(first + desks.count, missing.count)])
            let work = try zip(batch, desks).map { (texts: try readTexts(of: $0), desk: $1) }
            let indexes = try work.concurrentMap { try TextIndexWriter.index($0.texts, &$0.desk.builder) }
            try connection.transaction {
                for (group, index) in zip(batch, indexes) { try write(index, of: group) }
            }
            state.done += batch.count
            state.rows += batch.reduce(0) { $0 + Int64($1.rowCount) }
            state.elapsed = clock.now - start
            try progress(state)
        }
    }

    /// The index of a row group as it would be written.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    package func index(of group: RowGroup) throws -> TextIndexPages {
        var builder = TextIndexBuilder(rowCount: 0)
        return try TextIndexWriter.index(try readTexts(of: group), &builder)
    }

    /// A builder that is used for one row group after another, by one worker at a time.
    private final class Desk: @unchecked Sendable {
        var builder = TextIndexBuilder(rowCount: 0)
    }

    private struct GroupTexts: Sendable {
        var rowCount: Int
        var blocks: [TextReader.StoredBlock]
    }

    private func readTexts(of group: RowGroup) throws -> GroupTexts {
        let reader = try TextReader(connection: connection, column: column, group: group)
        return GroupTexts(rowCount: group.rowCount, blocks: try reader.storedBlocks())
    }

    private static func index(_ texts: GroupTexts, _ builder: inout TextIndexBuilder) throws -> TextIndexPages {
        builder.begin(rowCount: texts.rowCount)
        for block in texts.blocks { builder.add(try block.texts(), firstRow: block.firstRow) }
        return try builder.finished()
    }

    private func write(_ index: TextIndexPages, of group: RowGroup) throws {
        // An index of an older version of the program, or one whose header is lost, is replaced.
        try connection.execute(
            "delete from text_index_page where row_group_id = ? and column_id = ?", .integer(group.id),
            .integer(column.id))
        try connection.execute(
            "delete from text_index where row_group_id = ? and column_id = ?", .integer(group.id), .integer(column.id))
        let insert = try connection.prepare(
            """
            insert into text_index_page (row_group_id, column_id, kind, number, checksum, data)
            values (?, ?, ?, ?, ?, ?)
            """)
        for page in index.all {
            try insert.run(
                .integer(group.id), .integer(column.id), .integer(page.kind.rawValue), .integer(Int64(page.number)),
                .integer(Int64(bitPattern: Checksum.of(page.bytes))), .blob(page.bytes))
        }
        let header = TextIndexHeader(
            rowGroup: group.id, column: column.id,
            textChecksum: try TextIndexHeader.textChecksum(of: column, in: group, on: connection),
            termCount: Int64(index.termCount), postingCount: Int64(index.postingCount),
            chunkCount: Int64(index.vocabulary.count), byteCount: Int64(index.byteCount))
        try connection.prepare(
            """
            insert into text_index (\(TextIndexHeader.columns), header_checksum)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ).run(header.numbers + [Int64(bitPattern: HeaderChecksum.of(header.numbers))])
    }
}

extension Statement {
    fileprivate func run(_ numbers: [Int64]) throws {
        reset()
        try bind(numbers.map { .integer($0) })
        while try step() {}
    }
}
