import Foundation
import LocalFacts
import SQLite
import TestSupport
import Testing
import Warehouse

@testable import Ingest

/// A column that is nearly unique in each row is not remembered, and loses nothing.
@Suite struct MemoLimitTests {
    /// More values, or bytes, than are remembered, each value twice and far apart.
    @Test(arguments: [1, 3], [MemoLimit(values: 50, bytes: .max), MemoLimit(values: .max, bytes: 3_000)])
    func valuesThatWereForgottenKeepTheirCodes(threadCount: Int, limit: MemoLimit) throws {
        let folder = try TemporaryFolder()
        let padding = String(repeating: "k", count: 20)
        let keys = (0..<40_000).map { "\(($0 * 7) % 20_000) \(padding)" }
        let lines = keys.enumerated().map { row, key in
            #"{"text": "t", "key": "\#(key)", "all": ["\#(row % 2)", "\#(key)"], "both": ["\#(row % 3)", "\#(key)"]}"#
        }
        let file = try folder.write(lines.joined(separator: "\n"), to: "a.jsonl")
        let profile = try folder.write(
            """
            name: test
            title: Test
            inputs:
              - files: ["*.jsonl"]
                text: text
                tags: {key: key, marks: {path: all, each: mark}, both: both}
            """, to: "p.yaml")
        let store = try Store.create(at: folder.path("s"))
        var options = IngestOptions()
        options.threadCount = threadCount
        options.memoLimit = limit
        options.profile = profile
        let result = try Ingestion(store: store, options: options).run([file])
        #expect(result.total == RowCounts(stored: 40_000))
        let found = try store.connection.rows("select key, both from samples order by id")
        #expect(found == keys.enumerated().map { row, key in [.text(key), .text("\(row % 3); \(key)")] })
        #expect(
            try store.connection.rows("select count(distinct key), count(distinct both) from samples")
                == [[.integer(20_000), .integer(40_000)]])
        #expect(try store.connection.value("select count(*) from marks") == .integer(80_000))
        #expect(try store.check().problems == [])
    }
}
