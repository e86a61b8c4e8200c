import Columns

/// Writes the samples of one file, a row group at a time, each in a transaction with the position reached in the file.
public final class FileWriter {
    /// Records of the file that a killed load has stored or rejected already; reading goes on after them.
    public let resumeAfter: Int64

    private let load: LoadWriter
    private let fileID: Int64
    private let datasetCode: UInt32
    private let datasetColumn: ColumnDefinition
    private let rowColumn: ColumnDefinition
    private var builders: [ColumnDefinition.ID: ColumnBuilder] = [:]
    private var pendingRows = 0
    private var pendingRejects: [RejectRecord] = []
    private var pendingSkips: [String: Int64] = [:]
    private var recordsRead: Int64
    private var nextSampleID: Int64
    private(set) public var counts: RowCounts

    /// A row group is also written when it has this much text, so that memory stays bounded.
    private static let maximumTextByteCount = 64 << 20

    private var connection: Connection { load.store.connection }

    init(_ load: LoadWriter, _ file: FileDescription) throws {
        self.load = load
        let catalogue = load.store.catalogue
        guard let dataset = catalogue.column(role: .dataset), let row = catalogue.column(role: .row) else {
            throw StoreError.catalogue("column_definition")
        }
        datasetColumn = dataset
        rowColumn = row
        datasetCode = try load.dictionary(of: dataset).values.intern(file.dataset)
        let connection = load.store.connection
        let begun = try connection.rows(
            """
            select id, records_read, rows_stored, rows_rejected, rows_skipped from file
            where path = ? and dataset = ? and byte_count = ? and head_sha256 = ? and finished = 0
            order by id desc
            """, .text(file.path), .text(file.dataset), SQLValue(file.byteCount), SQLValue(file.headHash)
        ).first.map { $0.map { $0.integer ?? 0 } }
        if let begun {
            fileID = begun[0]
            resumeAfter = begun[1]
            counts = RowCounts(stored: begun[2], rejected: begun[3], skipped: begun[4])
        } else {
            try connection.execute(
                "insert into file (load_id, path, dataset, format, byte_count, head_sha256) values (?, ?, ?, ?, ?, ?)",
                .integer(load.loadID), .text(file.path), .text(file.dataset), .text(file.format),
                SQLValue(file.byteCount), SQLValue(file.headHash))
            fileID = connection.lastInsertedRow
            resumeAfter = 0
            counts = RowCounts()
        }
        recordsRead = resumeAfter
        nextSampleID =
            1 + (try connection.value("select max(first_sample_id + row_count - 1) from row_group").integer ?? 0)
    }

    /// The stored column of a name, made where there is none.
    ///
    /// A measure that one file has in integers and another in decimals is a real column: integers are then given as they
    /// are and stored as doubles.
    ///
    /// - Throws: `StoreError` where the name is not usable or the column is of another kind; `SQLError`.
    public func column(
        _ name: String, kind: ColumnKind, role: ColumnRole? = nil, valueName: String? = nil,
        description: String? = nil
    ) throws -> ColumnDefinition {
        let store = load.store
        if let column = role.flatMap(store.catalogue.column(role:)) ?? store.catalogue.column(named: name) {
            switch (column.kind, kind) {
            case (column.kind, column.kind), (.real, .integer): return column
            case (.integer, .real): return try MeasureWidening(column, store: store).run()
            default: throw StoreError.kindConflict(column: column.name, stored: column.kind, given: kind)
            }
        }
        guard name.wholeMatch(of: /[\p{L}][\p{L}\p{N}_]*/) != nil else { throw StoreError.invalidName(name) }
        guard !StandardColumns.reservedNames.contains(name), !name.hasSuffix("_sum") else {
            throw StoreError.reservedName(name)
        }
        try connection.execute(
            "insert into column_definition (name, kind, role, value_name, description) values (?, ?, ?, ?, ?)",
            .text(name), .text(kind.rawValue), SQLValue(role?.rawValue), SQLValue(valueName), SQLValue(description))
        try store.catalogue.reload()
        guard let column = store.catalogue.column(named: name) else { throw StoreError.catalogue(name) }
        return column
    }

    /// The dictionary code of a value, a new one where it has none.
    ///
    /// - Parameter column: of kind `tag` or `tags`.
    /// - Throws: `SQLError` where the dictionary cannot be read.
    /// - Complexity: O(length), amortised.
    public func intern(_ value: UnsafeRawBufferPointer, in column: ColumnDefinition) throws -> UInt32 {
        try load.dictionary(of: column).values.intern(value)
    }

    /// Adds samples; whole row groups are written.
    ///
    /// - Throws: `StoreError` where a column's rows are not the batch's; `SQLError`.
    public func append(_ batch: SampleBatch) throws {
        let own: [(column: ColumnDefinition, values: SampleBatch.Values)] = [
            (datasetColumn, .tags(Array(repeating: datasetCode, count: batch.rowCount))),
            (rowColumn, .integers(IntegerVector(values: batch.recordNumbers, validity: nil))),
        ]
        let columns = batch.columns + own
        for (column, values) in columns where values.rowCount != batch.rowCount {
            throw StoreError.batchRows(column: column.name, expected: batch.rowCount, found: values.rowCount)
        }
        for (column, values) in columns {
            // The builder is taken out so that its arrays are grown in place.
            var builder = builders.removeValue(forKey: column.id) ?? ColumnBuilder(column)
            builder.appendNulls(pendingRows - builder.rowCount)
            try builder.append(values)
            builders[column.id] = builder
        }
        pendingRows += batch.rowCount
        recordsRead = batch.recordsRead
        let textByteCount = builders.values.reduce(0) { $0 + $1.textByteCount }
        if pendingRows >= RowGroup.targetRowCount || textByteCount >= FileWriter.maximumTextByteCount {
            try writeRowGroup()
        }
    }

