import Columns
import LocalFacts
import SQLite

/// Writes the samples of one file, a row group at a time, each in a transaction with the position reached in the file.
///
/// A row group is encoded on a thread of its own while the next one is collected, and then written: until `finish` or
/// `suspend` the store may be a row group behind what was appended.
public final class FileWriter {
    /// Records of the file that a killed load has already stored or rejected; reading continues after them.
    public let resumeAfter: Int64
    /// Rows of an earlier, unfinished load of the file that were removed, because it has changed since.
    public let replacedRows: Int64

    let load: LoadWriter
    private let account: FileAccount
    /// What the store had of the file before this load, so that it can be restored.
    private let before: FileBefore
    /// The columns of the store that were widened for this file.
    public private(set) var widened: [WidenedColumn] = []
    /// The columns that were made for this file.
    var created: [ColumnDefinition] = []
    let factTableID: FactTable.ID
    private let dataset: String
    private let datasetColumn: ColumnDefinition
    private let rowColumn: ColumnDefinition
    private var builders: [ColumnDefinition.ID: ColumnBuilder] = [:]
    private var pendingRows = 0
    private var pendingRejects: [RejectRecord] = []
    private var pendingSkips: [String: Int64] = [:]
    private var pendingSettled: [Int64] = []
    private var recordsRead: Int64
    /// Rows of the file that are in the store, and rejected and skipped rows that are counted there.
    public var counts: RowCounts { account.counts }

    /// A row group is also written when it has this much text, so that memory stays bounded.
    private static let maximumTextByteCount = 64 << 20
    /// A row group is also written when this many rows were rejected, for the same reason.
    private static let maximumRejectCount = 50_000

    var store: Store { load.store }
    private var catalogue: Catalogue { load.store.catalogue }
    /// The fact table that the file's rows belong to, as it now is.
    var facts: StoredFacts { catalogue.table(id: factTableID) ?? catalogue.samples }
    var connection: Connection { load.store.connection }
    var fileID: Int64 { account.fileID }

    init(_ load: LoadWriter, _ file: FileDescription) throws {
        self.load = load
        let facts = try load.factTable(file.table)
        factTableID = facts.table.id
        (datasetColumn, rowColumn) = try FileWriter.ownColumns(facts)
        self.dataset = file.dataset
        let connection = load.store.connection
        let begun = try FileWriter.begun(file, on: connection)
        replacedRows = try begun == nil ? FileWriter.removeChanged(file, on: connection) : 0
        if replacedRows > 0 { try load.store.catalogue.reload() }
        if let begun {
            resumeAfter = begun[1]
            account = FileAccount(
                fileID: begun[0], factTableID: factTableID,
                counts: RowCounts(stored: begun[2], rejected: begun[3], skipped: begun[4]))
        } else {
            try connection.execute(
                """
                insert into file (load_id, path, dataset, format, byte_count, head_sha256, modified_at, location_sha256)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """, .integer(load.loadID), .text(file.path), .text(file.dataset), .text(file.format),
                SQLValue(file.byteCount), SQLValue(file.headHash), SQLValue(file.modifiedAt),
                SQLValue(file.locationHash))
            resumeAfter = 0
            account = FileAccount(
                fileID: connection.lastInsertedRow, factTableID: factTableID, counts: RowCounts())
        }
        recordsRead = resumeAfter
        before = try FileBefore(
            isNew: begun == nil, fileID: account.fileID, counts: account.counts, recordsRead: resumeAfter, connection)
    }

    /// The columns that the writer fills itself: the data set and the row's number in its file.
    private static func ownColumns(
        _ facts: StoredFacts
    ) throws -> (dataset: ColumnDefinition, row: ColumnDefinition) {
        guard let dataset = facts.column(role: .dataset), let row = facts.column(role: .row) else {
            throw StoreError.catalogue("column_definition")
        }
        return (dataset, row)
    }

    /// Continues a finished file, whose rejects are tried again.
    init(_ load: LoadWriter, retrying file: StoredRejects, into table: FactTableTemplate?) throws {
        self.load = load
        let facts = try load.factTable(table)
        factTableID = facts.table.id
        (datasetColumn, rowColumn) = try FileWriter.ownColumns(facts)
        self.dataset = file.dataset
        resumeAfter = 0
        replacedRows = 0
        account = FileAccount(fileID: file.fileID, factTableID: factTableID, counts: file.counts)
        recordsRead = file.recordsRead
        before = try FileBefore(
            isNew: false, fileID: file.fileID, counts: file.counts, recordsRead: file.recordsRead,
            load.store.connection)
    }

