import Columns
import Facts
import Foundation
import LocalFacts
import SQLite

extension Store {
    /// The engine of a table that is to be attached.
    ///
    /// - Throws: `EngineError`.
    public func outsideEngine(of location: EngineLocation) throws -> any FactEngine {
        try catalogue.engine(of: location)
    }

    /// The outside tables, by the name of their fact table.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    public func outsideTables() throws -> [OutsideTableDescription] {
        let stored = try StoredOutsideTable.all(on: connection)
        return catalogue.tables.compactMap { facts in
            stored[facts.table.id].map {
                OutsideTableDescription(
                    name: facts.table.name, location: $0.location, snapshot: $0.snapshot, rowCount: Int64($0.rowCount),
                    options: $0.options)
            }
        }
    }

    /// What the engines of the outside tables have done since the store was opened or has changed.
    public func engineCosts() -> [EngineCosts] {
        catalogue.tables.compactMap { $0.outside?.costs }.filter { $0.statementCount > 0 }
    }

    /// What an error says if its statement reads more rows of an outside table than are given one by one; nil for other
    /// errors.
    public func refusalOfRows(in error: any Error) -> String? {
        engine.refusalOfRows.flatMap { "\(error)".contains($0) ? $0 : nil }
    }

    /// What is recorded of the outside table of a name, so that it can be restored.
    ///
    /// - Throws: `SQLError`.
    public func outsideRecords(of name: String) throws -> OutsideRecords? {
        guard let facts = catalogue.table(named: name), facts.outside != nil else { return nil }
        return try OutsideRecords(of: facts.table.id, on: connection)
    }

    /// Records an outside table again as it was.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    public func restoreOutside(_ records: OutsideRecords?) throws {
        guard let records else { return }
        try recordingChecksums { try connection.transaction { try records.insert(on: connection) } }
        try refresh()
    }

    /// Removes a file that was to teach the store values.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    public func removeLessons(_ path: String) throws {
        try recordingChecksums {
            try connection.transaction {
                for row in try connection.rows("select id from file where path = ?", .text(path)) {
                    _ = try FileRemoval(connection: connection).remove(fileID: row[0].integer ?? 0)
                }
            }
        }
        try refresh()
    }

    /// Forgets that a fact table lies outside; its columns and dictionaries stay.
    ///
    /// - Returns: false if the fact table is not an outside one.
    /// - Throws: `SQLError`, `StoreError`.
    @discardableResult
    public func detachOutside(_ name: String) throws -> Bool {
        guard let facts = catalogue.table(named: name), facts.outside != nil else { return false }
        try recordingChecksums {
            try connection.transaction { try OutsideAttachment(store: self).forget(facts.table.id) }
        }
        try refresh()
        return true
    }

    /// Makes a fact table one that lies outside: records its fields and the codes of their values, which a file with
    /// one value in each row has taught, and removes the rows of this file. All of it is one transaction.
    ///
    /// - Parameters:
    ///   - path: the file, as the store calls it.
    ///   - lessons: what its rows have, in their order. One more row follows them, in which all fields are null.
    /// - Throws: `StoreError.outsideLessons` if a row was not stored; `SQLError`, `StoreError`.
    /// - Complexity: O(values).
    public func attach(_ table: OutsideTable, taughtBy path: String, _ lessons: [OutsideTable.Lesson]) throws {
        try refresh()
        try recordingChecksums {
            try connection.transaction {
                try OutsideAttachment(store: self).attach(table, taughtBy: path, lessons)
            }
        }
        try refresh()
    }
}
