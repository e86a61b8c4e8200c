import Foundation
import LocalFacts
import Readers
import SQLite
import TestSupport
import Testing
import Warehouse

@testable import Ingest

@Suite("Loading")
struct IngestionTests {
    private let folder: TemporaryFolder
    private let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = try Store.create(at: folder.path("store.cultivar"))
    }

    private func ingest(_ arguments: String..., options: (inout IngestOptions) -> Void = { _ in }) throws
        -> IngestResult
    {
        var settings = IngestOptions()
        options(&settings)
        let result = try Ingestion(store: store, options: settings).run(arguments)
        for file in result.files {
            #expect(file.counts.seen == file.counts.stored + file.counts.rejected + file.counts.skipped)
        }
        return result
    }

    private func rows(_ sql: String) throws -> [[SQLValue]] { try store.connection.rows(sql) }

    private func samples() throws -> [[SQLValue]] {
        try rows("select source, language, culture, text, row from samples order by id")
    }

    private let corpus = (1...500).map { number in
        #"{"inputs": "text \#(number)", "dataset_source": "s\#(number % 3)", "culture_tag": "NoCulture", "language": "en", "#
            + #""geolocation_tag": "France; Japan"}"#
    }

    @Test func aFileOfAKnownDataSet() throws {
        let file = try folder.write(corpus.joined(separator: "\n"), to: "a.jsonl")
        let result = try ingest(file)
        #expect(result.files.map(\.profile) == ["culturemarkers"])
        #expect(result.total == RowCounts(stored: 500))
        #expect(try rows("select count(*) from samples") == [[.integer(500)]])
        #expect(
            try rows("select country, sum(n) from countries group by country order by country")
                == [[.text("France"), .integer(500)], [.text("Japan"), .integer(500)]])
        #expect(try rows("select distinct cultural from samples") == [[.integer(0)]])
    }

    @Test func theSameContentIsLoadedOnce() throws {
        let file = try folder.write(corpus.joined(separator: "\n"), to: "a.jsonl")
        _ = try ingest(file)
        let copy = try folder.write(corpus.joined(separator: "\n"), to: "b.jsonl")
        let result = try ingest(copy)
        #expect(result.files.map(\.outcome) == [.alreadyLoaded(as: file, rows: 500)])
        #expect(result.total.seen == 0)
        #expect(try rows("select count(*) from samples") == [[.integer(500)]])
        let other = try folder.write(corpus.reversed().joined(separator: "\n"), to: "c.jsonl")
        #expect(try ingest(other).total.stored == 500)
    }

    @Test func filesOfOneCallWithTheSameContentAreAllLoaded() throws {
        try folder.write(corpus.joined(separator: "\n"), to: "d/a.jsonl")
        try folder.write(corpus.joined(separator: "\n"), to: "d/b.jsonl")
        #expect(try ingest(folder.path("d")).total.stored == 1000)
        #expect(try ingest(folder.path("d")).total.stored == 0)
        try folder.write(corpus.joined(separator: "\n"), to: "d/c.jsonl")
        #expect(try ingest(folder.path("d")).total.stored == 500)
    }

    /// A file that a call names twice was stored twice.
    @Test func aFileNamedTwiceIsLoadedOnce() throws {
        let file = try folder.write(corpus.joined(separator: "\n"), to: "a.jsonl")
        let other = try folder.write(corpus.reversed().joined(separator: "\n"), to: "b.jsonl")
        let result = try Ingestion(store: store, options: IngestOptions()).run([file, file, other, file])
        #expect(result.files.map(\.counts.stored) == [500, 500])
        #expect(result.leftOut.map(\.path) == [file, file])
        #expect(
            try rows("select rows_stored, finished from file")
                == Array(repeating: [.integer(500), .integer(1)], count: 2))
        #expect(try rows("select count(*), count(distinct id) from samples") == [[.integer(1_000), .integer(1_000)]])
    }

    /// A file is begun while the end of the previous one is stored; if it has the same content, it must not be taken
    /// for one whose load was killed.
    @Test func copiesInOneCallAreAllLoaded() throws {
        let text = corpus.joined(separator: "\n")
        let files = try ["a.jsonl", "b.jsonl", "c.jsonl"].map { try folder.write(text, to: $0) }
        let result = try Ingestion(store: store, options: IngestOptions()).run(files)
        #expect(result.files.map(\.counts.stored) == [500, 500, 500])
        #expect(try rows("select count(*), count(distinct id) from samples") == [[.integer(1_500), .integer(1_500)]])
    }

    @Test(arguments: [97, 245, 489, 490, 491])
    func aLoadInPartsGivesTheSameStore(limit: Int) throws {
        let whole = try Store.create(at: folder.path("whole.cultivar"))
        let lines = corpus.enumerated().map { $0 % 50 == 10 ? "{broken" : $1 }
        let file = try folder.write(lines.joined(separator: "\n"), to: "a.jsonl")
        let expected = try Ingestion(store: whole, options: IngestOptions()).run([file])
        #expect(expected.total == RowCounts(stored: 490, rejected: 10))
        var calls = 0
        var total = RowCounts()
        repeat {
            let result = try ingest(file) { $0.limit = Int64(limit) }
            #expect(result.total.stored <= Int64(limit))
            total = total + result.total
            calls += 1
            if result.files.allSatisfy({ $0.outcome != .stoppedAtLimit }) { break }
        } while calls < 1000
        #expect(total == expected.total)
        let query = "select source, language, culture, text, row, dataset from samples order by id"
        #expect(try rows(query) == whole.connection.rows(query))
        let rejects = "select row, reason, excerpt from reject order by row"
        #expect(try rows(rejects) == whole.connection.rows(rejects))
        #expect(try ingest(file).files.map(\.outcome) == [.alreadyLoaded(as: file, rows: 490)])
    }

    @Test func aLimitKeepsRecordsWhole() throws {
        let profile = try folder.write(
            "name: p\ninputs:\n  - files: '*.jsonl'\n    rows: {elements: r}\n    source: '@element'", to: "p.yaml")
        let file = try folder.write(
            #"{"r": ["a", "b"]}"# + "\n" + #"{"r": []}"# + "\n" + #"{"r": ["c", "d", "e"]}"# + "\n" + #"{"r": []}"#,
            to: "a.jsonl")
        let first = try ingest(file) {
            $0.profile = profile
            $0.limit = 1
        }
        #expect(first.total == RowCounts(stored: 2))
        let second = try ingest(file) { $0.profile = profile }
        #expect(second.total == RowCounts(stored: 3, skipped: 2))
        #expect(
            try rows("select source, row from samples order by id").map { $0[0] }
                == ["a", "b", "c", "d", "e"].map(SQLValue.text))
    }

    @Test func aLimitHoldsForAllFilesOfTheCall() throws {
        try folder.write(corpus.prefix(10).joined(separator: "\n"), to: "d/a.jsonl")
        try folder.write(corpus.suffix(10).joined(separator: "\n"), to: "d/b.jsonl")
        let first = try ingest(folder.path("d")) { $0.limit = 7 }
        #expect(first.files.map(\.outcome) == [.stoppedAtLimit])
        #expect(first.leftOut == [LeftOutFile(path: folder.path("d/b.jsonl"), reason: .afterLimit)])
        #expect(first.total.stored == 7)
        let second = try ingest(folder.path("d")) { $0.limit = 8 }
        #expect(second.files.map(\.counts.stored) == [3, 5])
        #expect(try ingest(folder.path("d")).files.map(\.counts.stored) == [0, 5])
        #expect(try rows("select count(*), count(distinct text) from samples") == [[.integer(20), .integer(20)]])
    }

    @Test func everyRowIsAccountedFor() throws {
        let profile = try folder.write(
            "name: p\ninputs:\n  - files: '*.csv'\n    text: t\n    measures: {m: m}", to: "p.yaml")
        let file = try folder.write("t,m\na,1\nb,x\nc\nd,\n\"e\n", to: "a.csv")
        let result = try ingest(file) { $0.profile = profile }
        #expect(result.total.stored == 2)
        #expect(result.total.rejected == 3)
        #expect(result.files[0].reasons["not a number"] == 1)
        #expect(
            try rows("select rows_seen, rows_stored, rows_rejected, rows_skipped from file")
                == [[.integer(5), .integer(2), .integer(3), .integer(0)]])
        #expect(
            try rows("select row, column_name, reason, excerpt from reject where column_name = 'm'")
                == [[.integer(2), .text("m"), .text("not a number"), .text("x")]])
    }

    @Test func filesWithDifferentColumns() throws {
        let one = try folder.write("prompt,country,likes\nhello,France,3\nbye,Peru,4\n", to: "one.csv")
        let two = try folder.write(#"{"text": "x", "lang": "de", "tags": ["a", "b"]}"#, to: "two.jsonl")
        let result = try ingest(one, two)
        #expect(result.total.stored == 3)
        #expect(
            try rows("select text, language, likes from samples order by id") == [
                [.text("hello"), .null, .integer(3)], [.text("bye"), .null, .integer(4)],
                [.text("x"), .text("de"), .null],
            ])
        #expect(try rows("select country from countries order by id") == [[.text("France")], [.text("Peru")]])
    }

    @Test func whatTheCallSaysStandsAboveTheFile() throws {
        let file = try folder.write(corpus.prefix(3).joined(separator: "\n"), to: "a.jsonl")
        let stages = try folder.write("source,stage\nmine,sft\n", to: "stages.csv")
        _ = try ingest(file) {
            $0.source = "mine"
            $0.dataset = "set"
            $0.stagesFile = stages
        }
        #expect(
            try rows("select distinct dataset, source, stage from samples") == [
                [.text("set"), .text("mine"), .text("sft")]
            ])
        let other = try folder.write(corpus.suffix(3).joined(separator: "\n"), to: "b.jsonl")
        _ = try ingest(other) { $0.stage = "reasoning" }
        #expect(try rows("select count(*) from samples where stage = 'reasoning'") == [[.integer(3)]])
    }

    @Test func aFolderWithoutProfileLeavesOutWhatIsNotData() throws {
        try folder.write("a,b\n1,2\n", to: "d/x.csv")
        try folder.write("# hello", to: "d/README.md")
        try folder.write("MIT", to: "d/LICENSE")
        try folder.write("a,b\n1,2\n", to: "d/.hidden.csv")
        let result = try ingest(folder.path("d"))
        #expect(result.files.map(\.path) == [folder.path("d/x.csv")])
        #expect(result.leftOut.map(\.reason) == [.notData, .notData])
    }

    @Test func oneBadFileDoesNotStopTheOthers() throws {
        try folder.write(corpus.prefix(5).joined(separator: "\n"), to: "d/a.jsonl")
        try Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2]).write(
            to: URL(fileURLWithPath: folder.path("d/b.jsonl.gz")))
        try folder.write(corpus.suffix(5).joined(separator: "\n"), to: "d/c.jsonl")
        let profile = try folder.write("name: p\ninputs:\n  - files: '*.jsonl*'\n    text: inputs", to: "p.yaml")
        let result = try ingest(folder.path("d")) { $0.profile = profile }
        #expect(result.total.stored == 10)
        guard case .failed(let reason) = result.files[1].outcome else {
            Issue.record("b.jsonl.gz was loaded")
            return
        }
        #expect(reason.contains("b.jsonl.gz"))
    }

    @Test func whatIsNotThere() throws {
        #expect(throws: IngestError.notFound("nothing.csv")) { try ingest("nothing.csv") }
        let file = try folder.write("a\n1\n", to: "a.csv")
        try folder.write("a\n1\n", to: "d/b.csv")
        #expect(throws: IngestError.nothingInProfile("dpi-text", files: 1)) {
            try ingest(folder.path("d")) { $0.profile = "dpi-text" }
        }
        #expect(throws: ProfileError.self) { try ingest(file) { $0.profile = "unknown" } }
    }

    @Test func aPatternNamesFiles() throws {
        try folder.write("prompt\nx\n", to: "d/1.csv")
        try folder.write("prompt\ny\n", to: "d/2.csv")
        try folder.write("prompt\nz\n", to: "d/e/3.csv")
        #expect(try ingest(folder.path("d/*.csv")).total.stored == 2)
        #expect(try InputFile.files(for: [folder.path("d/**/*.csv")]).map(\.path).count == 3)
    }

    @Test func whatSomeoneSetForASourceStands() throws {
        try store.setStages(["Aya": "mine"])
        let file = try folder.write(corpus.prefix(2).joined(separator: "\n"), to: "a.jsonl")
        _ = try ingest(file)
        #expect(try rows("select stage from source_stage where source = 'Aya'") == [[.text("mine")]])
        #expect(try rows("select stage from source_stage where source = 'CulturaX'") == [[.text("pretraining")]])
    }

    @Test func progressIsToldAfterEachBatch() throws {
        let file = try folder.write(corpus.joined(separator: "\n"), to: "a.jsonl")
        var seen: [IngestProgress] = []
        _ = try Ingestion(store: store, options: IngestOptions()) { seen.append($0) }.run([file])
        #expect(seen.last?.rows == 500)
        #expect(seen.last?.bytesRead == seen.last?.bytesTotal)
    }
}
