import Testing

@testable import Reports

@Suite struct SharedStepsTests {
    private static let text = """
        -- Not a step.
        a as (select 1 as x, '),(' as y),

        b (u, v) as (
            select x, (select max(x) from a) from a -- of a, and no other
        ), c as materialized (select 3),
        d as (select * from b)

        """

    @Test func stepsAreFoundWithTheirLines() throws {
        let steps = try #require(SharedSteps(Self.text, line: 11)).steps
        #expect(steps.map(\.name) == ["a", "b", "c", "d"])
        #expect(steps.map(\.line) == [12, 14, 16, 17])
        #expect(steps[0].text == "a as (select 1 as x, '),(' as y)")
        #expect(steps[3].text == "d as (select * from b)")
    }

    @Test(arguments: [
        "", "select 1", "with a as (select 1)", "a as (select 1),", ", a as (select 1)", "a as (select (1)",
        "a as select 1",
        "a as (select 1) b as (select 2) select 3",
    ])
    func whatIsNoListOfStepsIsRefused(text: String) {
        #expect(SharedSteps(text, line: 1) == nil)
    }

    @Test(
        arguments: [
            ("select 1", []), ("select * from a", ["a"]), ("select * from B", ["a", "b"]),
            ("select * from d", ["a", "b", "d"]),
            ("with e as (select * from \"c\") select * from e", ["c"]), ("select 1 -- of a", []),
            ("select aa.d1 from aa", []),
        ] as [(String, [String])])
    func aStatementGetsTheStepsThatItNeeds(sql: String, names: [String]) throws {
        let steps = try #require(SharedSteps(Self.text, line: 11))
        let text = steps.statement(sql)
        if names.isEmpty { #expect(text == sql) }
        for step in steps.steps {
            #expect(text.contains(step.text) == names.contains(step.name), "\(step.name)")
        }
    }

    @Test func ownStepsFollow() throws {
        let steps = try #require(SharedSteps("a as (select 1 as x)", line: 2))
        #expect(
            steps.statement("with\nb as (select x from a)\nselect * from b")
                == "with\na as (select 1 as x),\nb as (select x from a)\nselect * from b")
        #expect(
            steps.statement("WITH Recursive b as (select x from a) select * from b")
                == "with recursive\na as (select 1 as x),\n b as (select x from a) select * from b")
        #expect(steps.statement("select * from a") == "with\na as (select 1 as x)\nselect * from a")
    }

    @Test(arguments: [
        "select * from d", "with\ne as (select 1)\nselect * from d, e", "select 1",
        "with e as (select 1) select * from c",
    ])
    func everythingIsOnItsLineOfTheFile(sql: String) throws {
        let steps = try #require(SharedSteps(Self.text, line: 11))
        let text = steps.statement(sql, atLine: 30)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for step in steps.steps where text.contains(step.text) {
            let first = try #require(step.text.split(separator: "\n").first)
            #expect(lines[step.line - 1].contains(first))
        }
        let last = try #require(sql.split(separator: "\n").last)
        let line = 29 + sql.split(separator: "\n", omittingEmptySubsequences: false).count
        #expect(lines.count == line && lines[line - 1].contains(last.hasPrefix("with") ? last.dropFirst(4) : last))
        // Both forms are one statement.
        #expect(
            text.split(whereSeparator: \.isWhitespace) == steps.statement(sql).split(whereSeparator: \.isWhitespace))
    }

    @Test func aStepMayNameALaterOne() throws {
        let steps = try #require(SharedSteps("a as (select x from b), b as (select 1 as x), c as (select 2)", line: 2))
        #expect(
            steps.statement("select * from a")
                == "with\na as (select x from b),\nb as (select 1 as x)\nselect * from a")
    }

    private static let head = "-- title: T\n-- question: Q?\n"

    @Test func aReportFileSharesSteps() throws {
        let text =
            Self.head + """
                -- steps:
                a as (select 1 as x),
                b as (select x + 1 as x from a)
                -- grain: one row
                select x from a;
                -- table: other
                with c as (select * from b)
                select x from c;
                """
        let report = try ReportHeaderParser(file: "t.sql").parse(text, name: "t")
        #expect(report.tables.map(\.grain) == ["one row", ""])
        #expect(report.tables[0].sql == "with\na as (select 1 as x)\nselect x from a;")
        #expect(
            report.tables[1].sql
                == "with\na as (select 1 as x),\nb as (select x + 1 as x from a),\n c as (select * from b)\nselect x from c;"
        )
        #expect(report.tables.map(\.line) == [7, 9])
    }

    @Test(arguments: [
        "-- steps: a as (select 1)\nselect 1", "-- steps:\nselect 1\n-- grain: g\nselect 1",
        "-- steps:\n-- grain: g\nselect 1",
        "-- steps:\na as (select 1)\n-- steps:\nb as (select 1)\n-- grain: g\nselect 1",
        "select 1;\n-- table: b\n-- steps:\na as (select 1)\n-- grain: g\nselect 1",
    ])
    func stepsInTheWrongPlaceAreRefused(text: String) {
        let error = #expect(throws: ReportFileError.self) {
            try ReportHeaderParser(file: "t.sql").parse(Self.head + text, name: "t")
        }
        guard case .malformedSteps = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
