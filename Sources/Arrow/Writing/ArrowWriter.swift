import Parquet

/// Writes Arrow IPC, batch by batch, front to back: the output need not be seekable.
///
/// Columns with a dictionary are dictionary-encoded, and the dictionary of each is written once, before all rows. Rows
/// of several writes are gathered into one record batch, since readers are slow with many small ones.
/// Buffers are not compressed, so that readers can map them into memory.
///
///     let writer = try ArrowWriter(columns: columns, form: .stream) { try output.write($0) }
///     try writer.write(batch)
///     try writer.finish()
public final class ArrowWriter {
    /// How messages are put together.
    public enum Form: Sendable, Hashable {
        /// Messages one after another, for pipes.
        case stream
        /// The same between two marks, with a footer that has the position of each batch. It is also Feather version 2.
        case file
    }

    /// A record batch has no more bytes, unless it is of one row. Memory holds the values twice: as they were passed
    /// and as a message.
    private static let batchBytes = 32 << 20

    private let columns: [ArrowColumn]
    private let form: Form
    private let batchRows: Int
    private let schema: FlatTable
    private let sink: ([UInt8]) throws -> Void
    private var gathered = GatheredRows()
    private var offset: Int64 = 0
    private var dictionaryBlocks: [MessageBlock] = []
    private var batchBlocks: [MessageBlock] = []
    public private(set) var rowCount: Int64 = 0

    /// Begins a stream or file: writes the schema and all dictionaries.
    ///
    /// - Parameters:
    ///   - metadata: pairs for readers of the schema.
    ///   - batchRows: the most rows of a record batch; at least 1.
    ///   - sink: takes the bytes in their order.
    /// - Throws: what `sink` throws.
    public init(
        columns: [ArrowColumn], metadata: [KeyValue] = [], form: Form, batchRows: Int = 65_536,
        sink: @escaping ([UInt8]) throws -> Void
    ) throws {
        self.columns = columns
        self.form = form
        self.batchRows = max(1, batchRows)
        self.sink = sink
        var schema = FlatTable()
        schema[0] = .integer(Int16(0))
        schema[1] = .tables(columns.enumerated().map { $1.field(dictionary: $0) })
        if !metadata.isEmpty {
            schema[2] = .tables(
                metadata.map { pair in
                    var table = FlatTable()
                    table[0] = .string(pair.key)
                    table[1] = .string(pair.value ?? "")
                    return table
                })
        }
        self.schema = schema
        if form == .file { try put(MessageFrame.head) }
        _ = try put(.schema, schema, body: [])
        for (id, column) in columns.enumerated() {
            guard let dictionary = column.dictionary else { continue }
            var body = ArrowBody()
            body.append(dictionary)
            var table = FlatTable()
            table[0] = .integer(Int64(id))
            table[1] = .table(body.table(rowCount: dictionary.count))
            dictionaryBlocks.append(try put(.dictionaryBatch, table, body: body.bytes))
        }
    }

    /// Writes rows: values for each column, all of as many rows.
    ///
    /// - Throws: `ArrowWriterError` if the values do not fit the columns, and what the sink throws.
    public func write(_ batch: [WriterValues]) throws {
        let count = batch.first?.rowCount ?? 0
        try check(batch, rowCount: count)
        var elements = [Int](repeating: 0, count: columns.count)
        var start = 0
        while start < count {
            let (rows, spans, bytes) = try self.rows(of: batch, from: start, elements)
            if gathered.rowCount > 0, gathered.byteCount + bytes > Self.batchBytes { try putBatch() }
            gathered.append(batch, rows, spans, byteCount: bytes)
            if gathered.rowCount == batchRows { try putBatch() }
            elements = spans.map(\.upperBound)
            start = rows.upperBound
        }
        rowCount += Int64(count)
    }

    /// Writes the end, and the footer of a file.
    ///
    /// - Throws: what the sink throws.
    public func finish() throws {
        try putBatch()
        try put(MessageFrame.end)
        guard form == .file else { return }
        var footer = FlatTable()
        footer[0] = .integer(MessageFrame.version)
        footer[1] = .table(schema)
        footer[2] = .structures(dictionaryBlocks.flatMap(\.bytes), count: dictionaryBlocks.count)
        footer[3] = .structures(batchBlocks.flatMap(\.bytes), count: batchBlocks.count)
        let bytes = FlatBufferWriter.bytes(of: footer)
        try put(bytes + withUnsafeBytes(of: UInt32(bytes.count).littleEndian, Array.init) + MessageFrame.magic)
    }

