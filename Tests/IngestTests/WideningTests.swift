import Foundation
import LocalFacts
import Readers
import SQLite
import TestSupport
import Testing
import Warehouse

@testable import Ingest

/// Columns guessed from the first rows of a file are widened if later rows, files or calls need it.
@Suite("Widening what was guessed")
struct WideningTests {
    private struct Loaded {
        var store: Store
        var result: IngestResult

        func rows(_ sql: String) throws -> [[SQLValue]] { try store.connection.rows(sql) }
        var columns: ColumnAccount { result.files.last?.columns ?? ColumnAccount() }
    }

    /// Loads files, given by name and text, in as many calls as there are lists of them.
    private func load(_ calls: [(name: String, text: String)]..., profile: String? = nil) throws -> Loaded {
        let folder = try TemporaryFolder()
        let store = try Store.create(at: folder.path("s.sqlite"))
        var result = IngestResult()
        for call in calls {
            let files = try call.map { try folder.write($0.text, to: $0.name) }
            result = try Ingestion(store: store, options: IngestOptions()).run(files)
            for file in result.files { #expect(file.outcome == .loaded) }
        }
        #expect(try store.check().problems == [])
        return Loaded(store: store, result: result)
    }

    private func lines(_ first: String, _ count: Int = 1_100, then last: String, _ lastCount: Int = 5) -> String {
        String(repeating: first + "\n", count: count) + String(repeating: last + "\n", count: lastCount)
    }

    // MARK: - Fields that come late

    @Test(arguments: ["f.jsonl", "f.json", "f.csv", "array.jsonl", "data.json", "sep.csv", "above.csv"])
    func aFieldWhoseFirstValueComesAfterTheFirstRowsIsNotDropped(_ name: String) throws {
        var text = lines(#"{"text": "a"}"#, then: #"{"text": "b", "country": "Kenya", "score": 2}"#)
        if name.hasSuffix("json") || name == "array.jsonl" {
            text = "[" + text.dropLast().split(separator: "\n").joined(separator: ",\n") + "]"
        }
        if name == "data.json" { text = "{\"data\": \(text), \"count\": 1105}" }
        if name.hasSuffix("csv") { text = "text,country,score\n" + lines("a,,", then: "b,Kenya,2") }
        if name == "sep.csv" { text = "sep=;\n" + text.replacing(",", with: ";") }
        if name == "above.csv" { text = "# A title\n\n" + text }
        let loaded = try load([(name, text)])
        #expect(try loaded.rows("select sum(n) from countries where country = 'Kenya'") == [[5]])
        #expect(try loaded.rows("select count(*), count(score), sum(score) from samples") == [[1105, 5, 10]])
        #expect(loaded.columns.changes.map(\.column).sorted() == ["places", "score"])
        #expect(loaded.columns.changes.allSatisfy { $0.from == nil && $0.record == 1101 })
    }

    @Test func fieldsOfAnObjectThatWasNullBeforeAreColumns() throws {
        let loaded = try load([
            (
                "f.jsonl",
                lines(#"{"text": "a", "meta": null}"#, then: #"{"text": "b", "meta": {"lang": "sw", "size": 3}}"#)
            )
        ])
        #expect(try loaded.rows("select count(language), sum(size) from samples") == [[5, 15]])
    }

    @Test func aValueInPlaceOfAnObjectIsKept() throws {
        let loaded = try load([
            ("f.jsonl", lines(#"{"text": "a", "geo": {"lat": 1.5}}"#, then: #"{"text": "b", "geo": "home"}"#))
        ])
        #expect(try loaded.rows("select count(*) from samples where geo = 'home'") == [[5]])
        #expect(try loaded.rows("select count(lat) from samples") == [[1100]])
    }

    private static let inParts = [
        #"{"prompt": "one"}"#, #"{"prompt": {"text": "two"}}"#, #"{"prompt": ["three", "four"]}"#,
        #"{"prompt": [{"type": "text", "text": "five"}, {"type": "image", "url": "u"}, "six"]}"#,
        #"{"prompt": {"parts": ["seven"]}}"#, #"{"prompt": null}"#,
    ]

    @Test(arguments: [0, 1_100])
    func aStringOrItsPartsAreOneText(_ stringsBefore: Int) throws {
        let before = String(repeating: #"{"prompt": "plain"}"# + "\n", count: stringsBefore)
        let loaded = try load([("f.jsonl", before + Self.inParts.joined(separator: "\n"))])
        #expect(
            try loaded.rows("select text from samples where text is not 'plain' order by id")
                == [["one"], ["two"], ["three\nfour"], ["five\nsix"], ["seven"], [.null]])
        #expect(try loaded.rows("select count(*) from samples") == [[.integer(Int64(stringsBefore) + 6)]])
    }

    @Test func messagesKeepTheirOrderWhereSomeAreInParts() throws {
        let messages = #"{"role": "user", "content": [{"type": "text", "text": "What?"}]}"#
        let answer = #"{"role": "assistant", "content": "That."}"#
        let text = [answer, answer, "\(messages), \(answer)"].map { "{\"messages\": [\($0)]}" }
        let loaded = try load([("f.jsonl", text.joined(separator: "\n"))])
        #expect(try loaded.rows("select text from samples order by id") == [["That."], ["That."], ["What?\nThat."]])
    }

    @Test func aLateFieldOfASecondCallIsKept() throws {
        let loaded = try load(
            [("a.jsonl", #"{"text": "a", "country": "Peru"}"#)],
            [("b.jsonl", lines(#"{"text": "a"}"#, then: #"{"text": "b", "country": "Kenya"}"#))])
        #expect(
            try loaded.rows("select country, sum(n) from countries group by country order by country")
                == [["Kenya", 5], ["Peru", 1]])
    }

    // MARK: - Values of another kind

    @Test func numbersThatBecomeWordsStayAsTheyAreWritten() throws {
        let loaded = try load([("f.csv", "text,version\n" + lines("a,1.10", then: "b,1.2.3"))])
        #expect(
            try loaded.rows("select version, count(*) from samples group by 1 order by 1")
                == [["1.10", 1100], ["1.2.3", 5]])
        #expect(loaded.columns.changes == [.init(column: "version", from: "real", to: "tag", record: 1101)])
    }

    @Test func aLeadingZeroAfterTheFirstRowsIsKept() throws {
        let loaded = try load([("f.csv", "text,postcode\n" + lines("a,94107", then: "b,01220"))])
        #expect(
            try loaded.rows("select postcode, count(*) from samples group by 1 order by 1")
                == [["01220", 5], ["94107", 1100]])
    }

    @Test(arguments: [
        ["18446744073709551615", "18446744073709551614", "18446744073709551613"],
        ["9007199254740993", "9007199254740992", "0.5"], ["-9223372036854775809", "-9223372036854775810", "1"],
    ])
    func largeIntegersDoNotLoseDigits(_ numbers: [String]) throws {
        let text = numbers.map { "{\"text\": \"a\", \"hash\": \($0)}" }.joined(separator: "\n")
        let loaded = try load([("f.jsonl", text)])
        #expect(try loaded.rows("select hash from samples order by id") == numbers.map { [.text($0)] })
        // The same where the guess was made before they came.
        let late = try load([("f.jsonl", lines(#"{"text": "a", "hash": 7}"#, then: text, 1))])
        #expect(
            try late.rows("select hash from samples where hash <> '7' order by id")
                == numbers.filter { $0 != "7" }.map { [.text($0)] })
    }

    @Test(arguments: [
        "NA", "N/A", "n/a", "nan", "NaN", "-nan", "null", "NULL", "None", "inf", "-inf", "Infinity", "#N/A", "<NA>",
        " NA ",
    ])
    func aWordForNoValueLeavesAColumnOfNumbers(_ word: String) throws {
        let early = try load([("f.csv", "text,score\na,1\nb,2\nc,\(word)\nd,3\ne,3\n")])
        #expect(try early.rows("select avg(score), count(score), count(*) from samples") == [[2.25, 4, 5]])
        #expect(early.columns.missingWords == ["score": 1])
        let late = try load([("f.csv", "text,score\n" + lines("a,1", then: "b,\(word)"))])
        #expect(try late.rows("select avg(score), count(score), count(*) from samples") == [[1.0, 1100, 1105]])
        #expect(late.columns.changes == [] && late.columns.missingWords == ["score": 5])
    }

    @Test func aWordAmongWordsIsNoMissingValue() throws {
        let loaded = try load([("f.csv", "text,kind\n" + lines("a,none", then: "b,hate"))])
        #expect(
            try loaded.rows("select kind, count(*) from samples group by 1 order by 1") == [
                ["hate", 5], ["none", 1100],
            ])
    }

    @Test func severalValuesAfterTheFirstRowsMakeAColumnOfSeveral() throws {
        let loaded = try load([
            (
                "f.jsonl",
                lines(
                    #"{"text": "a", "kind": "x", "lang": "en"}"#,
                    then: #"{"text": "b", "kind": ["x", "y"], "lang": ["en", "fr"]}"#)
            )
        ])
        #expect(
            try loaded.rows("select kind_value, sum(n) from kind group by 1 order by 1") == [["x", 1105], ["y", 5]])
        #expect(
            try loaded.rows("select language, sum(n) from languages group by 1 order by 1") == [
                ["en", 1105], ["fr", 5],
            ])
    }

    // MARK: - Each kind after each other

    private static let literals: [(kind: String, values: [String])] = [
        ("integers", ["1", "2", "30"]), ("decimals", ["0.5", "1.25", "-3.75"]),
        ("large", ["18446744073709551615", "9007199254740993"]), ("booleans", ["true", "false"]),
        ("codes", ["\"007\"", "\"01220\""]), ("words", ["\"red\"", "\"blue\""]),
        ("lists", ["[\"p\", \"q\"]", "[\"r\"]"]),
        ("texts", ["\"\(String(repeating: "long ", count: 60))\""]), ("nulls", ["null"]),
    ]

    /// The texts that a value may be read back as.
    private func readings(of literal: String) -> Set<String?> {
        // A column of several values has an empty list where there is no value.
        if literal == "null" { return [nil, "[]"] }
        if literal == "true" { return ["true", "1", "1.0", "[\"true\"]"] }
        if literal == "false" { return ["false", "0", "0.0", "[\"false\"]"] }
        if literal.first == "[" { return [literal.replacing(" ", with: ""), "p\nq", "r"] }
        let bare = literal.replacing("\"", with: "")
        return [bare, "\(bare).0", "[\"\(bare)\"]"]
    }

    private func expectAll(_ loaded: Loaded, _ written: [String], _ comment: Comment) throws {
        let read = try loaded.rows("select x from samples order by id").map { $0[0] }
        #expect(read.count == written.count, comment)
        for (value, literal) in zip(read, written) {
            let text: String? =
                switch value {
                case .null: nil
                case .integer(let integer): "\(integer)"
                case .real(let real): "\(real)"
                case .text(let text): text
                case .blob: "a blob"
                }
            if !readings(of: literal).contains(text) {
                Issue.record("\(comment): \(literal) was read back as \(text ?? "null")")
                return
            }
        }
    }

    @Test(arguments: literals.indices) func noValueIsLostWhateverCameBefore(_ first: Int) throws {
        let (kind, values) = Self.literals[first]
        let filler = (0..<1_020).map { values[$0 % values.count] }
        for (otherKind, others) in Self.literals where otherKind != kind || kind == "lists" {
            let written = filler + others
            let comment = Comment(rawValue: "\(kind), then \(otherKind)")
            func text(_ values: [String]) -> String {
                values.enumerated().map { "{\"text\": \"t\($0 % 7)\", \"y\": 1, \"x\": \($1)}\n" }.joined()
            }
            if written.allSatisfy({ $0 == "null" }) { continue }
            try expectAll(load([("a.jsonl", text(written))]), written, comment)
            let short = Array(filler.prefix(30)) + others
            let parts = [("a.jsonl", text(Array(filler.prefix(30)))), ("b.jsonl", text(others))]
            try expectAll(load(parts), short, comment)
            try expectAll(load([parts[0]], [parts[1]]), short, comment)
        }
    }

    // MARK: - Columns of the store

    @Test func storedValuesAreWrittenAgain() throws {
        let loaded = try load(
            [("a.jsonl", (0..<50).map { "{\"text\": \"t\", \"s\": \($0 % 5)}\n" }.joined())],
            [("b.jsonl", #"{"text": "u", "s": "many"}"#)])
        #expect(try loaded.rows("select count(distinct s), min(s), max(s) from samples") == [[6, "0", "many"]])
        let widened = try #require(loaded.columns.widened.first)
        #expect((widened.name, widened.from, widened.to, widened.rewrittenRows) == ("s", .integer, .text, 50))
    }

    @Test func cubesOfAWidenedColumnAreGone() throws {
        let tags = (0..<60).map { "{\"text\": \"t\", \"source\": \"s\", \"s\": \"k\($0 % 3)\"}\n" }.joined()
        let loaded = try load([("a.jsonl", tags)], [("b.jsonl", #"{"text": "u", "source": "s", "s": ["k1", "k9"]}"#)])
        #expect(
            try loaded.rows("select s_value, sum(n) from s group by 1 order by 1")
                == [["k0", 20], ["k1", 21], ["k2", 20], ["k9", 1]])
        #expect(try loaded.rows("select source, count(*) from samples group by 1") == [["s", 61]])
    }

    @Test func aColumnThatAProfileDescribesKeepsItsKind() throws {
        let folder = try TemporaryFolder()
        let store = try Store.create(at: folder.path("s.sqlite"))
        let profile = try folder.write(
            """
            name: p
            inputs:
              - files: "*.jsonl"
                text: text
                measures: {score: score}
            """, to: "p.yaml")
        var options = IngestOptions()
        options.profile = profile
        let first = try folder.write(
            "{\"text\": \"a\", \"score\": 1}\n{\"text\": \"a\", \"score\": \"x\"}\n", to: "a.jsonl")
        let result = try Ingestion(store: store, options: options).run([first])
        #expect(result.total == RowCounts(stored: 1, rejected: 1))
        let second = try folder.write("{\"text\": \"b\", \"score\": \"high\"}\n", to: "b.jsonl")
        let other = try Ingestion(store: store, options: IngestOptions()).run([second])
        #expect(other.total.stored == 1)
        #expect(
            try store.connection.rows("select score, score_value from samples order by id") == [
                [1, nil], [nil, "high"],
            ])
    }

    @Test func fieldsThatBecomeNoColumnAreNamed() throws {
        let names = (0..<(MappingProposal.mostColumns + 3)).map { "c\($0)" }
        let text = names.joined(separator: ",") + "\n" + names.map { _ in "1" }.joined(separator: ",") + "\n"
        let loaded = try load([("f.csv", text)])
        #expect(loaded.columns.leftOut.map(\.field) == Array(names.suffix(3)))
        #expect(try loaded.store.fieldNotes().map(\.note.field) == Array(names.suffix(3)))
        #expect(try loaded.rows("select sum(c0 + c100) from samples") == [[2]])
    }

    @Test(arguments: ["segment", "language_names", "iso2s", "file", "countries"])
    func aListMayHaveTheNameOfATable(_ name: String) throws {
        let loaded = try load([("f.jsonl", "{\"text\": \"a\", \"\(name)\": [\"a\", \"b\"], \"z\": [\"q\"]}\n")])
        #expect(loaded.result.total.stored == 1)
    }

    @Test func recordsBeforeARevisionAreCountedOnce() throws {
        let text =
            lines(#"{"text": "a", "x": 1}"#, then: "not JSON", 1) + lines("", 0, then: #"{"text": "b", "x": "w"}"#)
        let loaded = try load([("f.jsonl", text)])
        #expect(loaded.result.total == RowCounts(stored: 1105, rejected: 1))
        #expect(try loaded.rows("select count(*) from reject") == [[1]])
        #expect(try loaded.rows("select count(*), sum(rows_seen), sum(rows_stored) from file") == [[1, 1106, 1105]])
    }

    @Test(arguments: [1, 2, 3]) func theStoreIsTheSameWhateverTheThreads(_ threads: Int) throws {
        let folder = try TemporaryFolder()
        let store = try Store.create(at: folder.path("s.sqlite"))
        let text = (0..<40_000).map { "{\"text\": \"t\($0 % 9)\", \"x\": \($0 == 39_990 ? "\"w\"" : "\($0 % 4)")}\n" }
        let file = try folder.write(text.joined(), to: "f.jsonl")
        var options = IngestOptions()
        options.threadCount = threads
        let result = try Ingestion(store: store, options: options).run([file])
        #expect(result.total == RowCounts(stored: 40_000))
        #expect(
            try store.connection.rows("select x, count(*) from samples group by 1 order by 1")
                == [["0", 10_000], ["1", 10_000], ["2", 9_999], ["3", 10_000], ["w", 1]])
        #expect(try store.check().problems == [])
    }

    @Test func aLoadThatWasStoppedGoesOnWithAWiderColumn() throws {
        let folder = try TemporaryFolder()
        let store = try Store.create(at: folder.path("s.sqlite"))
        let file = try folder.write(
            lines(#"{"text": "a", "x": 1}"#, 3_000, then: #"{"text": "b", "x": "w"}"#), to: "f.jsonl")
        var options = IngestOptions()
        options.limit = 2_000
        #expect(try Ingestion(store: store, options: options).run([file]).total.stored == 2_000)
        let rest = try Ingestion(store: store, options: IngestOptions()).run([file])
        #expect(rest.total.stored == 1_005)
        #expect(
            try store.connection.rows("select x, count(*) from samples group by 1 order by 1") == [
                ["1", 3_000], ["w", 5],
            ])
        #expect(try store.check().problems == [])
    }

    @Test func aStreamIsReadFromItsBeginningAgain() throws {
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let folder = try TemporaryFolder()
        let file = folder.path("bytes")
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        let stream = RereadableStream(try FileSource(path: file))
        func read(_ source: any ByteSource, _ count: Int) throws -> [UInt8] {
            var read: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 100_003)
            while read.count < count {
                let more = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
                if more == 0 { break }
                read += buffer[..<more]
            }
            return read
        }
        _ = try read(stream.open(), 1_000_000)
        #expect(try read(stream.open(), .max) == bytes)
        #expect(try read(stream.open(), .max) == bytes)
    }
}
