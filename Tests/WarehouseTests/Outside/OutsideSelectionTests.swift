import Facts
import SQLite
import TestSupport
import Testing

@testable import LocalFacts
@testable import Warehouse

/// Which rows of an outside table a condition chooses, as combinations.
@Suite struct OutsideSelectionTests {
    private static let count = 300

    private static func store() throws -> Store {
        try TestCorpus.writeOutside(TestCorpus.random(count, seed: 31), to: temporaryPath())
    }

    /// `id < 3` chose all rows: each combination has the number of its place as its id.
    @Test(arguments: [
        "id < 3", "id in (1, 2)", "id = 1 and source is null", "rowid < 3", "random() > 0",
        "id in (select id from places order by place limit 3)", "id % 2 = 0", "coalesce(id, 1) = 1",
        "exists (select 1 from places where places.id < samples.id)", "source in (select id + 1 from places)",
    ]) func idsOfRowsAreRefused(condition: String) throws {
        let store = try Self.store()
        #expect(throws: StoreError.self) {
            try store.outsideSelection(of: "samples", columns: [], where: condition)
        }
    }

    @Test(arguments: [
        "id in (select id from countries where country = 'Kenya')",
        "samples.id not in (select distinct id from places)",
        "exists (select 1 from countries c where c.id = samples.id and c.country <> 'Kenya')",
        "id in (select p.id from places p where place = 'India') or source is null", "tokens > 3", "0", "1",
        "cultural and language is not null",
    ]) func relationsAreJoinedByIDs(condition: String) throws {
        let store = try Self.store()
        let selection = try store.outsideSelection(of: "samples", columns: [], where: condition)
        let expected = try store.connection.value("select count(*) from samples where \(condition)").integer
        #expect(selection.rowCount == expected)
    }

    /// An unknown name in double quotes is a string for SQLite, and the column was then left out.
    @Test func addedColumnsAreKnown() throws {
        let store = try Self.store()
        #expect(throws: StoreError.self) {
            try store.outsideSelection(of: "samples", columns: [("nope", "nope")], where: nil)
        }
        #expect(throws: StoreError.notOfCombinations(column: "id")) {
            try store.outsideSelection(of: "samples", columns: [("number", "id")], where: nil)
        }
        let selection = try store.outsideSelection(of: "samples", columns: [("d", "dataset")], where: nil)
        #expect(selection.fields.isEmpty && selection.columns.count == 1)
        #expect(selection.rowCount == Int64(Self.count))
    }
}
