import ArgumentParser
import Foundation
import Ingest
import LocalFacts
import Preferences
import Warehouse

/// Writes computed tables and columns into a store, while no other process loads into it.
struct StoreWriting {
    let path: String

    /// - Parameters:
    ///   - arguments: how the rows are computed, for the table `load`.
    ///   - body: writes.
    /// - Throws: `StoreError`, `SQLError`, and what `body` throws.
    func run<Result>(_ arguments: [String], _ body: (Store, LoadWriter) throws -> Result) throws -> Result {
        let lock = try StoreLock.take(for: path)
        defer { withExtendedLifetime(lock) {} }
        let store = try Store.open(at: path, access: .readWrite)
        let load = try LoadWriter(
            store: store,
            description: LoadDescription(profile: "preferences", arguments: arguments, version: Release.version))
        try load.resolvePlacesAndLanguages()
        let result = try body(store, load)
        try load.finish()
        return result
    }
}
