import SQLite
import TestSupport
import Testing

@testable import Warehouse

/// Rows by their ids, which a scan gives without sorting.
@Suite struct RowOrderTests {
    private static let tables = ["samples", "places"]
    private static let filters = [
        "", " where cultural = 1", " where id > 60 and id < 130", " where id in (3, 149, 70, 3)",
    ]
    private static let orders = [
        "id", "id desc", "id asc nulls last", "id desc, source", "id, 2 desc", "+id", "source, id",
    ]

    /// SQLite sorts `+id` itself.
    @Test func everyOrderIsThatOfSQLite() throws {
        let samples = TestCorpus.random(150, seed: 4)
        let store = try TestCorpus.write(samples, to: temporaryPath(), batchRows: 50)
        for table in Self.tables {
            let columns = table == "samples" ? "id, source, text" : "id, place, text"
            for filter in Self.filters {
                let all = try store.connection.rows("select \(columns) from \(table)\(filter)")
                for order in Self.orders {
                    let sql = "select \(columns) from \(table)\(filter) order by \(order)"
                    let found = try store.connection.rows(sql)
                    let sorted = try store.connection.rows(sql.replacing("order by id", with: "order by +id"))
                    #expect(found.map { $0[0] } == sorted.map { $0[0] }, "\(sql)")
                    #expect(Rows.difference(all, found) == nil, "\(sql)")
                    let few = try store.connection.rows(sql + " limit 3 offset 2")
                    #expect(few.map { $0[0] } == found.dropFirst(2).prefix(3).map { $0[0] }, "\(sql)")
                }
            }
        }
    }

    /// Only the row groups are read that have the rows.
    @Test(arguments: ["id", "id desc", "id desc, language"]) func aFewRowsCostAFewRowGroups(order: String) throws {
        let store = try TestCorpus.write(TestCorpus.random(150, seed: 4), to: temporaryPath(), batchRows: 10)
        store.collectScanStatistics(true)
        _ = try store.connection.rows("select id, source from samples order by \(order) limit 5")
        let scan = try #require(store.takeScanStatistics().first)
        #expect(scan.rowGroupCount == 1, "\(scan)")
    }
}
