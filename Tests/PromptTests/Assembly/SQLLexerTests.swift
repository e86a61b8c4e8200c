import TestSupport
import Testing

@testable import Prompt

@Suite struct SQLLexerTests {
    private func kinds(_ text: String) -> [SQLToken.Kind] { SQLLexer.tokens(of: text, withComments: true).map(\.kind) }

    @Test func tokens() {
        #expect(
            SQLLexer.tokens(of: "select a.b, 'x''y' || \"q\" <= 1.5e-3 from [t u] where c = :p -- end").map(\.text) == [
                "select", "a", ".", "b", ",", "'x''y'", "||", "\"q\"", "<=", "1.5e-3", "from", "[t u]", "where", "c",
                "=",
                ":p",
            ])
        #expect(
            kinds("a 'b' \"c\" 1 .5 ?1 $d ; /* e */ -- f") == [
                .word, .string, .quotedName, .number, .number, .parameter, .parameter, .symbol, .comment, .comment,
            ])
    }

    @Test func values() {
        #expect(SQLLexer.tokens(of: "'it''s'").first?.value == "it's")
        #expect(SQLLexer.tokens(of: "\"a\"\"b\"").first?.value == "a\"b")
        #expect(SQLLexer.tokens(of: "[a b]").first?.value == "a b")
        #expect(SQLLexer.tokens(of: "'open").first?.value == "open")
        #expect(SQLLexer.tokens(of: "日本").first?.value == "日本")
    }

    @Test func whatIsNotClosed() {
        for text in ["'abc", "\"abc", "[abc", "`abc", "/* abc", "'abc''"] {
            let token = SQLLexer.tokens(of: text, withComments: true).first
            #expect(token?.isClosed == false && token?.text == text, "\(text)")
        }
    }

    /// The tokens follow one another in the text, with only blanks between them.
    @Test func nothingIsLost() {
        var generator = SeededGenerator(seed: 6)
        let pieces = [
            "'", "''", "\"", "[", "]", "--", "/*", "*/", "\n", " ", "select", "é", "日", "1e", "+", ".", "?", ":a", "|",
            "|| ", ";", "\0", "\t",
        ]
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            let bytes = Array(text.utf8)
            var end = 0
            for token in SQLLexer.tokens(of: text, withComments: true) {
                #expect(bytes[end..<token.range.lowerBound].allSatisfy { $0 == 32 || (9...13).contains($0) }, "\(text)")
                #expect(Array(token.text.utf8) == Array(bytes[token.range]))
                #expect(!token.range.isEmpty)
                end = token.range.upperBound
            }
            #expect(bytes[end...].allSatisfy { $0 == 32 || (9...13).contains($0) }, "\(text)")
        }
    }
}
