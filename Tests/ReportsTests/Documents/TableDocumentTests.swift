import Parquet
import SQLite
import TestSupport
import Testing
import Warehouse

@testable import Reports
@testable import Tabular

@Suite struct TableDocumentTests {
    private static let rows: [[SQLValue]] = [
        [.text("a_b | 50 %"), .real(0.5222), .real(0.4895), .real(0.5547), .null],
        [.null, .null, .null, .null, .null],
        [.text("ß\\"), .real(-0.25), .null, .real(0.1), .null],
    ]

    private func text(_ document: any TableDocument, _ result: ReportResult) throws -> String {
        String(
            decoding: try document.bytes(of: result, origin: TableOrigin(lines: ["from here -- there"])), as: UTF8.self)
    }

    @Test func latex() throws {
        let result = try ReportResult.made(header: ReportResult.header, rows: Self.rows)
        let text = try text(LaTeXDocument(), result)
        #expect(text.hasPrefix("% from here -- there\n% 5 % of all\n\\begin{table}\n"))
        #expect(text.contains("\\caption{A \\& B.}\\label{tab:made}"))
        #expect(text.contains("a\\_b \\textbar{} 50 \\% & 0.522 [0.489, 0.555] \\\\\n &  \\\\\n"))
        #expect(text.contains("$-$0.250 [$-\\infty$, 0.100]"), "\(text)")
        #expect(!text.contains("never"), "a column without a value says nothing")
        let withUnits = try self.text(LaTeXDocument(usesSIUnits: true), result)
        #expect(withUnits.contains("\\num{0.522} [\\num{0.489}, \\num{0.555}]"))
        #expect(withUnits.contains("\\num{-0.250}"))
    }

    @Test func longTables() throws {
        let rows = (0..<41).map { [SQLValue.text("s\($0)"), .real(0.5), .null, .null, .null] }
        let text = try text(LaTeXDocument(), ReportResult.made(header: ReportResult.header, rows: rows))
        // longtable does not work in two columns: a long table is several floats of one number.
        #expect(!text.contains("longtable") && text.contains(" Part 2 of 2.}"))
        #expect(text.split(separator: "\\begin{table}").count == 3 && text.contains("\\addtocounter{table}{-1}"))
        #expect(text.split(separator: "\n").count { $0.hasPrefix("s") && $0.hasSuffix("\\\\") } == 41 + 2)
    }

    @Test func anEmptyTableSaysWhatItMeans() throws {
        let header = ReportResult.header + "\n-- empty: no stage has min_n % of anything"
        let empty = try text(
            LaTeXDocument(), ReportResult.made(header: header, rows: [], parameters: ["min_n": "50"]))
        #expect(empty.contains("\\arraybackslash None: no stage has 50 \\% of anything.} \\\\\n\\bottomrule"))
        let bare = try text(LaTeXDocument(), ReportResult.made(header: ReportResult.header, rows: []))
        #expect(bare.contains("\\arraybackslash None.} \\\\\n\\bottomrule"))
    }

    /// Headings of wide tables stood in five lines of one word each.
    @Test func headingsTakeTheWidthThatIsLeft() throws {
        func header(_ columns: Int) -> String {
            let names = (1...columns).map { "-- column: c\($0): a" }
            let labels = (1...columns).map { "-- label: c\($0) = share of the samples so far" }
            return (["-- title: T", "-- question: Q", "-- grain: one row"] + names + labels).joined(separator: "\n")
        }
        func lines(_ columns: Int) throws -> [[String]] {
            let row = (1...columns).map { SQLValue.integer(Int64($0)) }
            let result = try ReportResult.made(header: header(columns), rows: [row, row.map { _ in 0 }])
            return LaTeXLayout(PrintedTable(result, columns: nil, corpus: "").table, width: .column).headings
        }
        #expect(try lines(2) == [["share of the", "samples so far"], ["share of the", "samples so far"]])
        // Six columns have no room, so that each word has its line.
        #expect(try lines(6).allSatisfy { $0.count >= 3 })
        for columns in 1...6 {
            #expect(try lines(columns).allSatisfy { $0.joined(separator: " ") == "share of the samples so far" })
        }
    }

