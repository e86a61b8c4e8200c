import SQLite
import TestSupport
import Testing

@testable import LocalFacts
@testable import Warehouse

/// Tables and columns that are computed from what the store has.
@Suite("Computed rows")
struct ComputedRowsTests {
    private static let table = FactTableTemplate(name: "pairs", grain: "one row per pair", rowNoun: "pair")
    private static let columns: [ComputedRows.Column] = [
        .tag("culture", "the culture"), .integer("kept", "whether it is kept"), .real("W", "the weight"),
    ]

    private struct Failure: Error {}

    private func load(_ store: Store) throws -> LoadWriter {
        try LoadWriter(
            store: store, description: LoadDescription(profile: "test", arguments: ["a=1"], version: "1"))
    }

    /// Fills the table with rows of the weights given, one failing after them if asked.
    private func fill(_ store: Store, _ weights: [Double], fails: Bool = false) throws -> Int64 {
        let load = try load(store)
        let replaced = try load.replaceRows(of: Self.table, origin: "a test") { writer in
            let rows = try ComputedRows(writer, Self.columns)
            for (number, weight) in weights.enumerated() {
                try rows.append([.text(number % 2 == 0 ? "A" : "B"), number % 3 == 0 ? .null : 1, .real(weight)])
            }
            try rows.flush()
            if fails { throw Failure() }
            writer.skip(2, because: "a tie")
        }.replaced
        try load.finish()
        return replaced
    }

    @Test func rowsReplaceThoseOfTheCallBefore() throws {
        let folder = try TemporaryFolder()
        let store = try TestCorpus.write(TestCorpus.random(100, seed: 1), to: folder.path("store.cultivar"))
        let samples = try store.connection.rows("select count(*), max(id) from samples")
        #expect(try fill(store, [1, 0.5, 0.25]) == 0)
        #expect(
            try store.connection.rows("select culture, kept, W from pairs order by id") == [
                ["A", .null, 1.0], ["B", 1, 0.5], ["A", 1, 0.25],
            ])
        #expect(try fill(store, [0.5, 0.5, 0.5, 0.5]) == 3)
        #expect(
            try store.connection.rows("select culture, sum(n), avg(W) from pairs group by 1 order by 1") == [
                ["A", 2, 0.5], ["B", 2, 0.5],
            ])
        #expect(
            try store.connection.rows("select rows_seen, rows_stored, rows_skipped from file where dataset = 'pairs'")
                == [[6, 4, 2]])
        #expect(try store.connection.rows("select count(*), max(id) from samples") == samples)
        #expect(try store.check().problems == [])
    }

    @Test func aFailureLeavesTheFormerRows() throws {
        let folder = try TemporaryFolder()
        let store = try TestCorpus.write(TestCorpus.random(10, seed: 2), to: folder.path("store.cultivar"))
        _ = try fill(store, [1, 0.5])
        #expect(throws: Failure.self) { try fill(store, [0.1, 0.2, 0.3], fails: true) }
        let opened = try Store.open(at: store.path, access: .readOnly)
        #expect(try opened.connection.rows("select W from pairs order by id") == [[1.0], [0.5]])
        #expect(try opened.check().problems == [])
    }

    @Test func aColumnOfRowsThatAreThere() throws {
        let folder = try TemporaryFolder()
        let store = try TestCorpus.write(TestCorpus.random(10, seed: 3), to: folder.path("store.cultivar"))
        _ = try fill(store, [1, 0.5, 0.25])
        for values: [Double?] in [[1.5, nil, -2], [nil, 7, nil]] {
            let load = try load(store)
            try load.writeColumn("reward", description: "rewards", of: "pairs", values)
            try load.finish()
            #expect(
                try store.connection.rows("select reward from pairs order by id")
                    == values.map { [$0.map { .real($0) } ?? .null] })
        }
        #expect(try store.connection.rows("select W from pairs order by id") == [[1.0], [0.5], [0.25]])
        #expect(try store.check().problems == [])
        let load = try load(store)
        #expect(throws: StoreError.batchRows(column: "reward", expected: 3, found: 1)) {
            try load.writeColumn("reward", description: "", of: "pairs", [1])
        }
        #expect(throws: StoreError.kindConflict(column: "kept", stored: .integer, given: .real)) {
            try load.writeColumn("kept", description: "", of: "pairs", [1, 2, 3])
        }
        #expect(throws: StoreError.reservedName("id")) {
            try load.writeColumn("id", description: "", of: "pairs", [1, 2, 3])
        }
    }

    /// Only list relations count by `w`.
    @Test func aTableWithAMeasureWHasNoLists() throws {
        let folder = try TemporaryFolder()
        let store = try TestCorpus.write(TestCorpus.random(10, seed: 4), to: folder.path("store.cultivar"))
        _ = try fill(store, [1])
        let load = try load(store)
        #expect(throws: StoreError.reservedName("w")) {
            _ = try load.replaceRows(of: Self.table, origin: "a test") { writer in
                try writer.addColumns([NewColumn(name: "places", kind: .tags, valueName: "place")])
            }
        }
        #expect(throws: StoreError.reservedName("w")) {
            let template = FactTableTemplate(name: "lists", grain: "one row", rowNoun: "row")
            _ = try load.replaceRows(of: template, origin: "a test") { writer in
                try writer.addColumns([NewColumn(name: "tones", kind: .tags, valueName: "tone")])
                try writer.addColumns([NewColumn(name: "w", kind: .real)])
            }
        }
    }
}
