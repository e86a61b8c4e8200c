import SQLite
import Testing
import Warehouse

/// `samples` has each multi-valued column as a hidden one of JSON arrays.
@Suite struct ListColumnTests {
    private let store: Store
    private var connection: Connection { store.connection }

    init() throws { store = try TestCorpus.twoFiles(at: temporaryPath()) }

    @Test func listsAreTheElementsOfTheRelation() throws {
        #expect(try connection.value("select count(*) from places where place is not null").integer ?? 0 > 0)
        #expect(
            try connection.value("select total(list_length(places)) from samples")
                == connection.value("select total(place is not null) from places"))
        #expect(
            try connection.value(
                """
                select count(*)
                from places
                    join samples using (id)
                where place is not null and not list_contains(samples.places, place)
                """) == 0)
        #expect(try connection.value("select count(*) from samples where not json_valid(places)") == 0)
    }

    @Test func aStatementThatReadsListsHasARowForEachSample() throws {
        #expect(
            try connection.value("select sum(n) from samples where list_length(places) >= 0 or places is null")
                == connection.value("select count(*) from samples"))
        #expect(
            try connection.rows("select places, sum(n), count(*) from samples group by places order by 1")
                == connection.rows("select places, count(*), count(*) from samples group by places order by 1"))
        let columns = try connection.prepare("select * from samples").columnNames
        #expect(!columns.contains("places"))
    }
}
