import TestSupport
import Testing

@testable import Evaluation

/// Files as people have them, good and bad.
@Suite struct BenchmarkFileTests {
    private let folder: TemporaryFolder
    private let task = BenchmarkTask(
        name: "t", labels: ["NOT", "OFF"], spellings: ["1": "OFF"], mapping: ReplyMapping(rules: []))

    init() throws { folder = try TemporaryFolder() }

    private func read(_ text: String, _ name: String = "b.jsonl", task: BenchmarkTask? = nil) throws -> Benchmark {
        try Benchmark(path: folder.write(text, to: name), task: task ?? self.task)
    }

    @Test func eachTextField() throws {
        let rows = try read(
            """
            {"data": "a", "label": "OFF"}
            {"label": "NOT", "tweet": "b"}
            {"comment": "c", "label": "OFF", "other": [1, {"x": 2}]}
            """)
        #expect(rows.rows.map(\.text) == ["a", "b", "c"])
        #expect(rows.rows.map(\.gold) == [.label(1), .label(0), .label(1)])
        #expect(rows.rows.map(\.number) == [1, 2, 3])
        #expect(rows.textFields == ["data", "tweet", "comment"])
        #expect(rows.prompts.map(\.row) == [1, 2, 3])
    }

    @Test func severalObjectsOnOneLine() throws {
        let rows = try read(
            "{\"data\": \"a\", \"label\": \"OFF\"}{\"data\": \"b\", \"label\": \"NOT\"}\n{\"data\": \"c\", \"label\": \"OFF\"}\n"
        )
        #expect(rows.rows.map(\.text) == ["a", "b", "c"])
        #expect(rows.rejects.isEmpty)
    }

    /// U+0085, U+2028 and a carriage return in a string end no line; CRLF does.
    @Test func lineBreaksOfUnicode() throws {
        let rows = try read(
            "{\"data\": \"a\u{85}b\u{2028}c\", \"label\": \"OFF\"}\r\n{\"data\": \"d\\re\", \"label\": \"NOT\"}\r\n")
        #expect(rows.rows.map(\.text) == ["a\u{85}b\u{2028}c", "d\re"])
        #expect(rows.rows.map(\.gold) == [.label(1), .label(0)])
    }

    @Test func labelsInTheirSpellings() throws {
        let rows = try read(
            """
            {"data": "a", "label": " OFF "}
            {"data": "b", "label": 1}
            {"data": "c", "label": 1.0}
            {"data": "d", "label": "1"}
            {"data": "e", "label": ""}
            {"data": "f", "label": "  "}
            {"data": "g", "label": null}
            {"data": "h"}
            {"data": "i", "label": "off"}
            {"data": "j", "label": "\u{A0}"}
            """)
        #expect(
            rows.rows.map(\.gold) == [
                .label(1), .label(1), .label(1), .label(1), .blank, .blank, .blank, .blank, .unlisted("off"), .blank,
            ])
    }

    @Test func recordsThatAreBroken() throws {
        let rows = try read(
            "{\"data\": \"a\", \"label\": \"OFF\"}\n{\"data\": \"b\", \"label\": \n{\"data\": \"c\", \"label\": \"NOT\"}\n[1]\n"
        )
        #expect(rows.rows.map(\.text) == ["a", "c"])
        #expect(!rows.rejects.isEmpty)
        // Every record has its number, read or not.
        #expect(rows.rows.last?.number ?? 0 > 2)
    }

    @Test(arguments: ["", "\n\n", "  \n"])
    func emptyFiles(text: String) throws {
        let path = try folder.write(text, to: "empty.jsonl")
        #expect(throws: EvaluationError.noRecords(file: path)) { try Benchmark(path: path, task: task) }
    }

    @Test func emptyTable() throws {
        let path = try folder.write("", to: "empty.csv")
        #expect(throws: EvaluationError.noRecords(file: path)) { try Benchmark(path: path, task: task) }
    }

    @Test func nothingReadable() throws {
        let path = try folder.write("{\"data\": \n{\"data\" 3}\n", to: "bad.jsonl")
        let error = #expect(throws: EvaluationError.self) { try Benchmark(path: path, task: task) }
        guard case .nothingReadable(path, _, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func labelsThatDoNotOccur() throws {
        let path = try folder.write(
            "{\"data\": \"a\", \"label\": \"HS\"}\n{\"data\": \"b\", \"label\": \"NOT_HS\"}\n{\"data\": \"b\", \"label\": \"\"}\n",
            to: "hs.jsonl")
        let wanted = EvaluationError.labelsDoNotOccur(
            file: path, task: "t", labels: ["NOT", "OFF"], found: ["HS", "NOT_HS"])
        #expect(throws: wanted) { try Benchmark(path: path, task: task) }
        #expect(wanted.description.contains("“NOT_HS”"))
        let blank = try folder.write("{\"data\": \"a\", \"label\": \"\"}\n", to: "blank.jsonl")
        #expect(
            throws: EvaluationError.labelsDoNotOccur(
                file: blank, task: "t", labels: ["NOT", "OFF"], found: ["(blank)"])
        ) { try Benchmark(path: blank, task: task) }
    }

    @Test func fieldsThatAreNotThere() throws {
        let noText = try folder.write("{\"body\": \"a\", \"label\": \"OFF\"}\n", to: "1.jsonl")
        #expect(
            throws: EvaluationError.noText(
                file: noText, task: "t", wanted: ["data", "tweet", "comment"], found: ["body", "label"])
        ) { try Benchmark(path: noText, task: task) }
        let noLabel = try folder.write("{\"data\": \"a\", \"class\": \"OFF\"}\n", to: "2.jsonl")
        #expect(
            throws: EvaluationError.noLabelField(file: noLabel, task: "t", wanted: "label", found: ["data", "class"])
        ) { try Benchmark(path: noLabel, task: task) }
    }

    @Test func otherFormats() throws {
        let table = try read("data,label\n\"a, b\",OFF\nc,\nd,NOT\n", "b.csv")
        #expect(table.rows.map(\.text) == ["a, b", "c", "d"])
        #expect(table.rows.map(\.gold) == [.label(1), .blank, .label(0)])
        let array = try read("[{\"data\": \"a\", \"label\": \"OFF\"}, {\"data\": \"b\", \"label\": \"NOT\"}]", "b.json")
        #expect(array.rows.map(\.text) == ["a", "b"])
    }
}
