import Columns
import Foundation
import LocalFacts
import Parallel
import SQLite

/// One load: the files of one call of `cultivar ingest`, with the dictionaries that they extend.
public final class LoadWriter {
    /// What a place means, asked once for each new value; nil if it cannot be resolved.
    public var placeResolver: (String) -> PlaceTarget? = { _ in nil }
    /// The ISO 639-3 code of a language, asked once for each new value; nil if it cannot be resolved.
    public var languageResolver: (String) -> String? = { _ in nil }
    /// The values of a column of places that its other values decide.
    public var placeReading: ColumnReading<PlaceTarget>?
    /// The same of languages, as ISO 639-3 codes.
    public var languageReading: ColumnReading<String>?
    /// How many values a column had when they were last read.
    var readValueCounts: [ColumnDefinition.ID: Int] = [:]

    /// The version of the store's format before this load brought it to the current one; nil if it had that.
    public let upgradedFrom: Int64?
    let store: Store
    let loadID: Int64
    private var dictionaries: [ColumnDefinition.ID: LoadDictionary] = [:]
    private var total = RowCounts()
    let encoder: RowGroupEncoder
    /// The row group that is being encoded, or that could not be written yet. It is written before any other row group,
    /// since others may use its new codes.
    private var draft: (rowGroup: RowGroupDraft, encoded: Deferred<EncodedRowGroup>)?

