import Facts
import Foundation
import Ingest
import SQLite
import Warehouse

/// There is nothing to read again.
struct OutsideTablesMissing: Error, CustomStringConvertible {
    let store: String

    var description: String {
        "\(store) has no table that lies outside: name one by `cultivar connect` or `cultivar attach`"
    }
}

/// Attaches an outside table to a store, which is made if there is none.
struct OutsideAttaching {
    let location: EngineLocation
    let options: IngestOptions
    let store: String

    /// Attaches all outside tables of a store again, as they were attached.
    static func refresh(store path: String, options: IngestOptions) throws {
        let tables = try Store.open(at: path, access: .readOnly).outsideTables()
        guard !tables.isEmpty else { throw OutsideTablesMissing(store: path) }
        for table in tables {
            var options = options
            options.fill(from: table.options)
            try OutsideAttaching(location: table.location, options: options, store: path).run()
        }
    }

    func run() throws {
        let lock = try StoreLock.take(for: store)
        defer { withExtendedLifetime(lock) {} }
        Ingestion.prepare()
        let isNew = try !FileManager.default.fileExists(atPath: store) || Store.isEmpty(store)
        let opened = try isNew ? Store.create(at: store) : Store.open(at: store, access: .readWrite)
        do {
            let outcome = try OutsideConnection(store: opened, location: location, options: options).attach()
            print(OutsideSummary(outcome, store: store).text)
        } catch {
            if isNew {
                for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: store + end) }
            }
            throw error
        }
    }
}
