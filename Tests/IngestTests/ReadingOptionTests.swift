import Foundation
import LocalFacts
import Readers
import TestSupport
import Testing
import Warehouse

@testable import Ingest

/// What a call or a profile says of how files are written.
@Suite struct ReadingOptionTests {
    private let folder: TemporaryFolder
    private let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = try Store.create(at: folder.path("store.sqlite"))
    }

    private func ingest(_ path: String, _ reading: ReadingOverride = ReadingOverride(), profile: String? = nil) throws
        -> FileResult
    {
        var options = IngestOptions()
        options.reading = reading
        options.profile = profile
        return try #require(try Ingestion(store: store, options: options).run([path]).files.first)
    }

    private var texts: [String?] {
        get throws { try store.connection.rows("select text from samples order by id").map { $0[0].text } }
    }

    @Test func callSaysHowCSVIsWritten() throws {
        let text = "one\ntwo\nthree\ntext||language\n% comment\n\"He said %\"hi%\"\"||en\nbye||fr\n"
        let file = try folder.write(text, to: "a.csv")
        var reading = ReadingOverride()
        reading.skip = 3
        reading.separator = Array("||".utf8)
        reading.comment = Array("% ".utf8)
        reading.escape = UInt8(ascii: "%")
        let result = try ingest(file, reading)
        #expect(result.counts == RowCounts(stored: 2))
        #expect(try texts == ["He said \"hi\"", "bye"])
    }

    @Test func profileSaysHowCSVIsWritten() throws {
        let profile = """
            name: mine
            inputs:
              - files: "*.csv"
                format: {kind: csv, separator: "||", skip: 1, comment: "//", escape: '\\', encoding: latin-1}
                text: text
                language: language
            """
        let path = try folder.write(profile, to: "mine.yaml")
        let file = folder.path("a.csv")
        try Data("title\ntext||language\n// none\ncaf".utf8 + [0xE9] + "||fr\n\"a \\\"b\\\"\"||en\n".utf8)
            .write(to: URL(fileURLWithPath: file))
        #expect(try ingest(file, profile: path).counts == RowCounts(stored: 2))
        #expect(try texts == ["café", "a \"b\""])
    }

    @Test func amendmentsAreCounted() throws {
        let json = try folder.write(
            "{\"text\":\"a \\ud83d\",\"score\":NaN}\n{\"text\":\"b\",\"score\":-Infinity}\n{\"text\":\"c\",\"score\":1.5}\n",
            to: "a.jsonl")
        let result = try ingest(json)
        #expect(result.counts == RowCounts(stored: 3))
        #expect(result.amendments == [.nonFiniteNumber: 2, .halfSurrogatePair: 1])
        #expect(try store.connection.rows("select sum(score) from samples") == [[.real(1.5)]])
    }

    @Test func splitsOfOneObjectAreRecords() throws {
        let text = """
            {"train": [{"text": "a", "country": "Kenya"}], "test": [{"text": "b", "country": "Peru"}, {"text": "c"}]}
            """
        let result = try ingest(try folder.write(text, to: "a.json"))
        #expect(result.counts == RowCounts(stored: 3))
        #expect(try texts == ["a", "b", "c"])
    }

    @Test func ownTablesKeepRaggedRecords() throws {
        let file = try folder.write("title\n\na;b\n1;2\n3\n4;5;6\n7;8;\n", to: "a.csv")
        let account = try OwnTable(parsing: "t=\(file)").load(into: store)
        #expect(account.columns.map(\.name) == ["a", "b", "column_3"])
        #expect(account.seen == 4 && account.stored == 4)
        #expect(account.amendments == [.missingCells: 1, .surplusCells: 1, .surplusEmptyCells: 1])
        #expect(
            try store.connection.rows("select * from t order by rowid") == [
                [.integer(1), .integer(2), .null], [.integer(3), .null, .null],
                [.integer(4), .integer(5), .integer(6)], [.integer(7), .integer(8), .null],
            ])
    }

    /// Regression: one empty file of a set was an error for all of them.
    @Test func emptyFilesAmongOthersOfAnOwnTable() throws {
        let empty = try folder.write("", to: "parts/part-0.csv")
        _ = try folder.write("a,b\n1,2\n", to: "parts/part-1.csv")
        _ = try folder.write("\n\n", to: "parts/part-2.csv")
        let account = try OwnTable(parsing: "t=\(folder.path("parts"))").load(into: store)
        #expect(account.columns.map(\.name) == ["a", "b"] && account.stored == 1 && account.emptyFiles == 2)
        #expect(account.lines.contains("  2 empty files: no header names columns"))
        #expect(throws: ReadError.noHeader(file: empty)) { try OwnTable(parsing: "n=\(empty)").load(into: store) }
    }

    @Test func encodingWithoutAMarkIsNamed() throws {
        let file = folder.path("a.csv")
        try Data("text,language\nhello world,en\n".utf8.flatMap { [$0, 0] }).write(to: URL(fileURLWithPath: file))
        guard case .failed(let reason) = try ingest(file).outcome else {
            Issue.record("UTF-16 was read as UTF-8")
            return
        }
        #expect(reason.contains("--encoding utf-16le"))
        var reading = ReadingOverride()
        reading.encoding = .utf16LittleEndian
        #expect(try ingest(file, reading).counts == RowCounts(stored: 1))
        #expect(try texts == ["hello world"])
    }

    @Test(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
    func compressionBombsAreLeftWhereTheCallSaysSo() throws {
        let file = folder.path("a.jsonl.gz")
        _ = try PythonEnvironment.run(
            "import gzip,sys; gzip.open(sys.argv[1],'wb').write(b'\\n' * (40 << 20))", [file])
        var reading = ReadingOverride()
        reading.maximumRatio = 100
        guard case .failed(let reason) = try ingest(file, reading).outcome else {
            Issue.record("a bomb was read")
            return
        }
        #expect(reason.contains("--max-ratio"))
    }
}
