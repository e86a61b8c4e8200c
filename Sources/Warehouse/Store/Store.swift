import Foundation

/// A warehouse: one SQLite file with the samples of a corpus, and the relations over them.
public final class Store {
    /// What the store is opened for.
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
        try connection.execute("pragma cache_size = -65536")
        try connection.execute("pragma mmap_size = 2147418112")
        // What SQLite sorts goes to a file beyond the cache: in memory, whole texts would take as much as all of them,
        // and be sorted in one go that hears no interrupt.
        try connection.execute("pragma temp_store = file")
        self.connection = connection
        path = connection.path
        catalogue = try Catalogue(connection: connection)
        engine = RelationEngine(connection: connection, catalogue: catalogue)
        try engine.register()
        try StatisticFunctions.register(on: connection)
        try SumFunctions.register(on: connection)
        try OctetLengthFunction.register(on: connection)
        try AggregateRegistration.register(on: connection)
        try ScalarRegistration.register(on: connection)
        connection.rewrite = { [weak engine] in engine?.rewritten($0) }
    }

    /// Whether statements that count rows, as `select stage, count(*) from samples group by stage`, run over
    /// combinations where that is provably the same; they do unless this is set to false.
    public var rewritesStatements: Bool {
        get { engine.rewritesStatements }
        set { engine.rewritesStatements = newValue }
    }

    /// Makes a new store.
    ///
    /// - Throws: `StoreError.exists`; `SQLError` where the file cannot be made.
    public static func create(at path: String) throws -> Store {
        guard !FileManager.default.fileExists(atPath: path) else { throw StoreError.exists(path: path) }
        do {
            let connection = try Connection(path: path, access: .create)
            try StoreSchema.create(on: connection)
            return try Store(connection)
        } catch {
            // Half a store could neither be opened nor made again.
            for suffix in ["", "-wal", "-shm", "-journal"] {
                try? FileManager.default.removeItem(atPath: path + suffix)
            }
            throw error
        }
    }

    /// Opens a store.
    ///
    /// - Throws: `StoreError` where the file is missing, not a store or of another version; `SQLError`.
    public static func open(at path: String, access: Access) throws -> Store {
        guard FileManager.default.fileExists(atPath: path) else { throw StoreError.missing(path: path) }
        guard access == .readOnly else { return try Store(Connection(path: path, access: .readWrite)) }
        let store = try openForReading(path)
        // The file itself cannot be written now; a statement could still write or read others, by attach or vacuum.
        store.connection.allowReadingOnly()
        return store
    }

    private static func openForReading(_ path: String) throws -> Store {
        do {
            return try Store(Connection(path: path, access: .readOnly))
        } catch let error as SQLError where error.needsWritableFolder && !hasLog(path) {
            // Even readers of a file in WAL mode share a file beside it, which a folder for reading only refuses.
            return try Store(Connection(path: path, access: .immutable))
        }
    }

    /// Whether what was last written is not in the file itself yet.
    private static func hasLog(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path + "-wal")
        return (attributes?[.size] as? Int ?? 0) > 0
    }

    /// Takes in what was loaded since the store was opened.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    public func refresh() throws {
        try catalogue.reload()
        try engine.register()
    }

    /// The stored columns of the samples.
    public var columns: [ColumnDefinition] { catalogue.columns }

    /// The relations, `samples` first.
    public var relations: [RelationDescription] { engine.ordered.map(\.publicDescription) }

    /// The number of samples.
    public var sampleCount: Int { catalogue.sampleCount }

    /// Sets the stages of sources; a source that has one gets the new one.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    public func setStages(_ stages: [String: String]) throws {
        try connection.transaction {
            for (source, stage) in stages.sorted(by: { $0.key < $1.key }) {
                try connection.execute(
                    "insert or replace into source_stage (source, stage) values (?, ?)", .text(source), .text(stage))
            }
        }
        try refresh()
    }

    /// Adds culture tags that are not cultural; spelling variants (case, blanks, punctuation) of one count as it.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    public func addNonculturalTags(_ tags: [String]) throws {
        for tag in tags {
            try connection.execute(
                "insert or ignore into noncultural_tag (tag) values (?)", .text(Derivations.folded(tag)))
        }
        try refresh()
    }
}