    // MARK: Batches

    private func check(_ batch: [WriterValues], rowCount: Int) throws(ArrowWriterError) {
        guard batch.count == columns.count else {
            throw .columnCount(expected: columns.count, found: batch.count)
        }
        for (column, values) in zip(columns, batch) {
            guard column.takes(values) else { throw .wrongKind(column: column.name) }
            guard values.rowCount == rowCount else {
                throw .rowCount(column: column.name, expected: rowCount, found: values.rowCount)
            }
            guard values.isWhole else { throw .listLengths(column: column.name) }
        }
    }

    /// The rows from `start` on that go into one record batch, their list elements and their bytes.
    ///
    /// - Parameter elements: where the elements of row `start` begin in columns of lists.
    private func rows(
        of batch: [WriterValues], from start: Int, _ elements: [Int]
    ) throws(ArrowWriterError) -> (rows: Range<Int>, elements: [Range<Int>], bytes: Int) {
        var rows = start..<min(start + batchRows - gathered.rowCount, batch.first?.rowCount ?? start)
        while true {
            let spans = zip(batch, elements).map { $1..<$1 + $0.elementCount(of: rows) }
            let bytes = zip(batch, spans).map { $0.byteCount(of: rows, elements: $1) }
            let sum = bytes.reduce(0, +)
            if rows.count > 1, sum > Self.batchBytes {
                rows = start..<start + rows.count / 2
                continue
            }
            for (column, bytes) in zip(columns, bytes) where bytes > Int(Int32.max) {
                throw .valueTooLong(column: column.name, bytes: bytes)
            }
            return (rows, spans, sum)
        }
    }

    /// Writes the gathered rows as a record batch, if there are any.
    private func putBatch() throws {
        guard gathered.rowCount > 0 else { return }
        let rows = gathered
        gathered = GatheredRows()
        var body = ArrowBody(byteCount: rows.byteCount)
        for column in columns.indices { rows.append(column: column, to: &body) }
        batchBlocks.append(try put(.recordBatch, body.table(rowCount: rows.rowCount), body: body.bytes))
    }

    // MARK: Bytes

    private func put(_ header: MessageFrame.Header, _ table: FlatTable, body: [UInt8]) throws -> MessageBlock {
        let metadata = MessageFrame.bytes(header, table, bodyBytes: body.count)
        let block = MessageBlock(
            offset: offset, metadataBytes: Int32(metadata.count), bodyBytes: Int64(body.count))
        try put(metadata)
        if !body.isEmpty { try put(body) }
        return block
    }

    private func put(_ bytes: [UInt8]) throws {
        try sink(bytes)
        offset += Int64(bytes.count)
    }
}

extension ArrowColumn {
    /// Whether the values are of the column's kind, and codes of its own dictionary.
    fileprivate func takes(_ values: WriterValues) -> Bool {
        switch values {
        case .booleans: kind == .boolean
        case .integers: kind == .integer
        case .reals: kind == .real
        case .texts: kind == .text && dictionary == nil
        case .textLists: kind == .textList && dictionary == nil
        case .codes(let codes, let known):
            kind == .text && dictionary === known && codes.allSatisfy { $0 <= known.count }
        case .codeLists(_, let codes, let known):
            kind == .textList && dictionary === known && codes.allSatisfy { $0 <= known.count }
        }
    }
}

extension WriterValues {
    /// The list elements of some rows; 0 for a column without lists.
    fileprivate func elementCount(of rows: Range<Int>) -> Int {
        switch self {
        case .textLists(let lengths, _), .codeLists(let lengths, _, _): lengths[rows].reduce(0) { $0 + ($1 ?? 0) }
        case .booleans, .integers, .reals, .texts, .codes: 0
        }
    }

    /// The bytes that some rows take in a message, without validity bits and padding.
    fileprivate func byteCount(of rows: Range<Int>, elements: Range<Int>) -> Int {
        switch self {
        case .booleans: rows.count / 8
        case .integers, .reals: rows.count * 8
        case .codes: rows.count * 4
        case .texts(let texts): rows.count * 4 + texts.byteCount(of: rows)
        case .textLists(_, let texts): (rows.count + elements.count) * 4 + texts.byteCount(of: elements)
        case .codeLists: (rows.count + elements.count) * 4
        }
    }
}
