import Foundation
import LocalFacts
import Readers
import SQLite
import TestSupport
import Testing
import Warehouse

@testable import Ingest

/// Parquet files as pyarrow writes them, loaded and counted as DuckDB counts them.
@Suite(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
struct ParquetLoadTests {
    /// Rows of DuckDB's answers; numbers and texts alike are compared as texts.
    private struct Cell: Decodable, Equatable {
        var text: String?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                text = nil
            } else {
                text = try (try? container.decode(String.self)) ?? String(container.decode(Int64.self))
            }
        }
    }

    private struct Answer: Decodable {
        var samples: [Cell]
        var sources: [[Cell]]
        var domains: [[Cell]]
        var places: [[Cell]]
    }

    private func rows(_ sql: String, _ store: Store) throws -> [[String?]] {
        try store.connection.rows(sql).map { row in row.map { $0.text ?? $0.integer.map(String.init) } }
    }

    private func expect(_ store: Store, _ answer: Answer, _ note: String) throws {
        func check(_ sql: String, _ expected: [[Cell]]) throws {
            let expected = Set(expected.map { $0.map(\.text) })
            #expect(Set(try rows(sql, store)) == expected, "\(note): \(sql)")
        }
        try check("select count(*), count(text), sum(length(text)) from samples", [answer.samples])
        try check("select source, culture, sum(n) from samples group by 1, 2", answer.sources)
        try check("select domain, sum(n) from samples group by 1", answer.domains)
        try check("select place, sum(mentions) from places group by 1", answer.places)
    }

    @Test func everyWayToWriteACorpusCountsAsInDuckDB() throws {
        let folder = try TemporaryFolder()
        let output = try PythonEnvironment.runFile("IngestTests/Parquet/make_corpora.py", "3000", folder.path)
        let answers = try JSONDecoder().decode([String: Answer].self, from: Data(output.utf8))
        #expect(answers.count == 13)
        for (name, answer) in answers {
            for threadCount in [1, 2] {
                let store = try Store.create(at: folder.path("\(name)-\(threadCount).sqlite"))
                var options = IngestOptions()
                options.threadCount = threadCount
                let result = try Ingestion(store: store, options: options).run([folder.path("\(name).parquet")])
                #expect(result.files.allSatisfy { $0.profile == "culturemarkers" && $0.outcome == .loaded })
                #expect(result.total == RowCounts(stored: 3000))
                try expect(store, answer, name)
                #expect(try store.check().problems == [])
                let hash = "select count(*) from file where length(content_sha256) = 64 and format = 'Parquet'"
                #expect(try rows(hash, store) == [["\(result.files.count)"]])
            }
            #expect(
                try Self.content(folder.path("\(name)-1.sqlite")) == Self.content(folder.path("\(name)-2.sqlite")),
                "\(name)")
        }
    }

    /// Everything that a load wrote, except its times.
    private static func content(_ path: String) throws -> [[SQLValue]] {
        let store = try Store.open(at: path, access: .readOnly)
        return try ["segment", "text_block", "dictionary_value", "row_group", "reject"].flatMap { table in
            try store.connection.rows("select * from \(table) order by 1, 2, 3")
        }
    }

    @Test func aLoadInPartsGivesTheSameStore() throws {
        let folder = try TemporaryFolder()
        _ = try PythonEnvironment.runFile("IngestTests/Parquet/make_corpora.py", "1000", folder.path)
        for name in ["small-groups", "one-group", "snappy"] {
            let file = folder.path("\(name).parquet")
            let whole = try Store.create(at: folder.path("\(name)-whole"))
            _ = try Ingestion(store: whole, options: IngestOptions()).run([file])
            let store = try Store.create(at: folder.path("\(name)-parts"))
            for limit in [1, 99, 100, 333] as [Int64] {
                var options = IngestOptions()
                options.limit = limit
                let result = try Ingestion(store: store, options: options).run([file])
                #expect(result.total.stored == limit)
                #expect(result.files.map(\.outcome) == [.stoppedAtLimit])
            }
            let rest = try Ingestion(store: store, options: IngestOptions()).run([file])
            #expect(rest.files.map(\.resumedAfter) == [533])
            #expect(rest.total == RowCounts(stored: 467))
            let query = "select row, text, source, culture, language, domain, task from samples order by row"
            #expect(try store.connection.rows(query) == whole.connection.rows(query))
        }
    }
}
