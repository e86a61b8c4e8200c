import Foundation
import TestSupport
import Testing

@testable import LocalFacts
@testable import Warehouse

/// Files that are taken out of the store again.
@Suite struct DiscardTests {
    private func expectSame(_ found: Store, _ expected: Store) throws {
        let (found, expected) = (try found.content(), try expected.content())
        for (relation, rows) in expected {
            #expect(Rows.difference(rows, found[relation] ?? []) == nil, "\(relation)")
        }
    }

    /// The file's row groups lie before and after those of another: the ids of samples close up.
    @Test func aDiscardedFileLeavesNothing() throws {
        let samples = TestCorpus.random(30, seed: 8)
        let store = try Store.create(at: temporaryPath())
        let first = try TestCorpus.load(into: store)
        let begun = try first.begin(TestCorpus.description("a"))
        try TestCorpus.append(Array(samples[..<10]), to: begun)
        begun.reject(RejectRecord(row: 1, line: 1, byteOffset: 0, column: nil, reason: "x", excerpt: nil))
        begun.skip(3, because: "empty")
        try begun.suspend()
        try TestCorpus.add([("b", Array(samples[10..<20]))], to: store)
        try store.indexText(column: nil) { _ in }
        let load = try TestCorpus.load(into: store)
        let resumed = try load.begin(TestCorpus.description("a"))
        #expect(resumed.resumeAfter == 10)
        try TestCorpus.append(Array(samples[20...]), to: resumed)
        try resumed.discard()
        try load.finish()

        let expected = try Store.create(at: temporaryPath())
        try TestCorpus.add([("b", Array(samples[10..<20]))], to: expected)
        try expectSame(store, expected)
        #expect(try store.check().problems == [])
        #expect(try store.connection.rows("select path from file") == [["b"]])
        #expect(try store.connection.value("select count(*) from reject") == 0)
        #expect(try store.connection.value("select count(*) from skipped") == 0)
        // What comes next is stored as if nothing had been.
        try TestCorpus.add([("c", Array(samples[..<10]))], to: store)
        try TestCorpus.add([("c", Array(samples[..<10]))], to: expected)
        try expectSame(store, expected)
        #expect(try store.check().problems == [])
    }

    /// Regression: a file that had changed since its load broke off was loaded in addition to its earlier rows.
    @Test func theRowsOfAChangedFileAreReplaced() throws {
        let samples = TestCorpus.random(12, seed: 5)
        let store = try Store.create(at: temporaryPath())
        var file = TestCorpus.description("a")
        file.locationHash = "place"
        file.modifiedAt = 1
        let first = try TestCorpus.load(into: store).begin(file)
        try TestCorpus.append(Array(samples[..<5]), to: first)
        try first.suspend()
        var changes = Array(repeating: file, count: 3)
        changes[0].byteCount = 2_000
        changes[1].headHash = "another"
        changes[2].modifiedAt = 2
        for changed in changes {
            let writer = try TestCorpus.load(into: store).begin(changed)
            #expect(writer.resumeAfter == 0 && writer.replacedRows == 5)
            try TestCorpus.append(Array(samples[..<5]), to: writer)
            try writer.suspend()
            #expect(try store.connection.value("select count(*) from file") == 1)
        }
        // One at another place is another file.
        var other = file
        other.locationHash = "elsewhere"
        other.byteCount = 7
        #expect(try TestCorpus.load(into: store).begin(other).replacedRows == 0)
        #expect(try store.check().problems == [])
    }

    /// Regression: a store with more columns than SQLite takes could not be read any more.
    @Test func columnsBeyondThoseOfSQLiteAreRefused() throws {
        let store = try Store.create(at: temporaryPath())
        let load = try TestCorpus.load(into: store)
        let writer = try load.begin(TestCorpus.description("a"))
        let before = store.columns
        #expect(throws: StoreError.self) {
            try writer.addColumns((0..<2_100).map { NewColumn(name: "key\($0)", kind: .tag) })
        }
        #expect(store.columns == before)
        try writer.addColumns((0..<1_900).map { NewColumn(name: "key\($0)", kind: .tag) })
        #expect(throws: StoreError.self) {
            try writer.addColumns((0..<40).map { NewColumn(name: "count\($0)", kind: .integer) })
        }
        let last = try writer.column(NewColumn(name: "key1899", kind: .tag))
        try writer.append(
            SampleBatch(
                rowCount: 1, recordNumbers: [1], recordsRead: 1,
                columns: [(last, .tags(writer.codes(["x"], in: last)))]))
        try writer.finish(contentHash: nil)
        try load.finish()
        #expect(try store.connection.rows("select key1899, key0 from samples") == [["x", .null]])
        #expect(try Store.open(at: store.path, access: .readOnly).sampleCount == 1)
    }

    /// A store of the previous release lacks columns that loads fill now.
    @Test func aStoreOfAFormerReleaseGetsTheNewColumns() throws {
        let store = try Store.create(at: temporaryPath())
        for (table, column) in [
            ("file", "modified_at"), ("file", "location_sha256"), ("reject", "code"), ("reject", "part"),
        ] {
            try store.connection.execute("alter table \(table) drop column \(column)")
        }
        try store.becomeFormat3()
        try TestCorpus.add([("a", TestCorpus.random(5, seed: 1))], to: store)
        #expect(try store.connection.rows("select modified_at from file") == [[.null]])
        #expect(try store.check().problems == [])
    }
}
