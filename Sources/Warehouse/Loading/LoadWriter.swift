import Columns
import Foundation

/// One load: the files of one call of `cultivar ingest`, with the dictionaries that they extend.
public final class LoadWriter {
    /// What a place means, asked once for each new value; nil where it cannot be resolved.
    public var placeResolver: (String) -> PlaceTarget? = { _ in nil }
    /// The ISO 639-3 code of a language, asked once for each new value; nil where it cannot be resolved.
    public var languageResolver: (String) -> String? = { _ in nil }

    let store: Store
    let loadID: Int64
    private var dictionaries: [ColumnDefinition.ID: LoadDictionary] = [:]
    private var total = RowCounts()
    /// Nil for a store that has no place for cubes.
    var cubeWriter: CubeWriter?

    /// Begins a load.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    public init(store: Store, description: LoadDescription) throws {
        self.store = store
        // A load before this one may have ended without telling the store what it wrote.
        try store.refresh()
        try store.connection.execute("pragma synchronous = normal")
        // In pages: the log is brought over, and both files are synced, every 32 MB.
        try store.connection.execute("pragma wal_autocheckpoint = 4096")
        try store.connection.execute(
            "insert into load (profile, arguments, version, started_at) values (?, ?, ?, ?)",
            SQLValue(description.profile), .text(LoadWriter.json(description.arguments)), .text(description.version),
            .text(LoadWriter.now()))
        loadID = store.connection.lastInsertedRow
        cubeWriter = try CubeReader.isThere(store.connection) ? CubeWriter() : nil
    }

    /// The cubes of a row group.
    func cubes(of builders: [ColumnBuilder], sampleCount: Int) -> [CubeWriter.Made] {
        guard sampleCount > 0, cubeWriter != nil else { return [] }
        var columns: [CubeWriter.Column] = []
        for builder in builders.sorted(by: { $0.column.id < $1.column.id }) {
            if let values = builder.cubeColumn() { columns.append(.init(definition: builder.column, values: values)) }
        }
        return cubeWriter?.cubes(of: columns, sampleCount: sampleCount) ?? []
    }

    /// The file of this content that the store has completely, if any.
    ///
    /// - Parameter contentHash: SHA-256 in hexadecimal.
    /// - Throws: `SQLError`.
    public func loadedFile(contentHash: String, dataset: String) throws -> LoadedFile? {
        try store.connection.rows(
            """
            select path, dataset, rows_stored from file
            where content_sha256 = ? and dataset = ? and finished = 1
            order by id
            """, .text(contentHash), .text(dataset)
        ).first.map { row in
            LoadedFile(
                path: row[0].text ?? "", dataset: row[1].text ?? "", rowsStored: row[2].integer ?? 0)
        }
    }

    /// Whether a complete file of this size is stored, so that it is worth comparing contents.
    ///
    /// - Throws: `SQLError`.
    public func hasFile(ofByteCount byteCount: Int64) throws -> Bool {
        try store.connection.value(
            "select 1 from file where byte_count = ? and finished = 1", .integer(byteCount)) != .null
    }

    /// Begins a file, or goes on with one that a killed load had begun.
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
        try store.connection.execute(
            "update load set finished_at = ? where id = ?", .text(LoadWriter.now()), .integer(loadID))
        try store.connection.execute("pragma optimize")
        try store.connection.execute("pragma wal_checkpoint(truncate)")
        try store.refresh()
        return total
    }

    func add(_ counts: RowCounts) { total = total + counts }

    /// The dictionary that a column's codes are of.
    func dictionary(of column: ColumnDefinition) throws -> LoadDictionary {
        let owner = store.catalogue.dictionaryOwner(of: column)
        if let dictionary = dictionaries[owner.id] { return dictionary }
        let dictionary = LoadDictionary(owner: owner, try store.catalogue.dictionary(of: owner))
        dictionaries[owner.id] = dictionary
        return dictionary
    }

    /// Writes the dictionary values that are new since the last row group, and what they mean.
    func writeNewValues() throws {
        let insert = try store.connection.prepare(
            "insert into dictionary_value (column_id, code, value) values (?, ?, ?)")
        for dictionary in dictionaries.values.sorted(by: { $0.owner.id < $1.owner.id }) {
            let unwritten = dictionary.unwritten
            if unwritten.isEmpty { continue }
            for (code, value) in unwritten {
                try insert.run(.integer(dictionary.owner.id), .integer(Int64(code)), .text(value))
                try writeResolution(of: value, code: code, column: dictionary.owner)
            }
            try store.connection.execute(
                "insert or replace into dictionary (column_id, checksum) values (?, ?)", .integer(dictionary.owner.id),
                .integer(Int64(bitPattern: dictionary.values.checksum)))
        }
    }

    /// To be called once the transaction with `writeNewValues` is committed.
    func newValuesWereWritten() {
        for dictionary in dictionaries.values { dictionary.markWritten() }
    }

    private func writeResolution(of value: String, code: UInt32, column: ColumnDefinition) throws {
        switch column.role {
        case .places:
            guard let target = placeResolver(value) else { return }
            try store.connection.execute(
                "insert into place_resolution (column_id, code, iso2, area, rule) values (?, ?, ?, ?, ?)",
                .integer(column.id), .integer(Int64(code)), target.kind == .country ? .text(target.target) : .null,
                target.kind == .area ? .text(target.target) : .null, .text(target.rule))
        case .language:
            guard let target = languageResolver(value) else { return }
            try store.connection.execute(
                "insert into language_resolution (column_id, code, language_code) values (?, ?, ?)",
                .integer(column.id), .integer(Int64(code)), .text(target))
        default: return
        }
    }

    private static func now() -> String { Date.now.formatted(.iso8601) }

    private static func json(_ texts: [String]) -> String {
        let data = try? JSONEncoder().encode(texts)
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }
}

/// A dictionary that a load extends.
final class LoadDictionary {
    let owner: ColumnDefinition
    var values: TagDictionary
    private var writtenCount: Int

    init(owner: ColumnDefinition, _ values: TagDictionary) {
        self.owner = owner
        self.values = values
        writtenCount = values.count
    }

    /// The values that the store does not have yet, with their codes.
    var unwritten: [(code: UInt32, value: String)] {
        (writtenCount..<values.count).map { (UInt32($0 + 1), values.text(of: UInt32($0 + 1))) }
    }

    func markWritten() { writtenCount = values.count }
}