    @Test func markdown() throws {
        let text = try text(MarkdownDocument(), ReportResult.made(header: ReportResult.header, rows: Self.rows))
        #expect(text.hasPrefix("<!--\nfrom here - - there\n-->\n\n## A \\& B\n"))
        let table = text.split(separator: "\n").filter { $0.hasPrefix("|") }
        #expect(table.count == 5 && Set(table.map(\.count)).count == 1, "aligned: \(table)")
    }

    @Test func byteOrderMark() throws {
        let result = try ReportResult.made(header: ReportResult.header, rows: Self.rows)
        let marked = DataDocument(format: .csv, hasByteOrderMark: true).bytes(
            of: result, origin: TableOrigin(lines: []))
        let plain = DataDocument(format: .csv).bytes(of: result, origin: TableOrigin(lines: []))
        #expect(marked == [0xEF, 0xBB, 0xBF] + plain)
    }

    @Test(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
    func columnarFiles() throws {
        let header =
            "-- title: T\n-- question: Q\n-- column: a: a\n-- column: b (x): b\n-- column: c (x): c\n-- column: d: d"
        let rows: [[SQLValue]] = [[.text("ü"), 1, 0.5, .null], [.null, .null, 2, .null]]
        let result = try ReportResult.made(header: header, rows: rows)
        let options = ReportFileOptions(version: "1")
        for (format, read) in [
            (ReportFileFormat.parquet, "pyarrow.parquet.read_table"), (.arrow, "pyarrow.feather.read_table"),
        ] {
            let folder = try TemporaryFolder()
            let file = folder.path("t.\(try #require(format.ending))")
            let sink = try AtomicFile(path: file)
            try sink.write(
                try #require(options.document(format)).bytes(of: result, origin: TableOrigin(lines: ["here"])))
            try sink.commit()
            let script = """
                import sys, pyarrow.parquet, pyarrow.feather
                table = \(read)(sys.argv[1])
                print([str(field.type) for field in table.schema], table.to_pylist())
                print(table.schema.metadata[b"cultivar.provenance"].decode())
                """
            let (output, code) = try PythonEnvironment.run(script, [file])
            #expect(code == 0)
            #expect(
                output == """
                    ['string', 'int64', 'double', 'string'] [{'a': 'ü', 'b': 1, 'c': 0.5, 'd': None}, \
                    {'a': None, 'b': None, 'c': 2.0, 'd': None}]
                    here

                    """)
        }
    }

    /// CSV is read back as it was written, whatever the fields are.
    @Test func csvIsReadBack() {
        var generator = SeededGenerator(seed: 7)
        let pieces = ["", "a", "\"", ",", "\n", "\r\n", " ", "ü", "\"\"", "x\"y"]
        for _ in 0..<500 {
            let records = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                (0..<3).map { _ -> String? in
                    generator.chance(1, in: 5)
                        ? nil
                        : (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                            pieces[Int.random(in: 0..<pieces.count, using: &generator)]
                        }.joined()
                }
            }
            var format = CSVFormat()
            var output = TextBuffer()
            for record in records { format.append(row: record.map { SQLValue($0) }, into: &output) }
            #expect(CSVText.records(of: output.text) == records)
            #expect(CSVText.records(of: "\u{FEFF}" + output.text) == records)
        }
    }

    @Test func parametersAreReadBack() {
        for value: SQLValue in [.null, 1, 0.5, .text("a"), .text("12"), .text("null"), .text("it's"), .text("'x'")] {
            #expect(ParameterValue.parse(ParameterValue.text(of: value)) == value)
        }
    }
}
