import Foundation
import LocalFacts
import SQLite
import Testing
import Warehouse

@Suite struct StoreOpeningTests {
    @Test func aNewStoreIsEmptyAndOpensAgain() throws {
        let path = try temporaryPath()
        let columns = try Store.create(at: path).columns
        for access in [Store.Access.readOnly, .readWrite] {
            let store = try Store.open(at: path, access: access)
            #expect(store.columns == columns)
            #expect(store.sampleCount == 0)
            #expect(store.relations.first?.name == "samples")
            #expect(try store.check().problems == [])
        }
    }

    @Test func aFileThatExistsIsNotOverwritten() throws {
        let path = try temporaryPath()
        try Data("mine".utf8).write(to: URL(filePath: path))
        #expect(throws: StoreError.exists(path: path)) { try Store.create(at: path) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
        let folder = URL(filePath: path).deletingLastPathComponent().path
        #expect(throws: StoreError.isFolder(path: folder)) { try Store.create(at: folder) }
        #expect(throws: StoreError.isFolder(path: folder)) { try Store.open(at: folder, access: .readOnly) }
    }

    /// Regression: where making a store failed, half a store was left, which could neither be opened nor made.
    @Test func aStoreThatCannotBeMadeLeavesNothing() throws {
        let file = try temporaryPath()
        try Data("mine".utf8).write(to: URL(filePath: file))
        #expect(throws: SQLError.self) { try Store.create(at: "\(file)/store.sqlite") }
        let path = try temporaryPath("no/such/folder/store.sqlite")
        let folder = URL(filePath: path).deletingLastPathComponent().path
        #expect(throws: StoreError.noFolder(folder, path: path)) { try Store.create(at: path) }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func aMissingFileIsSaidToBeMissing() throws {
        let path = try temporaryPath()
        for access in [Store.Access.readOnly, .readWrite] {
            #expect(throws: StoreError.missing(path: path)) { try Store.open(at: path, access: access) }
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test(arguments: ["x", "not SQLite at all", String(repeating: "SQLite format 3\0 but not quite ", count: 200)])
    func aFileThatIsNotSQLiteIsNoStore(content: String) throws {
        let path = try temporaryPath()
        try Data(content.utf8).write(to: URL(filePath: path))
        for access in [Store.Access.readOnly, .readWrite] {
            #expect(throws: StoreError.notAStore(path: path)) { try Store.open(at: path, access: access) }
        }
        #expect(try Data(contentsOf: URL(filePath: path)) == Data(content.utf8))
    }

    @Test func anotherProgramsDatabaseIsNoStore() throws {
        let path = try temporaryPath()
        try Connection(path: path, access: .create).execute("create table samples (x); pragma user_version = 2")
        #expect(throws: StoreError.notAStore(path: path)) { try Store.open(at: path, access: .readWrite) }
    }

    @Test func otherVersionsOfTheFormatAreNamed() throws {
        let path = try temporaryPath()
        let usual = try #require(try Store.create(at: path).connection.value("pragma user_version").integer)
        // A store with a table that lies outside of it has the next version.
        let known = usual + 1
        // Stores of version 3 have no checksums of their small tables.
        for found in [known + 1, 1_000, 2, 0, -3] {
            try Connection(path: path, access: .readWrite).execute("pragma user_version = \(found)")
            let expected: StoreError =
                found > known
                ? .newerVersion(path: path, found: found, known: known)
                : .olderVersion(path: path, found: found, known: 3)
            #expect(throws: expected) { try Store.open(at: path, access: .readOnly) }
        }
    }

    /// SQLite's log and its index stay as long as anybody has the store open, and go with the last one, if it only
    /// read.
    @Test func theLastReaderLeavesTheStoreAlone() throws {
        let path = try temporaryPath()
        _ = try TestCorpus.twoFiles(20, at: path)
        func others() -> [String] { ["-wal", "-shm"].filter { FileManager.default.fileExists(atPath: path + $0) } }
        func count(_ store: Store?) throws -> SQLValue? { try store?.connection.value("select sum(n) from samples") }
        #expect(others() == [])
        var first: Store? = try Store.open(at: path, access: .readOnly)
        var second: Store? = try Store.open(at: path, access: .readOnly)
        #expect(try count(first) == 20 && others().count == 2)
        first = nil
        #expect(others().count == 2)
        #expect(try count(second) == 20)
        var writer: Store? = try Store.open(at: path, access: .readWrite)
        second = nil
        #expect(others().count == 2)
        try writer?.setStages(["Crawl": "later"])
        first = try Store.open(at: path, access: .readOnly)
        writer = nil
        #expect(try first?.connection.value("select sum(n) > 0 from samples where stage = 'later'") == 1)
        first = nil
        #expect(others() == [])
        #expect(try count(Store.open(at: path, access: .readOnly)) == 20 && others() == [])
    }

    @Test func aStoreOpenedForReadingWritesNothing() throws {
        let path = try temporaryPath()
        _ = try TestCorpus.twoFiles(20, at: path)
        let store = try Store.open(at: path, access: .readOnly)
        #expect(store.sampleCount == 20)
        #expect(throws: SQLError.self) { try store.setStages(["Crawl": "x"]) }
        #expect(throws: SQLError.self) { try TestCorpus.load(into: store) }
        #expect(try store.check().problems == [])
    }

    @Test func aClosedStoreLetsGoOfItsFile() throws {
        weak var connection: Connection?
        do {
            let store = try TestCorpus.twoFiles(20, at: temporaryPath())
            _ = try store.content()
            connection = store.connection
        }
        #expect(connection == nil)
    }

    /// Regression: a stage that was set after the first question was not seen by the second.
    @Test func settingsAreSeenAtOnce() throws {
        let store = try TestCorpus.twoFiles(40, at: temporaryPath())
        let stages = "select sum(n) from samples where stage = 'new'"
        let cultural = "select sum(n) from samples where culture = 'GeneralCulture' and cultural"
        #expect(try store.connection.value(stages) == .null)
        #expect(try store.connection.value(cultural) != .null)
        try store.setStages(["Crawl": "new"])
        try store.addNonculturalTags(["general culture"])
        #expect(
            try store.connection.value(stages)
                == store.connection.value("select sum(n) from samples where source = 'Crawl' and stage = 'new'"))
        #expect(try store.connection.value(stages) != .null)
        #expect(try store.connection.value(cultural) == .null)
    }

    @Test func aStatementPreparedBeforeALoadIsOfTheNewColumns() throws {
        let store = try Store.create(at: temporaryPath())
        let statement = try store.connection.prepare(
            "select culture, text, \"row\", file from samples order by id limit 1")
        #expect(try !statement.step())
        statement.reset()
        let samples = TestCorpus.random(10, seed: 3)
        try TestCorpus.add([("a.jsonl", samples)], to: store)
        #expect(try statement.step())
        #expect(statement.row() == [SQLValue(samples[0].culture), SQLValue(samples[0].text), 1, "a.jsonl"])
    }

    /// In a folder for reading only, SQLite cannot make the file that readers of a file in WAL mode share.
    @Test(arguments: ["plain.sqlite", "a?b#c%20d &=.sqlite"])
    func aFileIsReadAsItIs(name: String) throws {
        let path = try temporaryPath(name)
        do { _ = try Store.create(at: path) }
        let connection = try Connection(path: path, access: .immutable)
        #expect(try connection.value("select count(*) from country") == 249)
        #expect(throws: SQLError.self) { try connection.execute("delete from country") }
        let files = try FileManager.default.contentsOfDirectory(
            atPath: URL(filePath: path).deletingLastPathComponent().path)
        #expect(files == [name])
    }
}
