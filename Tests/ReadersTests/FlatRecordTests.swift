import TestSupport
import Testing

@testable import Readers

/// Records that are like the one before are read without the parser, with the same outcome.
@Suite struct FlatRecordTests {
    private func compare(_ text: String, _ fields: [String], batchRows: Int = 1000) throws {
        var options = ReaderOptions(format: .jsonLines)
        options.batchRows = batchRows
        let found = try collect(text, fields, options: options)
        options.readsFlatRecords = false
        let expected = try collect(text, fields, options: options)
        #expect(found == expected, "\(text.debugDescription)")
    }

    private static let values = [
        "1", "-2.5e3", "true", "false", "null", "\"\"", "\"word\"", "\"\\u00fc \\n\"", "\"ü漢\"", "[]",
        "[1, \"a\", null]", "[ ]",
        "\"a longer text that goes on for more than thirty-two bytes, and then some\"", "[[1]]", "{\"a\": 1}", "[{}]",
        "01",
        "tru", "\"open", "[1,]", "\"\\x\"", "", "[1 2]", "\"ctrl\u{1}\"",
    ]

    @Test func recordsOfTheSameKeys() throws {
        var generator = SeededGenerator(seed: 12)
        for _ in 0..<1500 {
            let keys = ["a", "b", "a long key with ü", "d"].filter { _ in generator.chance(3, in: 4) }
            let lines = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
                let members = keys.compactMap { key -> String? in
                    if generator.chance(1, in: 30) { return nil }
                    let name = generator.chance(1, in: 40) ? "a" : key
                    let choice = Int.random(in: 0..<(generator.chance(1, in: 4) ? 24 : 13), using: &generator)
                    let value = Self.values[choice]
                    return "\"\(name)\":\(generator.chance(1, in: 2) ? " " : "")\(value)"
                }
                let end = generator.chance(1, in: 30) ? "" : "}"
                return "{\(members.joined(separator: generator.chance(1, in: 2) ? ", " : ","))\(end)"
            }
            try compare(
                lines.joined(separator: generator.chance(1, in: 2) ? "\n" : "\r\n"),
                ["a", "a long key with ü", "d", "^a", "x"],
                batchRows: Int.random(in: 1...5, using: &generator))
        }
    }

    @Test(arguments: [["a.b"], ["a[]"], ["@element"], ["@index"], ["a{}"], ["^"]])
    func otherPathsAreLeftToTheParser(fields: [String]) throws {
        try compare("{\"a\": {\"b\": 1}}\n{\"a\": {\"b\": 2}}\n{\"a\": [3]}\n", fields)
    }

    @Test func recordsThatAllDifferAreReadToo() throws {
        let lines = (0..<500).map { "{\"k\($0)\": 1, \"a\": \($0)}" }
        try compare(lines.joined(separator: "\n"), ["a", "k7"])
    }

    @Test func escapedAndRepeatedKeys() throws {
        try compare(
            "{\"\\u0061\": 1}\n{\"\\u0061\": 2}\n{\"a\": 3}\n{\"a\": 4, \"a\": 5}\n{\"a\": 6, \"a\": 7}\n", ["a"])
    }
}
