import SQLite
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
            -- needs: samples.culture+stage
            -- needs: places.place if by = source
            -- empty: nothing was found
            -- parameter: level (number from 0.5 to 0.99) = 0.95: how sure
            -- parameter: stage = null: which stage
            -- parameter: by (column of samples) = source: which groups
            --
            -- grain: one row a stage
            -- measure: paper
            -- column: stage: the stage
            -- column: share (0 to 1): k / n
            -- column: low (ours): lower end
            -- column: high (0 to 1; ours): upper end
            -- chart: line x=stage y=share low=low high=high colour=stage log=y
            with a as (
                -- column: not a field here
                select {by}, $level -- table: nor this
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
                ReportParameter(
                    name: "level", kind: .number(0.5...0.99), defaultValue: .real(0.95), meaning: "how sure"),
                ReportParameter(name: "stage", kind: .value, defaultValue: .null, meaning: "which stage"),
                ReportParameter(
                    name: "by", kind: .column(of: "samples"), defaultValue: .text("source"), meaning: "which groups"),
            ])
        #expect(
            report.needs == [
                ReportNeed(relation: "samples", columns: ["culture", "stage"]),
                ReportNeed(
                    relation: "places", columns: ["place"], condition: .init(parameter: "by", value: "source")),
            ])
        #expect(report.needs.map(\.text) == ["samples.culture+stage", "places.place if by = source"])
        #expect(report.tables.count == 2)
        let first = report.tables[0]
        #expect(first.part == nil && first.grain == "one row a stage" && first.measure == .paper && first.line == 21)
        #expect(first.emptiness == "nothing was found")
        #expect(
            first.columns == [
                ReportColumn(name: "stage", unit: nil, origin: nil, meaning: "the stage"),
                ReportColumn(name: "share", unit: "0 to 1", origin: .paper, meaning: "k / n"),
                ReportColumn(name: "low", unit: nil, origin: .ours, meaning: "lower end"),
                ReportColumn(name: "high", unit: "0 to 1", origin: .ours, meaning: "upper end"),
            ])
        let chart = ReportChart(
            kind: .line, x: "stage", y: "share", low: "low", high: "high", colour: "stage", hasLogarithmicY: true)
        #expect(first.chart == chart)
        #expect(chart.text == "line x=stage y=share low=low high=high colour=stage log=y")
        #expect(first.sql.hasPrefix("with a as (") && first.sql.hasSuffix("select * from a;"))
        #expect(report.tables[1].part == "by-source")
        #expect(report.tables[1].sql == "select 2")
        #expect(report.tables.map(report.fileName) == ["mine", "mine-by-source"])
    }

    @Test(arguments: [
        "value", "number from 0.5 to 0.99", "integer from 0 to 10", "one of a b c", "value of samples.source",
        "column of samples", "condition on places", "measure of samples", "counting",
    ])
    func kindsReadBack(_ text: String) throws {
        let kind = try #require(ReportParameter.Kind(text))
        #expect(kind.text == text)
        let report = try parse("-- title: A\n-- question: B\n-- parameter: p (\(text)) = null: c\nselect 1")
        #expect(report.parameters.map(\.kind) == [kind])
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
                == .unknownColumn(file: file, line: 4, field: "chart", column: "z"))
        #expect(
            error(head + "select {by}, '{in} a text' -- {and} a comment")
                == .unknownPlaceholder(file: file, table: "mine", name: "by"))
    }

    @Test(arguments: [
        "-- parameter: level", "-- parameter: level = 1", "-- parameter: p (words) = 1: x",
        "-- parameter: p (number from 2 to 1) = 1: x", "-- parameter: p (value = 1: x", "-- needs: culture",
        "-- needs: samples.two words", "-- needs: samples.x if y", "-- needs: samples.x if y =", "-- empty:",
        "-- measure: theirs", "-- chart: bar x=x y=x log=z",
        "-- chart: bar x=x y=x log=x log=y", "-- chart: heat x=x y=x", "-- parameter: = 1: x", "-- column: x",
        "-- column: x (y: z",
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
        ("99999999999999999999", .text("99999999999999999999")), ("01220", .text("01220")), ("'", .text("'")),
    ])
    func parameterValues(_ text: String, _ expected: SQLValue) {
        #expect(ParameterValue.parse(text) == expected)
    }
}
