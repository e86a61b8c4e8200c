import SQLite
import Testing
import Warehouse

@testable import Reports
@testable import Tabular

/// The formats that a page or another program takes in.
@Suite struct PublishingFormatTests {
    private static let columns = ["name", "count"]
    private static let rows: [[SQLValue]] = [["您好", 12], ["a & b\n<c>", -3], [nil, nil], ["it's", 0.5]]

    @Test func latex() {
        #expect(
            written(.latex, columns: Self.columns, rows: Self.rows) == #"""
                \begin{tabular}{lr}
                \toprule
                name & count \\
                \midrule
                您好 & 12 \\
                a \& b\newline{}\textless{}c\textgreater{} & -3 \\
                 &  \\
                it's & 0.5 \\
                \bottomrule
                \end{tabular}

                """#)
    }

    @Test(arguments: [
        (
            "50 % of $x_1$ {a} #2 ~ ^ \\",
            ##"50 \% of \$x\_1\$ \{a\} \#2 \textasciitilde{} \textasciicircum{} \textbackslash{}"##
        ),
        ("a--b---c ''d'' ,,", #"a-{}-b-{}-{}-c '{}'d'{}' ,{},"#),
        ("  two  blanks ", #"\ \ two \ blanks\ "#),
        ("[x]", "{}[x]"), ("*", "{}*"), ("\u{1}\u{7F}", #"\texttt{\textbackslash{}x01}\texttt{\textbackslash{}x7f}"#),
        (
            "\"a\" `b` |c|",
            #"\textquotedbl{}a\textquotedbl{} \textasciigrave{}b\textasciigrave{} \textbar{}c\textbar{}"#
        ),
    ])
    func latexText(_ text: String, _ expected: String) {
        var buffer = TextBuffer()
        LaTeXText.append(text, into: &buffer)
        #expect(buffer.text == expected)
    }

    @Test func html() {
        #expect(
            written(.html, columns: ["a<b"], rows: [["x & \"y\"\n"], [1], [nil], [""], ["\u{1}\r"]]) == """
                <table style="white-space: pre-wrap">
                <thead>
                <tr><th>a&lt;b</th></tr>
                </thead>
                <tbody>
                <tr><td>x &amp; &quot;y&quot;
                </td></tr>
                <tr><td style="text-align: right">1</td></tr>
                <tr><td class="null"></td></tr>
                <tr><td></td></tr>
                <tr><td>\u{1}&#13;</td></tr>
                </tbody>
                </table>

                """)
    }

    @Test func line() {
        #expect(
            written(.line, columns: Self.columns, rows: Array(Self.rows.prefix(3))) == """
                 name = 您好
                count = 12

                 name = a & b
                        <c>
                count = -3

                 name = NULL
                count = NULL

                """)
        #expect(written(.line, columns: ["a"], rows: []) == "")
    }

    @Test func lineOnATerminal() {
        var format = LineFormat(escapesControls: true)
        var buffer = TextBuffer()
        format.begin(columns: ["a"], into: &buffer)
        format.append(row: ["\u{1B}[31m\nb"], into: &buffer)
        #expect(buffer.text == "a = \\u{1b}[31m\n    b\n")
    }

    @Test func insert() {
        #expect(
            written(
                .insert, columns: ["a \"b\"", "n"],
                rows: [["it's", 1], [nil, .real(.infinity)], [.blob([0, 255]), 0.1]])
                    == #"""
                    insert into "result" ("a ""b""", "n") values ('it''s', 1);
                    insert into "result" ("a ""b""", "n") values (null, 9e999);
                    insert into "result" ("a ""b""", "n") values (x'00ff', 0.1);

                    """#)
    }

    /// SQLite reads the statements back as the values that they were made of.
    @Test func insertedValuesComeBack() throws {
        let values: [SQLValue] = [
            nil, 0, .integer(.min), 0.1, .real(-.infinity), .real(.leastNonzeroMagnitude), "", "it's; -- 日本", "a\0b",
            .blob([]),
            .blob([0, 1, 255]),
        ]
        let connection = try Connection(path: ":memory:", access: .create)
        try connection.execute("create table result (value)")
        try connection.execute(written(.insert, columns: ["value"], rows: values.map { [$0] }))
        #expect(try connection.rows("select value from result order by rowid").map { $0[0] } == values)
    }

    @Test func box() {
        #expect(
            written(.box, columns: Self.columns, rows: [["您好", 12], ["x", nil]]) == """
                ┌──────┬───────┐
                │ name │ count │
                ├──────┼───────┤
                │ 您好 │    12 │
                │ x    │  NULL │
                └──────┴───────┘

                """)
        #expect(written(.box, columns: ["a"], rows: []) == "┌───┐\n│ a │\n├───┤\n└───┘\n")
    }

    @Test(arguments: OutputFormatName.allCases) func noRowsAndNoNamesAreFine(_ name: OutputFormatName) {
        _ = written(name, columns: [""], rows: [])
        _ = written(name, columns: ["", ""], rows: [["", nil]])
    }
}