    /// Keeps a row that could not be read.
    public func reject(_ reject: RejectRecord) { pendingRejects.append(reject) }

    /// Counts rows that are left out on purpose.
    public func skip(_ count: Int64, because reason: String) {
        if count > 0 { pendingSkips[reason, default: 0] += count }
    }

    /// Writes what is left and marks the file as complete.
    ///
    /// - Parameter contentHash: SHA-256 of the file's bytes in hexadecimal, where it is known.
    /// - Throws: `SQLError`, `SegmentError`.
    @discardableResult
    public func finish(contentHash: String?) throws -> RowCounts {
        try writeRowGroup()
        try connection.execute(
            "update file set finished = 1, content_sha256 = ? where id = ?", SQLValue(contentHash), .integer(fileID))
        load.add(counts)
        return counts
    }

    /// Writes what is left without declaring the file complete: loading it again goes on after the last record.
    ///
    /// - Throws: `SQLError`, `SegmentError`.
    @discardableResult
    public func suspend() throws -> RowCounts {
        try writeRowGroup()
        load.add(counts)
        return counts
    }

    private func writeRowGroup() throws {
        let added = RowCounts(
            stored: Int64(pendingRows), rejected: Int64(pendingRejects.count),
            skipped: pendingSkips.values.reduce(0, +))
        let encoded = try builders.values.sorted { $0.column.id < $1.column.id }.map { builder in
            var builder = builder
            builder.appendNulls(pendingRows - builder.rowCount)
            return (builder.column, builder.segments(), try builder.blocks())
        }
        try connection.transaction {
            if pendingRows > 0 {
                try load.writeNewValues()
                try connection.execute(
                    "insert into row_group (file_id, first_sample_id, row_count) values (?, ?, ?)",
                    .integer(fileID), .integer(nextSampleID), .integer(Int64(pendingRows)))
                let rowGroup = connection.lastInsertedRow
                for (column, segments, blocks) in encoded {
                    for segment in segments { try write(segment, column, rowGroup) }
                    for block in blocks { try write(block, column, rowGroup) }
                }
            }
            try writeRejectsAndSkips()
            try connection.execute(
                """
                update file
                set records_read = ?, rows_seen = rows_seen + ?, rows_stored = rows_stored + ?,
                    rows_rejected = rows_rejected + ?, rows_skipped = rows_skipped + ?
                where id = ?
                """, .integer(recordsRead), .integer(added.seen), .integer(added.stored), .integer(added.rejected),
                .integer(added.skipped), .integer(fileID))
        }
        load.newValuesWereWritten()
        nextSampleID += Int64(pendingRows)
        counts = counts + added
        pendingRows = 0
        builders = [:]
        pendingRejects = []
        pendingSkips = [:]
    }

    private func write(_ segment: ColumnBuilder.Segment, _ column: ColumnDefinition, _ rowGroup: Int64) throws {
        let encoded = segment.encoded
        try connection.execute(
            """
            insert into segment (row_group_id, column_id, part, encoding, value_count, null_count, minimum, maximum,
                value_set, checksum, data)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, .integer(rowGroup), .integer(column.id), .integer(segment.part),
            .integer(Int64(encoded.encoding.rawValue)), .integer(Int64(encoded.count)),
            .integer(Int64(encoded.nullCount)), SQLValue(encoded.range?.lowerBound),
            SQLValue(encoded.range?.upperBound), segment.codeSet.map { .blob($0.bytes) } ?? .null,
            .integer(Int64(bitPattern: encoded.checksum)), .blob(encoded.payload))
    }

    private func write(_ block: ColumnBuilder.Block, _ column: ColumnDefinition, _ rowGroup: Int64) throws {
        try connection.execute(
            """
            insert into text_block (row_group_id, column_id, first_row, row_count, null_count, raw_byte_count, checksum,
                data)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """, .integer(rowGroup), .integer(column.id), .integer(Int64(block.firstRow)),
            .integer(Int64(block.block.rowCount)), .integer(Int64(block.nullCount)),
            .integer(Int64(block.block.rawByteCount)), .integer(Int64(bitPattern: block.block.checksum)),
            .blob(block.block.compressed))
    }

    private func writeRejectsAndSkips() throws {
        for reject in pendingRejects {
            try connection.execute(
                """
                insert into reject (file_id, row, line, byte_offset, column_name, reason, excerpt)
                values (?, ?, ?, ?, ?, ?, ?)
                """, .integer(fileID), SQLValue(reject.row), SQLValue(reject.line), SQLValue(reject.byteOffset),
                SQLValue(reject.column), .text(reject.reason), SQLValue(reject.excerpt))
        }
        for (reason, count) in pendingSkips.sorted(by: { $0.key < $1.key }) {
            try connection.execute(
                """
                insert into skipped (file_id, reason, row_count) values (?, ?, ?)
                on conflict (file_id, reason) do update set row_count = row_count + excluded.row_count
                """, .integer(fileID), .text(reason), .integer(count))
        }
    }
}
