import SQLite
import Testing
import Warehouse

@testable import Reports
@testable import Tabular

/// Whole outputs over one small table of nasty values.
@Suite struct OutputFormatTests {
    static let columns = ["name", "count", "share"]
    static let rows: [[SQLValue]] = [
        [.text("您好🙂"), .integer(12), .real(0.1)],
        [.text("a,\"b\"\n|c\\d\te"), .integer(-3), .null],
        [.null, .integer(9_223_372_036_854_775_807), .real(1e300)],
        [.text(""), .null, .real(-0.0)],
    ]

    @Test func table() {
        #expect(
            written(.table, columns: Self.columns, rows: Self.rows) == #"""
                name                          count   share
                ──────────────  ───────────────────  ──────
                您好🙂                           12     0.1
                a,"b"\n|c\d\te                   -3    NULL
                NULL            9223372036854775807  1e+300
                                               NULL    -0.0

                """#)
    }

    @Test func csv() {
        #expect(
            written(.csv, columns: Self.columns, rows: Self.rows)
                == "name,count,share\n您好🙂,12,0.1\n\"a,\"\"b\"\"\n|c\\d\te\",-3,\n,9223372036854775807,1e+300\n\"\",,-0.0\n"
        )
    }

    @Test func tsv() {
        #expect(
            written(.tsv, columns: Self.columns, rows: Self.rows)
                == "name\tcount\tshare\n您好🙂\t12\t0.1\na,\"b\"\\n|c\\\\d\\te\t-3\t\\N\n\\N\t9223372036854775807\t1e+300\n\t\\N\t-0.0\n"
        )
    }

    @Test func json() {
        #expect(
            written(.json, columns: Self.columns, rows: Self.rows) == #"""
                [
                {"name":"您好🙂","count":12,"share":0.1},
                {"name":"a,\"b\"\n|c\\d\te","count":-3,"share":null},
                {"name":null,"count":9223372036854775807,"share":1e+300},
                {"name":"","count":null,"share":-0.0}
                ]

                """#)
    }

    @Test func jsonLines() {
        #expect(
            written(.jsonl, columns: Self.columns, rows: Self.rows) == #"""
                {"name":"您好🙂","count":12,"share":0.1}
                {"name":"a,\"b\"\n|c\\d\te","count":-3,"share":null}
                {"name":null,"count":9223372036854775807,"share":1e+300}
                {"name":"","count":null,"share":-0.0}

                """#)
    }

    @Test func markdown() {
        #expect(
            written(.markdown, columns: Self.columns, rows: Self.rows) == #"""
                | name | count | share |
                | --- | ---: | ---: |
                | 您好🙂 | 12 | 0.1 |
                | a,"b"<br>\|c\\d	e | -3 | |
                | | 9223372036854775807 | 1e+300 |
                | | | -0.0 |

                """#)
    }

    @Test func noRows() {
        #expect(written(.table, columns: ["a", "bc"], rows: []) == "a  bc\n─  ──\n")
        #expect(written(.csv, columns: ["a", "bc"], rows: []) == "a,bc\n")
        #expect(written(.tsv, columns: ["a", "bc"], rows: []) == "a\tbc\n")
        #expect(written(.json, columns: ["a", "bc"], rows: []) == "[]\n")
        #expect(written(.jsonl, columns: ["a", "bc"], rows: []) == "")
        #expect(written(.markdown, columns: ["a", "bc"], rows: []) == "| a | bc |\n| --- | --- |\n")
    }

    @Test func blobsAndInfinities() {
        let rows: [[SQLValue]] = [[.blob([0, 10, 255]), .real(.infinity)], [.blob([]), .real(-.infinity)]]
        #expect(written(.csv, columns: ["b", "x"], rows: rows) == "b,x\nx'000aff',inf\nx'',-inf\n")
        #expect(
            written(.jsonl, columns: ["b", "x"], rows: rows)
                == "{\"b\":\"x'000aff'\",\"x\":1e999}\n{\"b\":\"x''\",\"x\":-1e999}\n")
    }

    @Test func aRowOfOneNullIsNoBlankLine() {
        #expect(written(.csv, columns: ["a"], rows: [[.null], [.text("x")], [.null]]) == "a\n\"\"\nx\n\"\"\n")
    }

    @Test func equalColumnsGetDistinctKeys() {
        #expect(JSONText.distinctKeys(["a", "a", "a_2", "a", "b"]) == ["a", "a_3", "a_2", "a_4", "b"])
    }

    /// Past the measured rows the table streams: a wider cell is not cut.
    @Test func longTables() {
        let short = Array(repeating: [SQLValue.text("x"), .integer(1)], count: TableFormat.measuredRows)
        let lines = written(.table, columns: ["t", "n"], rows: short + [[.text("much wider"), .integer(22)]])
            .split(separator: "\n")
        #expect(lines.count == TableFormat.measuredRows + 3)
        #expect(lines[2] == "x  1")
        #expect(lines.last == "much wider  22")
    }

    @Test func whatActsOnTheTerminalIsShown() {
        let text = "\u{1B}[31mred\u{202E}\u{2028}\u{0}"
        let table = written(.table, columns: ["t"], rows: [[.text(text)]])
        #expect(table.split(separator: "\n").last == "\\u{1b}[31mred\\u{202e}\\u{2028}\\u{0}")
    }
}
