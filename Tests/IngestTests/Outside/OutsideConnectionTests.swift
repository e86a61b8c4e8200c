import Facts
import Foundation
import PlainFacts
import SQLite
import TestSupport
import Testing

@testable import Ingest
@testable import LocalFacts
@testable import Warehouse

/// A table of SQLite is attached, asked, attached again, and left as it was where that fails.
@Suite struct OutsideConnectionTests {
    private let folder: TemporaryFolder
    private let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = try Store.create(at: folder.path("store.sqlite"))
        let connection = try Connection(path: folder.path("forum.db"), access: .create)
        try connection.execute(
            """
            create table posts (board text, land text, langs text, stars integer, body text);
            insert into posts values
                ('a', 'Chad', '["eng", "fra"]', 1, 'x'), ('b', 'USA; Mali', '[]', 5, 'y'), (null, 'N/A', null, null, null);
            """)
    }

    private var location: EngineLocation {
        EngineLocation(engine: PlainFacts.engineName, address: folder.path("forum.db"), table: "posts")
    }

    private func attach(_ profile: String) throws -> OutsideConnection.Outcome {
        let path = folder.path("p.yaml")
        try profile.write(toFile: path, atomically: true, encoding: .utf8)
        var options = IngestOptions()
        options.profile = path
        return try OutsideConnection(store: store, location: location, options: options).attach()
    }

    private static let profile = """
        name: forum
        missing: N/A
        inputs:
          - files: "*"
            source: board
            places: {path: land, list: ";"}
            languages: langs
            measures: {stars: stars}
        """

    private func rows(_ sql: String) throws -> [[SQLValue]] { try store.connection.rows(sql) }

    @Test func valuesAreMappedByTheProfile() throws {
        let outcome = try attach(Self.profile)
        #expect(outcome.rowCount == 3)
        #expect(outcome.unusedFields == ["body"])
        #expect(
            try rows("select country, count(*), sum(w) from countries group by 1 order by 1") == [
                ["Chad", 1, 1.0], ["Mali", 1, 0.5], ["United States", 1, 0.5],
            ])
        #expect(
            try rows("select language_code, count(*) from languages group by 1 order by 1") == [
                ["eng", 1], ["fra", 1],
            ])
        #expect(
            try rows("select source, sum(stars), count(*) from samples group by 1 order by 1") == [
                [nil, nil, 1], ["a", 1, 1], ["b", 5, 1],
            ])
        #expect(try rows("select distinct file, dataset from samples") == [["posts", "forum"]])
        // The file that taught the values is gone.
        #expect(try rows("select count(*) from file") == [[0]])
        #expect(try rows("select count(*) from row_group") == [[0]])
        #expect(try store.check().problems.isEmpty)
    }

    @Test func theStoreHasAFormatThatEarlierProgramsRefuse() throws {
        #expect(try rows("pragma user_version") == [[5]])
        _ = try attach(Self.profile)
        #expect(try rows("pragma user_version") == [[6]])
        let again = try Store.open(at: store.path, access: .readOnly)
        #expect(try again.connection.value("select count(*) from samples") == 3)
        #expect(try store.upgrade() == nil)
    }

    /// A store of format 5 that was made before there were outside tables.
    @Test func aStoreFromBeforeGetsTheTables() throws {
        for table in ["outside_table", "outside_column", "outside_value"] {
            try store.connection.execute("drop table \(table)")
        }
        try StoreChecksums.writeSchema(on: store.connection)
        let former = try Store.open(at: store.path, access: .readWrite)
        #expect(try former.outsideTables().isEmpty)
        var options = IngestOptions()
        try Self.profile.write(toFile: folder.path("p.yaml"), atomically: true, encoding: .utf8)
        options.profile = folder.path("p.yaml")
        _ = try OutsideConnection(store: former, location: location, options: options).attach()
        #expect(try former.connection.value("select count(*) from samples") == 3)
        #expect(try former.check().problems.isEmpty)
    }

    @Test func aChangedTableIsReadAgain() throws {
        _ = try attach(Self.profile)
        let forum = try Connection(path: folder.path("forum.db"), access: .readWrite)
        try forum.execute("insert into posts values ('c', 'Japan', '[\"jpn\"]', 2, 'z')")
        let error = #expect(throws: SQLError.self) { try rows("select count(*) from samples") }
        #expect(error.map { "\($0)".contains("has changed") } == true)
        _ = try attach(Self.profile)
        #expect(try rows("select count(*), sum(stars) from samples") == [[4, 8]])
        #expect(try rows("select count(*) from countries where country = 'Japan'") == [[1]])
    }

    /// A value that is new is never taken for none.
    @Test func aNewValueIsAnError() throws {
        _ = try attach(Self.profile)
        let forum = try Connection(path: folder.path("forum.db"), access: .readWrite)
        try forum.execute("update posts set board = 'new' where board = 'a'")
        #expect(throws: SQLError.self) { try rows("select source, count(*) from samples group by 1") }
        #expect(try rows("select sum(stars) from samples") == [[6]])
    }

    @Test func aFailedAttachmentLeavesTheFormerOne() throws {
        _ = try attach(Self.profile)
        #expect(throws: OutsideMappingError.self) { try attach(Self.profile.replacing("board", with: "bored")) }
        #expect(throws: EngineError.self) {
            try OutsideConnection(
                store: store, location: EngineLocation(engine: PlainFacts.engineName, table: "none"),
                options: IngestOptions()
            ).attach()
        }
        #expect(try rows("select count(*), sum(stars) from samples") == [[3, 6]])
    }

    /// A code that was changed would make one value another.
    @Test(arguments: [
        "update outside_value set codes = '2' where codes = '1'", "delete from outside_value where raw = 'a'",
        "update outside_column set field = null where field like '%board%'",
        "update outside_table set row_count = 2",
    ])
    func damageIsNoticed(_ damage: String) throws {
        _ = try attach(Self.profile)
        let other = try Connection(path: store.path, access: .readWrite)
        try other.execute(damage)
        let again = try Store.open(at: store.path, access: .readOnly)
        #expect(throws: SQLError.self) { try again.connection.rows("select source, count(*) from samples group by 1") }
        #expect(try !again.check().problems.isEmpty)
    }

    @Test func aSalvagedStoreHasTheTable() throws {
        _ = try attach(Self.profile)
        let path = folder.path("saved.sqlite")
        _ = try Salvage(of: store.path).write(to: path)
        let saved = try Store.open(at: path, access: .readOnly)
        #expect(try saved.connection.rows("select count(*), sum(stars) from samples") == [[3, 6]])
        #expect(try saved.formatVersions().found == 6)
        #expect(try saved.check().problems.isEmpty)
    }

    @Test func aStoreWithSamplesOfItsOwnIsRefused() throws {
        let file = folder.path("own.csv")
        try "source\nx\n".write(toFile: file, atomically: true, encoding: .utf8)
        _ = try Ingestion(store: store, options: IngestOptions()).run([file])
        #expect(throws: OutsideLessonError.tableHasRows("samples", 1)) { try attach(Self.profile) }
        #expect(try rows("select source from samples") == [["x"]])
        #expect(try store.check().problems.isEmpty)
    }

    /// Other fact tables lie outside, too.
    @Test func theTableIsTheProfilesToName() throws {
        let outcome = try attach(
            Self.profile.replacing(
                "    source: board", with: "    into: {name: posts_of, row: post}\n    source: board"))
        #expect(outcome.table == "posts_of")
        #expect(
            try rows("select source, count(*) from posts_of group by 1 order by 1") == [
                [nil, 1], ["a", 1], ["b", 1],
            ])
        #expect(try rows("select count(*) from samples") == [[0]])
    }
}
