import Testing
import Warehouse

@testable import Reports

@Suite struct ReportHeaderParserTests {
    private func parse(_ text: String) throws -> ReportDefinition {
        try ReportHeaderParser(file: "mine.sql").parse(text, name: "mine")
    }

    private func error(_ text: String) -> ReportFileError? {
        do {
            _ = try parse(text)
            return nil
        } catch { return error as? ReportFileError }
    }

    @Test func everyField() throws {
        let report = try parse(
            """
            -- Prose above the fields is nobody's.
            -- title: A title
            -- question: Why
            --   is it so?
            -- note: first: with a colon
            -- note: second
            -- parameter: level = 0.95: how sure
            -- parameter: stage = null: which stage
            --
            -- rows: one row a stage
            -- column: stage: the stage
            -- column: share (0 to 1; paper): k / n
            -- column: low (ours): lower end
            -- column: high (0 to 1): upper end
            -- chart: line x=stage y=share low=low high=high
            with a as (
                -- column: not a field here
                select 1 -- table: nor this
            )
            select * from a;

            -- table: by-source
            select 2
            """)
        #expect(report.title == "A title")
        #expect(report.question == "Why is it so?")
        #expect(report.notes == ["first: with a colon", "second"])
        #expect(
            report.parameters == [
                ReportParameter(name: "level", defaultValue: .real(0.95), meaning: "how sure"),
                ReportParameter(name: "stage", defaultValue: .null, meaning: "which stage"),
            ])
        #expect(report.tables.count == 2)
        let first = report.tables[0]
        #expect(first.part == nil && first.grain == "one row a stage" && first.line == 16)
        #expect(
            first.columns == [
                ReportColumn(name: "stage", unit: nil, origin: nil, meaning: "the stage"),
                ReportColumn(name: "share", unit: "0 to 1", origin: .paper, meaning: "k / n"),
                ReportColumn(name: "low", unit: nil, origin: .ours, meaning: "lower end"),
                ReportColumn(name: "high", unit: "0 to 1", origin: nil, meaning: "upper end"),
            ])
        #expect(
            first.chart == ReportChart(kind: .line, x: "stage", y: "share", low: "low", high: "high", series: nil))
        #expect(first.sql.hasPrefix("with a as (") && first.sql.hasSuffix("select * from a;"))
        #expect(report.tables[1].part == "by-source")
        #expect(report.tables[1].sql == "select 2")
        #expect(report.tables.map(report.fileName) == ["mine", "mine-by-source"])
    }

    @Test func windowsLineEnds() throws {
        let report = try parse("-- title: A\r\n-- question: B\r\nselect 1\r\n")
        #expect(report.title == "A" && report.question == "B" && report.tables[0].sql == "select 1")
    }

    @Test func errors() {
        let head = "-- title: A\n-- question: B\n"
        let file = "mine.sql"
        #expect(error("select 1") == .missingField(file: file, field: "title"))
        #expect(error("-- title: A\nselect 1") == .missingField(file: file, field: "question"))
        #expect(error(head) == .noStatement(file: file, table: nil))
        #expect(error(head + "select 1;\n-- table: b\n") == .noStatement(file: file, table: "b"))
        #expect(error(head + "-- tilte: C\nselect 1") == .unknownField(file: file, line: 3, field: "tilte"))
        #expect(error(head + "-- title: C\nselect 1") == .repeatedField(file: file, line: 3, field: "title"))
        #expect(
            error(head + "select 1;\n-- table: b\nselect 2;\n-- table: b\nselect 3")
                == .repeatedTable(file: file, line: 7, table: "mine-b"))
        #expect(
            error(head + "-- column: x: y\n-- chart: bar x=x y=z\nselect 1")
                == .unknownChartColumn(file: file, line: 4, column: "z"))
    }

    @Test(arguments: [
        "-- parameter: level", "-- parameter: level = 1", "-- parameter: = 1: x", "-- column: x", "-- column: x (y: z",
        "-- column: x (a; b; ours): z", "-- column: two words: z", "-- chart: pie x=x y=x", "-- chart: bar x=x",
        "-- chart: bar x=x y=x low=x", "-- chart: bar x=x x=x y=x", "-- table: Two Words", "-- title:",
    ])
    func malformed(_ line: String) {
        let head = line.hasPrefix("-- title") ? "-- question: B\n" : "-- title: A\n-- question: B\n"
        let found = error(head + "-- column: x: y\n" + line + "\nselect 1")
        guard case .malformedField = found else {
            Issue.record("\(line): \(String(describing: found))")
            return
        }
        #expect(found?.description.hasPrefix("mine.sql, line ") == true)
    }

    @Test(arguments: [
        ("null", SQLValue.null), ("NULL", .null), ("12", .integer(12)), ("-3", .integer(-3)), ("0.5", .real(0.5)),
        ("1e3", .real(1000)), ("'12'", .text("12")), ("'it''s'", .text("it's")), ("''", .text("")), ("", .text("")),
        ("sft", .text("sft")), ("nan", .text("nan")), ("infinity", .text("infinity")), ("1e999", .text("1e999")),
        ("99999999999999999999", .real(1e20)), ("'", .text("'")),
    ])
    func parameterValues(_ text: String, _ expected: SQLValue) {
        #expect(ParameterValue.parse(text) == expected)
    }
}
