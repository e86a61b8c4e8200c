import Foundation
import Ingest
import LocalFacts
import Parquet
import SQLite
import Warehouse

/// A load of rows that a command makes, into a store that is made where there is none.
enum DerivedLoad {
    /// Runs a load while no other process loads into the store.
    ///
    /// - Parameters:
    ///   - profile: what the history of loads calls the rows' description.
    ///   - stop: ends the wait for another load.
    /// - Throws: `StoreError`, `SQLError`, and what the body throws; what was written until then stays.
    static func run<Result>(
        into path: String, profile: String? = nil, stop: StopRequest = StopRequest(),
        _ body: (LoadWriter, Store) throws -> Result
    ) throws -> Result {
        HeapRetention.keepForReuse()
        let lock = try StoreLock.take(for: path, waiting: 0) { _ in
        } isStopped: {
            stop.isMade
        }
        defer { withExtendedLifetime(lock) {} }
        Ingestion.prepare()
        let isNew = try !FileManager.default.fileExists(atPath: path) || Store.isEmpty(path)
        let store = try isNew ? Store.create(at: path) : Store.open(at: path, access: .readWrite)
        store.connection.waitForOthers(seconds: 5)
        do {
            let load = try LoadWriter(
                store: store,
                description: LoadDescription(
                    profile: profile, arguments: FileName.commandLineArguments().map(FileName.shown),
                    version: Release.version))
            let result = try body(load, store)
            try load.finish()
            return result
        } catch  where isNew && (try? store.connection.value("select count(*) from file")) == .integer(0) {
            // A load that could not even be begun leaves no empty store.
            for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
            throw error
        }
    }
}
