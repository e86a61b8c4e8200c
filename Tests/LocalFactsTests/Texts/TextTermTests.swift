import Functions
import SQLite
import TestSupport
import Testing

@testable import Columns
@testable import LocalFacts

/// Parts of expressions that the program computes have the values that SQLite gives.
@Suite struct TextTermTests {
    /// Bytes of texts: ASCII, characters of two to four bytes, and bytes that are not UTF-8.
    private static let pieces: [[UInt8]] = [
        Array("a".utf8), Array("ab".utf8), Array("B".utf8), Array(" ".utf8), Array("é".utf8), Array("節".utf8),
        Array("😀".utf8), Array("harvest".utf8), [0x80], [0xC3], [0xE7, 0xAF], [0xFF], Array(".".utf8),
    ]

    private static func texts(_ count: Int, isValid: Bool, _ generator: inout SeededGenerator) -> [[UInt8]?] {
        let pieces = isValid ? pieces.filter { String(validating: $0, as: UTF8.self) != nil } : pieces
        return (0..<count).map { _ in
            if Int.random(in: 0..<10, using: &generator) == 0 { return nil }
            return (0..<Int.random(in: 0..<30, using: &generator)).flatMap { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }
        }
    }

    private static func block(_ texts: [[UInt8]?]) throws -> TextVector {
        let builder = TextBlockBuilder()
        for text in texts {
            if let text { try text.withUnsafeBytes { try builder.append($0) } } else { builder.appendNull() }
        }
        return try #require(try builder.finish().first).block.texts()
    }

    private static let expressions =
        ["a", "ab", "B", " ", "é", "節", "harvest"].map { "instr(\"text\", '\($0)')" }
        + [(" ", ""), ("a", "é"), ("ab", "a"), ("a", "aa"), ("é", ""), ("harvest", "節節")].map {
            "length(replace(\"text\", '\($0)', '\($1)'))"
        } + ["length(\"text\")", "\"text\" like '%a%'", "\"text\" not like 'B%'", "\"text\" glob '*[aé]*'"]
        + ["[a-b]+é", "^B", "\\bharvest$", "(?i)HARVEST.", "", "^$", "節.*節"].map { "\"text\" regexp '\($0)'" }
        + ["\"text\" not regexp 'a{2,}'"]
        + ["upper(\"text\") like '%HARVEST%'", "lower(\"text\") not like '%B'"]
        + ["1, 1", "1, 3", "2", "-1", "-2, 1", "-40, 3", "-3, 0", "5, 100", "40", "-5, 2147483647"].map {
            "substr(\"text\", \($0))"
        }

    @Test(arguments: expressions, [true, false]) func valuesAreThoseOfSQLite(expression: String, isValid: Bool) throws {
        var generator = SeededGenerator(seed: 5)
        let texts = Self.texts(300, isValid: isValid, &generator)
        let terms = TextTerms(SQLLexer.tokens(of: expression))
        try #require(terms.isOneTerm)
        let rows = Array(0..<texts.count)
        let found = try #require(try terms.terms[0].values(of: Self.block(texts), rows: rows))
        let connection = try Connection(path: ":memory:", access: .create)
        try SQLFunctions.register(on: connection)
        for row in rows {
            let text = texts[row].map { SQLValue.blob($0) } ?? .null
            let expected = try connection.value(
                "select hex(\(expression)) from (select cast(? as text) as \"text\")", text)
            let number = found.numbers[row]
            var own = ""
            if number != TermValues.null {
                let bytes =
                    found.texts.map { $0.withBytes(of: UInt32(number)) { Array($0) } } ?? Array("\(number)".utf8)
                own = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined().uppercased()
            }
            #expect(expected == .text(own), "\(expression) of \(texts[row] ?? [])")
        }
    }

    /// The operators around them bind more, or their text is not the column alone.
    @Test(arguments: [
        "'x' || \"text\" like 'a'", "\"text\" like 'a' || 'b'", "\"text\" like 'a' escape 'b'",
        "\"text\" like \"text\"",
        "1 between 0 and \"text\" like 'a'", "instr('a', \"text\")", "instr(\"text\", '')", "substr(\"text\", 0, 2)",
        "substr(\"text\", 1, -1)", "substr(\"text\", 1.5)", "length(replace(\"text\", '', 'a'))",
        "lower(\"text\") glob 'a'", "octet_length(\"text\")", "\"text\" regexp '('", "lower(\"text\") regexp 'a'",
        "\"text\" regexp \"text\"",
    ]) func theseAreLeftToSQLite(expression: String) {
        #expect(TextTerms(SQLLexer.tokens(of: expression)).terms.isEmpty)
    }

    @Test func partsOfAnExpressionBecomeColumns() {
        let terms = TextTerms(
            SQLLexer.tokens(of: "case when \"text\" like '%a%' then instr(\"text\", 'b') else upper(\"text\") end"))
        #expect(terms.terms.count == 2 && terms.usesText)
        #expect(terms.sql == "case when \"term 0\" then \"term 1\" else upper ( \"text\" ) end")
    }
}
