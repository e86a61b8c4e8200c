import Functions
import CSQLite
import Foundation
import LocalFacts
import SQLite

/// A warehouse: one SQLite file with the samples of a corpus, and the relations over them.
public final class Store {
    /// The purpose of opening the store.
    public enum Access: Sendable {
        case readOnly
        case readWrite
    }

    /// The relations and the SQL functions are registered on it.
    public let connection: Connection
    public let path: String
    let catalogue: Catalogue
    let engine: RelationEngine

    private init(_ connection: Connection) throws {
        try StoreSchema.verify(connection)
        try StrangeObjects(connection: connection).refuseThoseOfTables()
        try connection.execute("pragma cache_size = -65536")
        try connection.execute("pragma mmap_size = 2147418112")
        // SQLite sorts in a file beyond its cache. Sorting in memory, texts would take as much memory as all of them
        // have bytes, and would be sorted in one step that cannot be interrupted.
        try connection.execute("pragma temp_store = file")
        self.connection = connection
        path = connection.path
        catalogue = Catalogue(connection: connection, makeEngine: EngineRegistry.engine)
        engine = RelationEngine(connection: connection, catalogue: catalogue)
        try engine.reload()
        try StrangeObjects(connection: connection).refuseThoseOfRelations(engine.ordered.map(\.name))
        try SQLFunctions.register(on: connection)
        connection.rewrite = { [weak engine] in engine?.rewritten($0) }
        connection.verify = { [weak engine] in try engine?.verify($0) }
        connection.follow = { [weak engine] in try engine?.followBetweenStatements() }
    }

    /// Whether statements that count rows, as `select stage, count(*) from samples group by stage`, run over
    /// combinations if the answer is provably the same. True by default.
    public var rewritesStatements: Bool {
        get { engine.rewritesStatements }
        set { engine.rewritesStatements = newValue }
    }

    /// Makes a new store, if there is no file or an empty one.
    ///
    /// - Throws: `StoreError.exists`, `.isFolder`, `.noFolder`; `SQLError` if the file cannot be made.
    public static func create(at path: String) throws -> Store {
        var isFolder: ObjCBool = false
        let isNew = !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard !isFolder.boolValue else { throw StoreError.isFolder(path: path) }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder) else { throw StoreError.noFolder(folder, path: path) }
        guard try isNew || isEmpty(path) else { throw StoreError.exists(path: path) }
        do {
            let connection = try Connection(path: path, access: .create)
            try StoreSchema.create(on: connection)
            return try Store(connection)
        } catch {
            if isNew {
                for suffix in ["", "-wal", "-shm", "-journal"] {
                    try? FileManager.default.removeItem(atPath: path + suffix)
                }
            }
            throw error
        }
    }

    /// Whether a file has no content: no bytes, or a database into which nothing was committed.
    ///
    /// - Throws: `SQLError` if the file cannot be read.
    public static func isEmpty(_ path: String) throws -> Bool {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        do {
            // The connection may write, so that the journal of a killed process is rolled back.
            return try StoreSchema.isEmpty(Connection(path: path, access: .readWrite))
        } catch let error as SQLError where error.code & 0xFF == SQLITE_NOTADB {
            return false
        }
    }

    /// Opens a store.
    ///
    /// - Throws: `StoreError` if the file is missing, not a store or of another version; `SQLError`.
    public static func open(at path: String, access: Access) throws -> Store {
        try StoreError.requireFile(at: path)
        let store: Store
        do {
            guard access == .readOnly else { return try Store(Connection(path: path, access: .readWrite)) }
            store = try openForReading(path)
        } catch let error as SQLError where error.code & 0xFF == SQLITE_CORRUPT {
            throw StoreError.damaged(path: path, reason: StoreLength(of: path)?.loss ?? error.message)
        }
        // The file itself cannot be written now, but a statement could still write or read other files, by attach or
        // vacuum.
        store.connection.allowReadingOnly()
        return store
    }

    private static func openForReading(_ path: String) throws -> Store {
        do {
            return try Store(Connection(path: path, access: .readOnly))
        } catch let error as SQLError where error.needsWritableFolder && hasContent(path + "-journal") {
            // The unfinished writes of a killed process are rolled back first, which a read-only connection cannot do.
            _ = try Connection(path: path, access: .readWrite).value("select count(*) from sqlite_schema")
            return try Store(Connection(path: path, access: .readOnly))
        } catch let error as SQLError where error.needsWritableFolder && !hasContent(path + "-wal") {
            // Even readers of a file in WAL mode share a file beside it, which cannot be made in a read-only folder.
            return try Store(Connection(path: path, access: .immutable))
        }
    }

    /// Whether there is a file of that name that is not empty. For a log this means that the last writes are not in the
    /// store's file yet.
    private static func hasContent(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? Int ?? 0) > 0
    }

    /// Reads what was loaded since the store was opened.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    public func refresh() throws { try engine.reload() }

    /// Runs `body` on one state of the store: its statements do not see what others write meanwhile.
    ///
    /// - Throws: what `body` throws; `SQLError`, `StoreError`.
    public func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
        let snapshot = try engine.heldSnapshot()
        defer { withExtendedLifetime(snapshot) {} }
        return try body()
    }

    /// The stored columns of the samples.
    public var columns: [ColumnDefinition] { catalogue.samples.columns }

    /// The fact tables, `samples` first.
    public var factTables: [FactTable] { catalogue.tables.map(\.table) }

    /// The relations, `samples` first.
    public var relations: [RelationDescription] { engine.ordered.map(\.publicDescription) }

    /// The number of samples.
    public var sampleCount: Int { catalogue.samples.rowCount }

    /// Sets the stages of sources; a source that has one gets the new one.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    public func setStages(_ stages: [String: String]) throws {
        try recordingChecksums {
            try connection.transaction {
                for (source, stage) in stages.sorted(by: { $0.key < $1.key }) {
                    try connection.execute(
                        """
                        insert into source_stage (source, stage) values (?, ?)
                        on conflict (source) do update set stage = excluded.stage
                        """, .text(source), .text(stage))
                }
            }
        }
        try refresh()
    }

    /// Adds culture tags that are not cultural; spelling variants (case, blanks, punctuation) count as the same tag.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    public func addNonculturalTags(_ tags: [String]) throws {
        try recordingChecksums {
            for tag in tags {
                try connection.execute(
                    "insert or ignore into noncultural_tag (tag) values (?)", .text(Derivations.folded(tag)))
            }
        }
        try refresh()
    }
}
