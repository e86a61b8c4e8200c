import Testing

@testable import Reports

@Suite struct SQLPiecesTests {
    private func kinds(_ sql: String) -> [String] {
        SQLPieces(sql).pieces.map { piece in
            let mark =
                switch piece.kind {
                case .code: "c"
                case .quoted: "q"
                case .comment: "-"
                }
            return mark + (piece.isClosed ? "" : "!") + String(piece.text)
        }
    }

    @Test(
        arguments: [
            ("", []), ("a", ["ca"]), ("'a'", ["q'a'"]), ("a'b'c", ["ca", "q'b'", "cc"]),
            ("'it''s'", ["q'it''s'"]), ("x'61'", ["qx'61'"]),
            ("\"a'b\"", ["q\"a'b\""]), ("[a]]", ["q[a]", "c]"]), ("`a`b", ["q`a`", "cb"]),
            ("a--b\nc", ["ca", "---b", "c\nc"]), ("a--b", ["ca", "---b"]), ("a/*b*/c", ["ca", "-/*b*/", "cc"]),
            ("'a", ["q!'a"]), ("/*a", ["-!/*a"]), ("[a", ["q![a"]), ("a-b/c", ["ca-b/c"]), ("'--'", ["q'--'"]),
            ("--'\n'", ["---'", "c\n", "q!'"]), ("/*/", ["-!/*/"]), ("--\r\n'a'", ["---\r", "c\n", "q'a'"]),
        ] as [(String, [String])])
    func cuts(_ sql: String, _ expected: [String]) {
        #expect(kinds(sql) == expected)
    }

    /// In Swift a quote followed by a combining accent is one character; SQLite sees the quote.
    @Test func bytesAndNotCharacters() {
        #expect(kinds("'\u{301}' x") == ["q'\u{301}'", "c x"])
        #expect(kinds("a'\u{301}b") == ["ca", "q!'\u{301}b"])
    }

    @Test func piecesAddUp() {
        for sql in ["select 'a', \"b\" -- c\n, /* d */ [e] from f", "'", "--", "''''"] {
            #expect(SQLPieces(sql).pieces.map(\.text).joined() == sql)
        }
    }

    @Test func placeholders() {
        let sql = "select {by}, '{by}' from t -- {by}\nwhere {where} and $a = $b and '$c'"
        let names = SQLPieces(sql).parameterNames
        #expect(names.bound == ["a", "b"] && names.braced == ["by", "where"])
        #expect(
            SQLPieces(sql).replacing(["by": "\"x\""])
                == "select \"x\", '{by}' from t -- {by}\nwhere {where} and $a = $b and '$c'")
    }

    @Test(
        arguments: [
            ("$a $b {c}{d}", ["a", "b"], ["c", "d"]), ("$a$b", ["a$b"], []), ("{}{ a}{a b}{a-b}{a", [], []),
            ("{{a}} {b{c}", [], ["a", "c"]),
            ("$ $-a a$", [], []), ("{$a}", ["a"], []), ("$_1 $größe {人}", ["_1", "größe"], ["人"]),
            ("${a} $a}", ["a"], ["a"]), ("'$a' \"{b}\" [$c] -- {d}\n/* $e */ $f", ["f"], []),
        ] as [(String, Set<String>, Set<String>)])
    func namesOfParameters(_ sql: String, _ bound: Set<String>, _ braced: Set<String>) {
        let names = SQLPieces(sql).parameterNames
        #expect(names.bound == bound && names.braced == braced)
        let marked = SQLPieces(sql).replacing(Dictionary(uniqueKeysWithValues: braced.map { ($0, "<\($0)>") }))
        #expect(SQLPieces(marked).parameterNames.braced.isEmpty)
        #expect(marked.replacing("<", with: "{").replacing(">", with: "}") == sql)
    }
}
