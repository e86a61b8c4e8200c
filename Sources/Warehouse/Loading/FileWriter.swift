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
    private(set) public var counts: RowCounts

    /// A row group is also written when it has this much text, so that memory stays bounded.
    private static let maximumTextByteCount = 64 << 20
    /// A row group is also written when this many rows were rejected, for the same reason.
    private static let maximumRejectCount = 50_000

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
            // These two are filled in here; a file's own column of the name would be a second one.
            guard column.id != datasetColumn.id, column.id != rowColumn.id else { throw StoreError.reservedName(name) }
            switch (column.kind, kind) {
            case (column.kind, column.kind), (.real, .integer): return column
            case (.integer, .real):
                if builders[column.id] != nil { try writeRowGroup() }
                return try MeasureWidening(column, store: store).run()
            default: throw StoreError.kindConflict(column: column.name, stored: column.kind, given: kind)
            }
        }
        try ColumnNameCheck(connection: connection).check(name, kind: kind, valueName: valueName)
        try connection.execute(
            "insert into column_definition (name, kind, role, value_name, description) values (?, ?, ?, ?, ?)",
            .text(name), .text(kind.rawValue), SQLValue(role?.rawValue), SQLValue(valueName), SQLValue(description))
        try store.catalogue.reload()
        guard let column = store.catalogue.column(named: name) else { throw StoreError.catalogue(name) }
        return column
    }

    /// The dictionary code of a value, a new one where it has none.
    ///
    /// Bytes that are not UTF-8 become U+FFFD, so that a value reads back as what it was stored as.
    ///
    /// - Parameter column: of kind `tag` or `tags`.
    /// - Throws: `SQLError`, `StoreError` where the dictionary cannot be read.
    /// - Complexity: O(length), amortised.
    public func intern(_ value: UnsafeRawBufferPointer, in column: ColumnDefinition) throws -> UInt32 {
        let dictionary = try load.dictionary(of: column)
        if let code = dictionary.values.code(of: value) { return code }
        return dictionary.values.intern(String(decoding: value, as: UTF8.self))
    }

    /// Adds samples; whole row groups are written.
    ///
    /// - Throws: `StoreError` where a column's values are not what the batch or the store says they are, and nothing is
    ///   added; `SQLError`.
    public func append(_ batch: SampleBatch) throws {
        try load.check(batch)
        let own: [(column: ColumnDefinition, values: SampleBatch.Values)] = [
            (datasetColumn, .tags(Array(repeating: datasetCode, count: batch.rowCount))),
            (rowColumn, .integers(IntegerVector(values: batch.recordNumbers, validity: nil))),
        ]
        for (given, values) in batch.columns + own {
            // A measure may have been widened since the column was given out.
            let column = load.store.catalogue.column(id: given.id) ?? given
            // The builder is taken out so that its arrays are grown in place.
            var builder = builders.removeValue(forKey: column.id) ?? ColumnBuilder(column)
            builder.appendNulls(pendingRows - builder.rowCount)
            try builder.append(values)
            builders[column.id] = builder
        }
        pendingRows += batch.rowCount
        recordsRead = batch.recordsRead
        let textByteCount = builders.values.reduce(0) { $0 + $1.textByteCount }
        if pendingRows >= RowGroup.targetRowCount || textByteCount >= FileWriter.maximumTextByteCount
            || pendingRejects.count >= FileWriter.maximumRejectCount
        {
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
        // In place: what is refused now is written at a second try.
        for column in builders.keys { try builders[column]?.endRows(pendingRows) }
        let encoded = builders.values.sorted { $0.column.id < $1.column.id }.map { builder in
            (builder.column, builder.segments(), builder.textBlocks())
        }
        let cubes = load.cubes(of: Array(builders.values), sampleCount: pendingRows)
        try connection.transaction {
            if pendingRows > 0 {
                // Read here, because another load may have written meanwhile.
                let lastSampleID = try connection.value("select max(first_sample_id + row_count - 1) from row_group")
                try load.writeNewValues()
                try connection.execute(
                    "insert into row_group (file_id, first_sample_id, row_count) values (?, ?, ?)",
                    .integer(fileID), .integer(1 + (lastSampleID.integer ?? 0)), .integer(Int64(pendingRows)))
                let rowGroup = connection.lastInsertedRow
                let writer = SegmentWriter(connection: connection, rowGroup: rowGroup)
                for (column, segments, blocks) in encoded {
                    for segment in segments { try writer.write(segment, column) }
                    for block in blocks { try writer.write(block, column) }
                }
                try CubeWriter.write(cubes, rowGroup: rowGroup, on: connection)
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
        counts = counts + added
        pendingRows = 0
        builders = [:]
        pendingRejects = []
        pendingSkips = [:]
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