    /// Removes rejects together with the row group that is being collected: their rows are stored now, or rejected
    /// again.
    public func settle(_ rejects: [Int64]) { pendingSettled += rejects }

    /// The unfinished load of the same file: its id and counts; nil if there is none.
    ///
    /// A stream has no size, and its path may be meaningless, so it is identified by its beginning alone.
    private static func begun(_ file: FileDescription, on connection: Connection) throws -> [Int64]? {
        try connection.rows(
            """
            select id, records_read, rows_stored, rows_rejected, rows_skipped from file
            where dataset = ?1 and head_sha256 = ?2 and byte_count is ?3 and finished = 0
                and (path = ?4 or ?3 is null) and (modified_at is null or ?5 is null or modified_at = ?5)
            order by id desc
            """, .text(file.dataset), SQLValue(file.headHash), SQLValue(file.byteCount), .text(file.path),
            SQLValue(file.modifiedAt)
        ).first.map { $0.map { $0.integer ?? 0 } }
    }

    /// Removes what an unfinished load has stored of an earlier version of the file at the same place: the whole file
    /// is loaded now.
    ///
    /// - Returns: how many rows were stored.
    private static func removeChanged(_ file: FileDescription, on connection: Connection) throws -> Int64 {
        guard let location = file.locationHash else { return 0 }
        let former = try connection.rows(
            "select id from file where location_sha256 = ? and dataset = ? and finished = 0", .text(location),
            .text(file.dataset)
        ).compactMap { $0[0].integer }
        guard !former.isEmpty else { return 0 }
        return try connection.transaction {
            try former.reduce(0) { try $0 + FileRemoval(connection: connection).remove(fileID: $1) }
        }
    }

    /// The stored column of a name; made if there is none.
    ///
    /// A measure that one file has in integers and another in decimals is a real column: integers are then given as
    /// they are and stored as doubles.
    ///
    /// - Parameter isGuess: whether the kind is guessed. A stored column of a narrower kind is then widened to this
    ///   kind; otherwise only integers are widened to decimals.
    /// - Throws: `StoreError` if the name is not usable or the column is of another kind; `SQLError`.
    public func column(_ wanted: NewColumn, isGuess: Bool = false) throws -> ColumnDefinition {
        let (name, kind) = (wanted.name, wanted.kind)
        if let column = wanted.role.flatMap(facts.column(role:)) ?? facts.column(named: name) {
            // These two are filled in here; a file's own column of the name would be a second one.
            guard column.id != datasetColumn.id, column.id != rowColumn.id else { throw StoreError.reservedName(name) }
            switch (column.kind, kind) {
            case (column.kind, column.kind), (.real, .integer): return column
            case (.integer, .real): return try widen(column, to: kind, valueName: nil)
            case _ where isGuess && column.role == nil && column.kind.widens(to: kind):
                return try widen(column, to: kind, valueName: wanted.valueName)
            default: throw StoreError.kindConflict(column: column.name, stored: column.kind, given: kind)
            }
        }
        try addColumns([wanted])
        guard let column = facts.column(named: name) else { throw StoreError.catalogue(name) }
        return column
    }

    private func widen(_ column: ColumnDefinition, to kind: ColumnKind, valueName: String?) throws -> ColumnDefinition {
        try writeAll()
        let (wider, rewrittenRows) = try ColumnWidening(column, load: load).run(to: kind, valueName: valueName)
        if rewrittenRows > 0 {
            widened.append(
                WidenedColumn(name: column.name, from: column.kind, to: kind, rewrittenRows: rewrittenRows))
        }
        return wider
    }

