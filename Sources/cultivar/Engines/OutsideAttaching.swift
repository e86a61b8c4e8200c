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
    var cubes: [CubeRequest] = []

    /// Attaches all outside tables of a store again, as they were attached.
    ///
    /// - Parameter cubes: in place of those that were written before, if there are any.
    static func refresh(store path: String, options: IngestOptions, cubes: [CubeRequest]) throws {
        let tables = try Store.open(at: path, access: .readOnly).outsideTables()
        guard !tables.isEmpty else { throw OutsideTablesMissing(store: path) }
        for table in tables {
            var options = options
            options.fill(from: table.options)
            try OutsideAttaching(
                location: table.location, options: options, store: path,
                cubes: cubes.isEmpty ? CubeRequest.kept(in: table.options) : cubes
            ).run()
        }
    }

    func run() throws {
        let lock = try StoreLock.take(for: store)
        defer { withExtendedLifetime(lock) {} }
        Ingestion.prepare()
        let isNew = try !FileManager.default.fileExists(atPath: store) || Store.isEmpty(store)
        let opened = try isNew ? Store.create(at: store) : Store.open(at: store, access: .readWrite)
        do {
            let outcome = try OutsideConnection(store: opened, location: location, options: options, cubes: cubes)
                .attach()
            print(OutsideSummary(outcome, store: store).text)
        } catch {
            if isNew {
                for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: store + end) }
            }
            throw error
        }
    }
}
