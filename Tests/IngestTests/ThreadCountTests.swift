import Foundation
import LocalFacts
import Readers
import SQLite
import TestSupport
import Testing
import Warehouse

@testable import Ingest

/// The store does not tell how many threads wrote it.
@Suite struct ThreadCountTests {
    private static let words = ["CulturaX", "Aya", "Dolci-SFT", "ü漢字", "a \"quoted\" one", ""]

    private func jsonLines(_ rowCount: Int, seed: UInt64) -> [String] {
        var generator = SeededGenerator(seed: seed)
        return (0..<rowCount).map { row in
            if generator.chance(1, in: 400) { return "{broken" }
            let source = Self.words.randomElement(using: &generator) ?? ""
            let quoted = source.replacing("\"", with: "\\\"")
            let text = String(repeating: "text \(row) ", count: Int.random(in: 0...20, using: &generator))
            let likes = generator.chance(1, in: 300) ? "\"many\"" : String(row % 97)
            let tags = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                "\"t\(Int.random(in: 0...50, using: &generator))\""
            }
            return
                #"{"text": "\#(text)", "source": "\#(quoted)", "likes": \#(likes), "tags": [\#(tags.joined(separator: ","))]}"#
        }
    }

    /// Records of several lines, blank lines, and records of too few cells.
    private func csv(_ rowCount: Int, seed: UInt64) -> [String] {
        var generator = SeededGenerator(seed: seed)
        return ["text,source,likes,tags"]
            + (0..<rowCount).map { row in
                if generator.chance(1, in: 400) { return "too,few" }
                let source = Self.words.randomElement(using: &generator) ?? ""
                let quoted = source.contains("\"") ? "\"\(source.replacing("\"", with: "\"\""))\"" : source
                let count = Int.random(in: 0...20, using: &generator)
                let text = String(repeating: "text, \(row)\n", count: count)
                let likes = generator.chance(1, in: 300) ? "many" : String(row % 97)
                let blank = generator.chance(1, in: 50) ? "\n\n" : ""
                return "\"\(text)\",\(quoted),\(likes),t\(Int.random(in: 0...50, using: &generator))\(blank)"
            }
    }

    private static let profile = """
        name: test
        title: Test
        inputs:
          - files: ["*.jsonl"]
            text: text
            source: source
            tags: {topics: {path: tags, each: topic}}
            measures: {likes: {path: likes}}
          - files: ["*.csv"]
            text: text
            source: source
            tags: {topics: tags}
            measures: {likes: {path: likes}}
        """

    /// Everything that a load wrote, except its times.
    private func content(_ store: Store) throws -> [[SQLValue]] {
        let tables = ["segment", "text_block", "dictionary_value", "row_group", "reject", "skipped"]
        let file = """
            select path, content_sha256, rows_seen, rows_stored, rows_rejected, rows_skipped, records_read, finished
            from file
            """
        return try tables.flatMap { try store.connection.rows("select * from \($0) order by 1, 2, 3") }
            + store.connection.rows(file)
    }

    @Test(arguments: ["a.jsonl", "a.csv"])
    func anyNumberOfThreadsWritesTheSameStore(_ name: String) throws {
        let folder = try TemporaryFolder()
        let records = name == "a.csv" ? csv(40_000, seed: 4) : jsonLines(40_000, seed: 3)
        let file = try folder.write(records.joined(separator: "\n"), to: name)
        let profile = try folder.write(Self.profile, to: "p.yaml")
        var stores: [[[SQLValue]]] = []
        for threadCount in [1, 2, 5] {
            let store = try Store.create(at: folder.path("\(threadCount)"))
            var options = IngestOptions()
            options.threadCount = threadCount
            options.profile = profile
            let result = try Ingestion(store: store, options: options).run([file])
            #expect(result.total.rejected > 100)
            #expect(result.total.seen == 40_000)
            #expect(try store.check().problems == [])
            stores.append(try content(store))
        }
        #expect(stores[0] == stores[1])
        #expect(stores[0] == stores[2])
    }

    @Test func anOpenQuoteTellsItsLineInTheFile() throws {
        let folder = try TemporaryFolder()
        let rows = (0..<30_000).map { "\"\(String(repeating: "x", count: 100))\n\",\($0)\n" }.joined()
        let file = try folder.write("prompt,likes\n" + rows + "\"open\n2,3\n", to: "a.csv")
        let store = try Store.create(at: folder.path("s"))
        let result = try Ingestion(store: store, options: IngestOptions()).run([file])
        #expect(result.total == RowCounts(stored: 30_001, rejected: 1))
        #expect(
            try store.connection.rows("select row, line, column_name, reason from reject") == [
                [
                    .integer(30_001), .integer(60_002), .text("prompt"),
                    .text("\(RejectReason.unterminatedQuote(line: 60_002))"),
                ]
            ])
    }

    @Test func rejectsHaveTheirPlaceInTheFile() throws {
        let folder = try TemporaryFolder()
        let lines = (0..<30_000).map { row in
            row % 1000 == 500
                ? "{broken \(row)" : row % 1000 == 501 ? "" : "{\"text\": \"\(String(repeating: "x", count: 150))\"}"
        }
        let file = try folder.write(lines.joined(separator: "\n"), to: "a.jsonl")
        let store = try Store.create(at: folder.path("s"))
        let result = try Ingestion(store: store, options: IngestOptions()).run([file])
        #expect(result.total == RowCounts(stored: 30_000 - 60, rejected: 30))
        var expected: [[SQLValue]] = []
        var offset = 0
        var record = 0
        for (index, line) in lines.enumerated() {
            if !line.isEmpty { record += 1 }
            if line.hasPrefix("{broken") {
                expected.append([
                    .integer(Int64(record)), .integer(Int64(index + 1)), .integer(Int64(offset)), .text(line),
                ])
            }
            offset += line.utf8.count + 1
        }
        #expect(try store.connection.rows("select row, line, byte_offset, excerpt from reject order by id") == expected)
    }
}
