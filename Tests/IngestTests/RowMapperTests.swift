import Readers
import Testing

@testable import Ingest

@Suite("Mapping of rows")
struct RowMapperTests {
    private func table(_ fields: String, _ lines: String..., path: String = "/data/f.jsonl") throws -> MappedTable {
        let body = fields.split(separator: "\n").map { "    \($0)\n" }.joined()
        return try MappedTable(
            yaml: "name: x\ninputs:\n  - files: f\n\(body)", text: lines.joined(separator: "\n") + "\n", path: path)
    }

    @Test func theFirstPathWithAValueCounts() throws {
        let table = try table(
            "source: {path: [a, b], missing: '-'}", #"{"a": "x", "b": "y"}"#, #"{"a": "-", "b": "y"}"#,
            #"{"a": "", "b": null}"#,
            #"{"b": "z"}"#)
        #expect(table.tag("source") == ["x", "y", nil, "z"])
    }

    @Test func valuesStayAsTheyAreAndEmptyOnesAreMissing() throws {
        let table = try table("source: a", #"{"a": " x "}"#, #"{"a": "  "}"#, #"{"a": 7}"#, #"{"a": true}"#)
        #expect(table.tag("source") == [" x ", nil, "7", "true"])
    }

    @Test func severalValuesOfASingleTagAreJoined() throws {
        let table = try table("source: 'a[]'", #"{"a": ["x", "y", "x"]}"#, #"{"a": ["x", "x"]}"#, #"{"a": []}"#)
        #expect(table.tag("source") == ["x; y", "x", nil])
    }

    @Test func listsKeepOrderAndRepetition() throws {
        let table = try table(
            "places: {path: a, list: [';', ',']}", #"{"a": "x; y;x"}"#, #"{"a": ["x", "y"]}"#, #"{"a": null}"#, #"{}"#,
            #"{"a": "['p', 'q']"}"#)
        #expect(table.lists["places"] == [["x", "y", "x"], ["x", "y"], [], [], ["p", "q"]])
    }

    @Test func constantsAndCaptures() throws {
        let table = try table(
            "source: {constant: s}\nlanguage: {capture: 'mgsm_([a-z]+)', values: {de: German}}\nplaces: {capture: '(zz)'}",
            #"{"a": 1}"#, #"{"a": 2}"#, path: "/data/mgsm_de.tsv.jsonl")
        #expect(table.tag("source") == ["s", "s"])
        #expect(table.tag("language") == ["German", "German"])
        #expect(table.lists["places"] == [[], []])
    }

    @Test func choices() throws {
        let fields = """
            stage:
              choose:
                - when: {path: 'tasks[]', any: [rank, compare]}
                  value: preference
                - when: {path: proof}
                  value: reasoning
              else: sft
            """
        let table = try table(
            fields, #"{"tasks": ["qa", "rank"], "proof": "p"}"#, #"{"tasks": ["qa"], "proof": "p"}"#, #"{"tasks": []}"#)
        #expect(table.tag("stage") == ["preference", "reasoning", "sft"])
    }

    @Test func textsKeepTheirBytes() throws {
        let table = try table(
            "text: [a]".replacing("[a]", with: "{path: [a, 'b[].c'], missing: none}"), #"{"a": " é\n"}"#,
            #"{"b": [{"c": "x"}, {"c": "y"}]}"#,
            #"{"a": "none"}"#, #"{"a": ""}"#)
        #expect(table.texts["text"] == [" é\n", "x\ny", nil, nil])
    }

    @Test func arithmetic() throws {
        let fields = """
            measures:
              product: {type: real, multiply: [a, {add: [b, c, 0.5]}]}
              sum: {add: [a, b]}
              least: {minimum: [a, b, {year: d}]}
              count: {count: 'e[]'}
            """
        let table = try table(
            fields, #"{"a": 2, "b": 3, "c": 4, "d": "1999-01-01", "e": ["x", "", "y"]}"#, #"{"a": 2, "d": "soon"}"#)
        #expect(table.numbers["product"] == [15, nil])
        #expect(table.numbers["sum"] == [5, nil])
        #expect(table.numbers["least"] == [2, 2])
        #expect(table.numbers["count"] == [3, 0])
    }

    /// A list of paths of a number was an error, so that a profile could not say by which names files have a weight.
    @Test func ofSeveralPathsTheFirstWithANumberCounts() throws {
        let table = try table(
            "measures:\n  m: {path: [weight, n], type: real}", #"{"weight": 2, "n": 7}"#, #"{"n": 7}"#,
            #"{"weight": "", "n": 8}"#, #"{"other": 1}"#, #"{"weight": "many", "n": 7}"#)
        #expect(table.numbers["m"] == [2, 7, 8, nil])
        #expect(table.rejects.map(\.problem) == [.notANumber])
    }

    /// Regression: a file that pandas wrote as CSV had all its rows rejected for the `True` of a measure.
    @Test func truthValuesInTextsAreNumbers() throws {
        let table = try table(
            "measures:\n  m: m", #"{"m": "True"}"#, #"{"m": "FALSE"}"#, #"{"m": "false"}"#, #"{"m": true}"#,
            #"{"m": "tRUE"}"#, #"{"m": "yes"}"#)
        #expect(table.numbers["m"] == [1, 0, 0, 1])
        #expect(table.rejects.map(\.excerpt) == ["tRUE", "yes"])
    }

    @Test func sumsBeyondIntegersBecomeDoublesOrRejects() throws {
        let fields = "measures:\n  m: {type: real, add: [a, a]}\n  i: {add: [a, b]}"
        let table = try table(
            fields, #"{"a": 9223372036854775807, "b": 0}"#, #"{"a": 9223372036854775807, "b": 1}"#,
            #"{"a": 1e308, "b": 0}"#)
        #expect(table.numbers["m"] == [18446744073709551616])
        #expect(table.rejects.map(\.column) == ["i", "m"])
        #expect(table.rejects.map(\.problem) == [.outOfRange, .outOfRange])
    }

    @Test func rowsWithUnusableNumbersAreRejectedWhole() throws {
        let fields = "text: t\nmeasures:\n  m: {path: m, missing: n/a}\n  r: {path: r, type: real}"
        let table = try table(
            fields, #"{"t": "a", "m": 1, "r": 0.5}"#, #"{"t": "b", "m": "many", "r": 1}"#, #"{"t": "c", "m": 1.5}"#,
            #"{"t": "d", "m": "n/a"}"#, #"{"t": "e", "r": "NaN"}"#, #"{"t": "f", "m": [1, 2]}"#,
            #"{"t": "g", "m": true}"#)
        #expect(table.texts["text"] == ["a", "d", "g"])
        #expect(table.numbers["m"] == [1, nil, 1])
        #expect(table.numbers["r"] == [0.5, nil, nil])
        #expect(table.recordNumbers == [1, 4, 7])
        #expect(table.rejects.map(\.recordNumber) == [2, 3, 5, 6])
        #expect(table.rejects.map(\.problem) == [.notANumber, .notAnInteger, .notFinite, .severalValues(2)])
        #expect(table.rejects.map(\.excerpt) == ["many", "1.5", "NaN", "1, 2"])
    }

    @Test func aMemoThatStartsAnewGivesTheSameCodes() throws {
        let lines = (0..<3).flatMap { _ in (0..<50).map { #"{"a": "v\#($0)"}"# } }
        let table = try MappedTable(
            yaml: "name: x\ninputs:\n  - files: f\n    source: a", text: lines.joined(separator: "\n"))
        #expect(table.tag("source") == (0..<3).flatMap { _ in (0..<50).map { "v\($0)" } })
    }

    @Test func excerptsAreCutAtWholeCharacters() {
        #expect("äöü".cut(atBytes: 3) == "ä")
        #expect("abc".cut(atBytes: 3) == "abc")
        #expect("😀".cut(atBytes: 3) == "")
    }
}
