import Foundation
import LocalFacts
import Readers
import SQLite
import TestSupport
import Testing
import Warehouse

@testable import Ingest

/// Columns of a profile that a CSV file lacks.
@Suite struct OptionalColumnTests {
    private let folder: TemporaryFolder
    private let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = try Store.create(at: folder.path("store.sqlite"))
    }

    private func profile(optional: Bool) throws -> String {
        let mark = optional ? ", optional: true" : ""
        return try folder.write(
            """
            name: mine
            inputs:
              - files: "*.csv"
                text: {path: body\(mark)}
                language: {path: [lang, language]\(mark)}
                tags:
                  topics: {path: topics, each: topic, list: ";"\(mark)}
                measures:
                  words: {path: [words, length]\(mark)}
                  sum: {add: [first, second]\(mark)}
            """, to: optional ? "optional.yaml" : "strict.yaml")
    }

    private func ingest(_ text: String, optional: Bool = true) throws -> FileResult {
        var options = IngestOptions()
        options.profile = try profile(optional: optional)
        let file = try folder.write(text, to: "\(UUID().uuidString).csv")
        return try #require(try Ingestion(store: store, options: options).run([file]).files.first)
    }

    private let columns = ["body", "lang", "topics", "words", "first", "second"]
    private let cells: [(key: String, cell: String)] = [
        ("body", "hello"), ("lang", "en"), ("topics", "a;b"), ("words", "7"), ("first", "2"), ("second", "3"),
    ]

    /// Each subset of the columns: an absent column is as one with empty cells.
    @Test func absentColumnsAreEmpty() throws {
        for subset in 0..<(1 << cells.count) {
            let present = cells.indices.filter { subset & (1 << $0) != 0 }
            let header = (["id"] + present.map { cells[$0].key }).joined(separator: ",")
            let row = (["x\(subset)"] + present.map { cells[$0].cell }).joined(separator: ",")
            #expect(try ingest(header + "\n" + row + "\n").counts == RowCounts(stored: 1))
            let stored = try store.connection.rows(
                "select text, language, topics, words, sum from samples order by id desc limit 1")[0]
            func has(_ column: Int) -> Bool { present.contains(column) }
            #expect(
                stored == [
                    has(0) ? .text("hello") : .null, has(1) ? .text("en") : .null,
                    has(2) ? .text(#"["a","b"]"#) : .null,
                    has(3) ? .integer(7) : .null, has(4) && has(5) ? .integer(5) : .null,
                ], "\(header)")
        }
    }

    @Test func otherColumnsMustBeThere() throws {
        let result = try ingest("body,lang,topics,first,second\nhello,en,a,1,2\n", optional: false)
        guard case .failed(let reason) = result.outcome else {
            Issue.record("a file without the column was loaded")
            return
        }
        #expect(reason.contains("has no column “words”"))
    }
}