    /// Begins a load.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    public init(store: Store, description: LoadDescription) throws {
        self.store = store
        upgradedFrom = try store.upgrade()
        // A previous load may have ended without recording what it wrote.
        try store.refresh()
        // A load must not build upon damaged data.
        if let damage = store.catalogue.damage { throw damage }
        // If the program was killed between making a store and its first load, the store has no log yet.
        try store.connection.execute("pragma journal_mode = wal")
        try LoadWriter.beginWriting(to: store)
        do {
            try store.connection.execute("pragma synchronous = normal")
            // Written pages are not read again, so a cache for one row group is enough.
            try store.connection.execute("pragma cache_size = -8192")
            // In pages: the log is copied to the store, and both files are synced, every 8 MB. Reading of parts
            // continues meanwhile.
            try store.connection.execute("pragma wal_autocheckpoint = 1024")
            try store.connection.execute(
                "insert into load (profile, arguments, version, started_at) values (?, ?, ?, ?)",
                SQLValue(description.profile), .text(LoadWriter.json(description.arguments)),
                .text(description.version), .text(LoadWriter.now()))
            loadID = store.connection.lastInsertedRow
            encoder = RowGroupEncoder(cubeWriter: try CubeReader.isThere(store.connection) ? CubeWriter() : nil)
        } catch {
            LoadWriter.endWriting(to: store)
            throw error
        }
    }

    /// The file of this content that the store has completely, if any.
    ///
    /// - Parameter contentHash: SHA-256 in hexadecimal.
    /// - Throws: `SQLError`.
    public func loadedFile(contentHash: String, dataset: String) throws -> LoadedFile? {
        try store.connection.rows(
            """
            select path, dataset, rows_stored, rows_rejected from file
            where content_sha256 = ? and dataset = ? and finished = 1
            order by id
            """, .text(contentHash), .text(dataset)
        ).first.map { row in
            LoadedFile(
                path: row[0].text ?? "", dataset: row[1].text ?? "", rowsStored: row[2].integer ?? 0,
                rowsRejected: row[3].integer ?? 0)
        }
    }

    /// Whether a file of this content was completely stored by another load than this one.
    ///
    /// - Throws: `SQLError`.
    public func wasLoadedBefore(contentHash: String, dataset: String) throws -> LoadedFile? {
        try store.connection.rows(
            """
            select path, dataset, rows_stored, rows_rejected from file
            where content_sha256 = ? and dataset = ? and finished = 1 and load_id <> ?
            order by id
            """, .text(contentHash), .text(dataset), .integer(loadID)
        ).first.map { row in
            LoadedFile(
                path: row[0].text ?? "", dataset: row[1].text ?? "", rowsStored: row[2].integer ?? 0,
                rowsRejected: row[3].integer ?? 0)
        }
    }

    /// Whether a complete file of this size is stored, so that it is worth comparing contents.
    ///
    /// - Throws: `SQLError`.
    public func hasFile(ofByteCount byteCount: Int64) throws -> Bool {
        try store.connection.value(
            "select 1 from file where byte_count = ? and finished = 1", .integer(byteCount)) != .null
    }

    /// Begins a file, or continues one that a killed load had begun.
    ///
    /// - Throws: `SQLError`.
    public func begin(_ file: FileDescription) throws -> FileWriter {
        try FileWriter(self, file)
    }

    /// Ends the load: its counts, and everything written to the store's one file.
    ///
    /// - Throws: `SQLError`.
    @discardableResult
    public func finish() throws -> RowCounts {
        try readByColumns()
        try store.connection.execute(
            "update load set finished_at = ? where id = ?", .text(LoadWriter.now()), .integer(loadID))
        try store.connection.execute("pragma optimize")
        try store.connection.execute("pragma wal_checkpoint(truncate)")
        LoadWriter.endWriting(to: store)
        try store.refresh()
        return total
    }

    deinit { LoadWriter.endWriting(to: store) }

    /// From here on the connection updates checksums, and applies its own commits to its caches at the end.
    private static func beginWriting(to store: Store) throws {
        try store.beginRecording()
        store.engine.followsBetweenStatements = false
    }

    private static func endWriting(to store: Store) {
        store.endRecording()
        store.engine.followsBetweenStatements = true
    }
    /// The stored columns as they now are.
    public var columns: [ColumnDefinition] { store.columns }

    func add(_ counts: RowCounts) { total = total + counts }

    /// Forgets the dictionary of a column that has no codes any more.
    func forgetDictionary(of column: ColumnDefinition) { dictionaries[column.id] = nil }

    /// The dictionary that a column's codes are of.
    func dictionary(of column: ColumnDefinition) throws -> LoadDictionary {
        let owner = store.catalogue.dictionaryOwner(of: column)
        if let dictionary = dictionaries[owner.id] { return dictionary }
        let dictionary = LoadDictionary(owner: owner, try store.catalogue.dictionary(of: owner))
        dictionaries[owner.id] = dictionary
        return dictionary
    }

    /// Encodes a row group on a separate thread. The previous one must have been written.
    func encode(_ rowGroup: RowGroupDraft) {
        draft = (rowGroup, Deferred { [encoder] in encoder.encode(rowGroup) })
    }

    /// Writes the row group that was encoded, if there is one.
    ///
    /// - Parameters:
    ///   - waiting: whether to wait for a row group that is still being encoded.
    ///   - completion: runs in the transaction of the row group.
    /// - Throws: `SQLError`, and then it is written by the next call; what `completion` throws.
    func writeDraft(waiting: Bool = true, _ completion: () throws -> Void = {}) throws {
        guard let (rowGroup, encoded) = draft, waiting || encoded.isMade else { return }
        let segments = try encoded.value()
        let id = try store.connection.transaction {
            let id = try RowGroupWriter(load: self, draft: rowGroup).write(segments)
            try completion()
            return id
        }
        if let id { rowGroup.file.rowGroups.append(id) }
        rowGroup.file.counts = rowGroup.file.counts + rowGroup.counts
        draft = nil
    }

    /// The dictionary values that have codes since the last call.
    func newValues() -> [LoadDictionary.NewValues] {
        dictionaries.values.sorted { $0.owner.id < $1.owner.id }.compactMap { $0.takeNewValues() }
    }

    /// Writes dictionary values and what they mean.
    ///
    /// - Throws: `SQLError`.
    func write(_ new: LoadDictionary.NewValues) throws {
        let insert = try store.connection.prepare(
            "insert into dictionary_value (column_id, code, value) values (?, ?, ?)")
        for (code, value) in new.values {
            try insert.run(.integer(new.owner.id), .integer(Int64(code)), .text(value))
            try writeResolution(of: value, code: code, column: new.owner)
        }
        try store.connection.execute(
            """
            insert into dictionary (column_id, checksum) values (?, ?)
            on conflict (column_id) do update set checksum = excluded.checksum
            """, .integer(new.owner.id),
            .integer(Int64(bitPattern: new.checksum)))
        try readByColumn(new.owner, valueCount: Int(new.values.last?.code ?? 0))
    }

    private func writeResolution(of value: String, code: UInt32, column: ColumnDefinition) throws {
        switch column.resolvedMeaning {
        case .place:
            guard let target = placeResolver(value) else { return }
            try write(target, code: code, column: column)
        case .language:
            guard let target = languageResolver(value) else { return }
            try write(language: target, code: code, column: column)
        case nil: return
        }
    }

    func write(_ target: PlaceTarget, code: UInt32, column: ColumnDefinition) throws {
        try store.connection.execute(
            "insert into place_resolution (column_id, code, iso2, area, rule) values (?, ?, ?, ?, ?)",
            .integer(column.id), .integer(Int64(code)), target.kind == .country ? .text(target.target) : .null,
            target.kind == .area ? .text(target.target) : .null, .text(target.rule))
    }

    func write(language: String, code: UInt32, column: ColumnDefinition) throws {
        try store.connection.execute(
            "insert into language_resolution (column_id, code, language_code) values (?, ?, ?)",
            .integer(column.id), .integer(Int64(code)), .text(language))
    }

    private static func now() -> String { Date.now.formatted(.iso8601) }

    private static func json(_ texts: [String]) -> String {
        let data = try? JSONEncoder().encode(texts)
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }
}
