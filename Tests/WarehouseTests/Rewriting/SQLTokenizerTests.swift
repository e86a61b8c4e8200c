import Testing

@testable import Warehouse

@Suite struct SQLTokenizerTests {
    private func texts(_ sql: String) -> [String]? { SQLTokenizer.tokens(of: sql)?.map(\.text) }

    @Test func tokensAreThoseOfSQLite() {
        #expect(texts("") == [])
        #expect(texts("select a.b,c from [d e]") == ["select", "a", ".", "b", ",", "c", "from", "d e"])
        #expect(texts("'it''s' \"a\"\"b\" `c``d`") == ["'it''s'", "a\"b", "c`d"])
        #expect(texts("a-- x\nb/* y */c") == ["a", "b", "c"])
        #expect(texts("1.5e-3+.5 0x1F 1e5") == ["1.5e-3", "+", ".5", "0x1F", "1e5"])
        #expect(texts("a<=b<>c||d->>'x'") == ["a", "<=", "b", "<>", "c", "||", "d", "->>", "'x'"])
        #expect(texts("? ?1 $min_n :a @b") == ["?", "?1", "$min_n", ":a", "@b"])
        #expect(texts("größe = 'ß'") == ["größe", "=", "'ß'"])
    }

    @Test(arguments: ["'open", "\"open", "[open", "/* open", "x'61'", "a ! b", "a \\ b", "{"])
    func whatIsNotKnownIsLeftToSQLite(sql: String) {
        #expect(SQLTokenizer.tokens(of: sql) == nil)
    }

    @Test func tokensStandWhereTheySay() throws {
        let sql = "select 'é', \"naïve\" from t -- end"
        let bytes = Array(sql.utf8)
        for token in try #require(SQLTokenizer.tokens(of: sql)) where token.kind != .quotedName {
            #expect(String(decoding: bytes[token.range], as: UTF8.self) == token.text)
        }
    }
}
