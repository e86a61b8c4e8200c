import TestSupport
import Testing

@testable import SQLite

@Suite struct SQLLexerTests {
    private func kinds(_ text: String) -> [SQLToken.Kind] { SQLLexer.tokens(of: text, withComments: true).map(\.kind) }

    private func written(_ text: String) -> [String] { SQLLexer.tokens(of: text).map(\.written) }

    private func texts(_ sql: String) -> [String]? { SQLLexer.legalTokens(of: sql)?.map(\.text) }

    @Test func tokens() {
        #expect(
            written("select a.b, 'x''y' || \"q\" <= 1.5e-3 from [t u] where c = :p -- end") == [
                "select", "a", ".", "b", ",", "'x''y'", "||", "\"q\"", "<=", "1.5e-3", "from", "[t u]", "where", "c",
                "=", ":p",
            ])
        #expect(
            kinds("a 'b' \"c\" 1 .5 ?1 $d ; x'61' /* e */ -- f") == [
                .word, .string, .quotedName, .number, .number, .parameter, .parameter, .symbol, .blob, .comment,
                .comment,
            ])
    }

    @Test func textsOfLegalTokens() {
        #expect(texts("") == [])
        #expect(texts("select a.b,c from [d e]") == ["select", "a", ".", "b", ",", "c", "from", "d e"])
        #expect(texts("'it''s' \"a\"\"b\" `c``d`") == ["'it''s'", "a\"b", "c`d"])
        #expect(texts("a-- x\nb/* y */c") == ["a", "b", "c"])
        #expect(texts("1.5e-3+.5 0x1F 1e5 1.") == ["1.5e-3", "+", ".5", "0x1F", "1e5", "1."])
        #expect(
            texts("a<=b<>c||d->>'x'->1<<2>>3") == [
                "a", "<=", "b", "<>", "c", "||", "d", "->>", "'x'", "->", "1", "<<", "2", ">>", "3",
            ])
        #expect(texts("? ?1 $min_n :a @b $a$b $a::b(c)") == ["?", "?1", "$min_n", ":a", "@b", "$a$b", "$a::b(c)"])
        #expect(texts("größe = 'ß' and a$b") == ["größe", "=", "'ß'", "and", "a$b"])
        #expect(texts("X'0aFF'") == ["X'0aFF'"])
    }

    @Test(
        arguments: [
            "'open", "\"open", "[open", "/* open", "x'6'", "x'6g'", "a ! b", "a \\ b", "{", "1a", "1.5e-", "0x", "$",
            ": a", "$a(b", "$a(b c)", "#a", "\u{0B}a", "a\0",
        ])
    func whatIsNotLegal(sql: String) {
        #expect(SQLLexer.legalTokens(of: sql) == nil)
    }

    @Test func values() {
        #expect(SQLLexer.tokens(of: "'it''s'").first?.value == "it's")
        #expect(SQLLexer.tokens(of: "''''").first?.value == "'")
        #expect(SQLLexer.tokens(of: "\"a\"\"b\"").first?.value == "a\"b")
        #expect(SQLLexer.tokens(of: "[a b]").first?.value == "a b")
        #expect(SQLLexer.tokens(of: "'open").first?.value == "open")
        #expect(SQLLexer.tokens(of: "'").first?.value == "")
        #expect(SQLLexer.tokens(of: "'a\u{301}''\u{301}'").first?.value == "a\u{301}'\u{301}")
        #expect(SQLLexer.tokens(of: "日本").first?.value == "日本")
        #expect(SQLLexer.tokens(of: "1").first?.value == nil)
    }

    @Test func whatIsNotClosed() {
        for text in ["'abc", "\"abc", "[abc", "`abc", "/* abc", "/*/", "'abc''"] {
            let token = SQLLexer.tokens(of: text, withComments: true).first
            #expect(token?.isClosed == false && token?.written == text, "\(text)")
        }
    }

    private static let pieces = [
        "'", "''", "\"", "[", "]", "`", "--", "/*", "*/", "\n", " ", "select", "é", "日", "1e", "1", "e", "x", "f",
        "+", "-", ".", "?", ":", ":a", "$", "@b", "|", "||", ">", "!", "=", "&", "~", ";", "\t", "\u{0B}", "{", "}",
        "\\",
        "^", "%", "g",
    ]

    private func randomTexts(_ count: Int, seed: UInt64, besides: [String] = []) -> [String] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                (Self.pieces + besides).randomElement(using: &generator) ?? ""
            }.joined()
        }
    }

    /// The tokens follow one another in the text, with only blanks between them.
    @Test func nothingIsLost() {
        for text in randomTexts(2_000, seed: 6, besides: ["\0", "(", ")", "#"]) {
            let bytes = Array(text.utf8)
            var end = 0
            for token in SQLLexer.tokens(of: text, withComments: true) {
                #expect(bytes[end..<token.range.lowerBound].allSatisfy(SQLLexer.isBlank), "\(text)")
                #expect(Array(token.written.utf8) == Array(bytes[token.range]))
                #expect(!token.range.isEmpty)
                end = token.range.upperBound
            }
            #expect(bytes[end...].allSatisfy(SQLLexer.isBlank), "\(text)")
        }
    }

    /// Arguments of a module may be any tokens: SQLite misses the module if its lexer accepts them, and else says which
    /// token it does not know.
    @Test func whatIsLegalIsSoForSQLite() throws {
        let connection = try Connection(path: ":memory:", access: .create)
        var legal = 0
        for text in randomTexts(5_000, seed: 7) {
            let sql = "create virtual table t using absent(a \(text)\n)"
            let tokens = SQLLexer.tokens(of: sql, withComments: true)
            // SQLite takes a comment without an end for one, and here swallows the closing parenthesis with it.
            if tokens.contains(where: { $0.kind == .comment && !$0.isClosed }) { continue }
            let isLegal = SQLLexer.legalTokens(of: sql) != nil
            legal += isLegal ? 1 : 0
            let error = #expect(throws: SQLError.self, "\(text)") { try connection.execute(sql) }
            let message = try #require(error).message
            #expect(message.contains("unrecognized token") == !isLegal, "\(text): \(message)")
        }
        #expect(legal > 1_000)
    }
}
