import Foundation
import LocalFacts
import SQLite
import TestSupport
import Testing
import Warehouse

@testable import Ingest

/// Rejected rows that are tried again.
@Suite("Rejects that are tried again")
struct RejectRetryTests {
    private let folder: TemporaryFolder
    private let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = try Store.create(at: folder.path("store"))
    }

    private func ingest(_ path: String, profile: String, retry: Bool = false) throws -> IngestResult {
        var options = IngestOptions()
        options.profile = profile
        options.retriesRejects = retry
        return try Ingestion(store: store, options: options).run([path])
    }

    private func profile(_ name: String, measure: String) throws -> String {
        try folder.write(
            """
            name: prices
            inputs:
              - files: ["*.csv", "*.jsonl"]
                text: text
                measures:
                  price: \(measure)
            """, to: name)
    }

    private func rows(_ sql: String) throws -> [[SQLValue]] { try store.connection.rows(sql) }

    /// Scripts compare these.
    @Test func codesStay() {
        #expect(
            RejectCode.allCases.map(\.rawValue).sorted() == [
                "bad_json", "bad_json_cell", "bad_utf8", "cell_count", "content_after_end", "ends_inside",
                "missing_number", "not_a_number", "not_an_integer", "not_an_object", "not_finite", "open_quote",
                "out_of_range", "outside_range", "record_too_long", "rows_not_objects", "rows_too_large",
                "several_values", "text_after_quote",
            ])
    }

    @Test func onlyWhatWasRejectedIsStored() throws {
        var text = "text,price\n"
        for row in 1...2_000 { text += row % 10 == 0 ? "t\(row),\"1,\(100 + row % 900)\"\n" : "t\(row),\(row)\n" }
        text += "too,many,cells\n"
        let file = try folder.write(text, to: "a.csv")
        let first = try ingest(file, profile: profile("first.yaml", measure: "price"))
        #expect(first.total == RowCounts(stored: 1_800, rejected: 201))
        #expect(
            try rows("select code, count(*) from reject group by 1 order by 1") == [
                ["cell_count", 1], ["not_a_number", 200],
            ])
        let mended = try profile("mended.yaml", measure: "{path: price, thousands: \",\"}")
        let second = try ingest(file, profile: mended, retry: true)
        #expect(second.files.map(\.outcome) == [.retried(rejects: 201)])
        #expect(second.total == RowCounts(stored: 200, rejected: 1))
        #expect(try rows("select code, row from reject") == [["cell_count", 2_001]])
        #expect(
            try rows("select rows_seen, rows_stored, rows_rejected, records_read from file") == [
                [2_001, 2_000, 1, 2_001]
            ])
        #expect(
            try rows("select count(*), count(distinct text), count(distinct row) from samples") == [
                [2_000, 2_000, 2_000]
            ])
        #expect(try store.check().problems == [])
        // Rejects that have been settled are not tried again, and the file is still recognised.
        #expect(try ingest(file, profile: mended, retry: true).total == RowCounts(rejected: 1))
        #expect(try ingest(file, profile: mended).files.map(\.outcome) == [.alreadyLoaded(as: file, rows: 2_000)])
    }

    @Test func aFileThatChangedIsNotTakenForTheOneOfTheRejects() throws {
        let mapping = try profile("first.yaml", measure: "price")
        let file = try folder.write("text,price\na,x\n", to: "a.csv")
        _ = try ingest(file, profile: mapping)
        try folder.write("text,price\na,12\n", to: "a.csv")
        let result = try ingest(file, profile: mapping, retry: true)
        #expect(result.leftOut == [LeftOutFile(path: file, reason: .noRejects)])
        #expect(try rows("select count(*) from samples") == [[0]])
    }
}