    /// Removes everything that this load has stored of the file. The writer must not be used afterwards.
    ///
    /// - Throws: `SQLError`, `SegmentError`.
    public func takeBack() throws {
        // A row group that is not written yet has new dictionary values, which other row groups may use already.
        try load.writeDraft()
        builders = [:]
        pendingRows = 0
        pendingRejects = []
        pendingSkips = [:]
        pendingSettled = []
        let unused = try connection.transaction {
            try before.restore(removing: account.rowGroups, on: connection)
            return try before.remove(created, on: connection)
        }
        for column in unused { load.forgetDictionary(of: column) }
        created = []
        account.rowGroups = []
        account.counts = before.counts
        try load.store.catalogue.reload()
    }

    /// The dictionary code of a value, a new one where it has none.
    ///
    /// Bytes that are not UTF-8 become U+FFFD, so that a value is read back as it was stored.
    ///
    /// - Parameter column: of kind `tag` or `tags`.
    /// - Throws: `SQLError`, `StoreError` if the dictionary cannot be read.
    /// - Complexity: O(length), amortised.
    public func intern(_ value: UnsafeRawBufferPointer, in column: ColumnDefinition) throws -> UInt32 {
        let dictionary = try load.dictionary(of: column)
        if let code = dictionary.values.code(of: value) { return code }
        return dictionary.values.intern(String(decoding: value, as: UTF8.self))
    }

    /// Adds samples; whole row groups are written.
    ///
    /// - Throws: `StoreError` if a column's values are not what the batch or the store says they are, and nothing is
    ///   added; `SQLError`.
    public func append(_ batch: SampleBatch) throws {
        try load.check(batch)
        try load.writeDraft(waiting: false)
        // Only when there are rows: a file may be begun while the previous one is still being stored.
        let datasetCode = try load.dictionary(of: datasetColumn).values.intern(dataset)
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
            try endRowGroup()
        }
    }

    /// Keeps a row that could not be read.
    public func reject(_ reject: RejectRecord) { pendingRejects.append(reject) }

    /// Counts rows that are left out on purpose.
    public func skip(_ count: Int64, because reason: String) {
        if count > 0 { pendingSkips[reason, default: 0] += count }
    }

    /// Writes what is left and marks the file as complete, in one transaction: a store that has all rows of a file
    /// knows that it has.
    ///
    /// - Parameter contentHash: SHA-256 of the file's bytes in hexadecimal, where it is known.
    /// - Throws: `SQLError`, `SegmentError`.
    @discardableResult
    public func finish(contentHash: String?) throws -> RowCounts {
        try endRowGroup()
        try load.writeDraft {
            try connection.execute(
                "update file set finished = 1, content_sha256 = ? where id = ?", SQLValue(contentHash),
                .integer(account.fileID))
        }
        load.add(counts)
        return counts
    }

    /// Writes what is left without marking the file as complete: loading it again continues after the last record.
    ///
    /// - Throws: `SQLError`, `SegmentError`.
    @discardableResult
    public func suspend() throws -> RowCounts {
        try writeAll()
        load.add(counts)
        return counts
    }

    /// Removes everything of the file from the store, including what an earlier load has stored of it. The writer must
    /// not be used afterwards.
    ///
    /// - Throws: `SQLError`, `SegmentError`, and then the file is still unfinished.
    /// - Complexity: O(segments of the file).
    public func discard() throws {
        builders = [:]
        pendingRows = 0
        pendingRejects = []
        pendingSkips = [:]
        pendingSettled = []
        // The row group that is not written yet has values that other files may use from now on.
        try load.writeDraft()
        _ = try connection.transaction {
            try FileRemoval(connection: connection).remove(fileID: account.fileID)
        }
        try load.store.catalogue.reload()
    }

    private func writeAll() throws {
        try endRowGroup()
        try load.writeDraft()
    }

    /// Starts encoding the collected rows, once the previous row group is written.
    private func endRowGroup() throws {
        try load.writeDraft()
        // In place: a row group whose writing fails is written at a second try.
        for column in builders.keys { try builders[column]?.endRows(pendingRows) }
        load.encode(
            RowGroupDraft(
                file: account, rowCount: pendingRows, columns: builders.values.sorted { $0.column.id < $1.column.id },
                newValues: pendingRows > 0 ? load.newValues() : [], recordsRead: recordsRead, rejects: pendingRejects,
                settledRejects: pendingSettled, skips: pendingSkips))
        pendingRows = 0
        builders = [:]
        pendingRejects = []
        pendingSkips = [:]
        pendingSettled = []
    }
}
