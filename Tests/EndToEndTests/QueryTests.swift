import Foundation
import Testing

@Suite struct QueryTests {
    /// Runs `body` beside a store of the small files.
    private func withStore(_ body: (Program) throws -> Void) throws {
        try Program.inFreshFolder { program in
            _ = try program.loadSmallFiles()
            try body(program)
        }
    }

    @Test func brokenSQLShowsThePlace() throws {
        try withStore { program in
            expect(
                try program.run("query", "select stage,\n  frm\nfrom samples"),
                errors: """
                    cultivar: no such column: frm (line 2, column 3)
                          frm
                          ^

                    """, code: 1)
        }
    }

    @Test func oneStatementOnly() throws {
        try withStore { program in
            let result = try program.run("query", "select 1; select 2")
            #expect(result.code == 1 && result.output.isEmpty)
            #expect(try program.run("query", "select 1; -- that is all").code == 0)
            #expect(try program.run("query", "").code == 1)
        }
    }

    @Test func parameters() throws {
        try withStore { program in
            let sql = "select $a as a, :b as b, @c as c"
            expect(
                try program.run(
                    "query", sql, "--param", "a=1", "--param", "b='1'", "--param", "c=x=y", "--format", "json"),
                output: "[\n{\"a\":1,\"b\":\"1\",\"c\":\"x=y\"}\n]\n")
            expect(
                try program.run("query", sql, "--param", "a=1"),
                errors: "cultivar: the parameter b has no value: give it by --param b=VALUE\n", code: 1)
            #expect(try program.run("query", "select ?").errors.hasPrefix("cultivar: a parameter has a name"))
            expect(
                try program.run("query", sql, "--param", "d=1"),
                errors: "cultivar: there is no parameter d: the parameters are a, b, c\n", code: 1)
        }
    }

    @Test func standardInput() throws {
        try withStore { program in
            expect(try program.run("query", "-", "--format", "csv", input: "select 1 as a;\n"), output: "a\n1\n")
        }
    }

    @Test func aClosedPipeIsAQuietEnd() throws {
        try withStore { program in
            let numbers =
                "with recursive t (x) as (select 1 union all select x + 1 from t limit 300000) select x from t"
            for format in ["table", "csv", "jsonl"] {
                let result = try program.shell("cultivar query '\(numbers)' --format \(format) | head -n 1")
                #expect(result.code == 0 && result.errors.isEmpty, "\(format): \(result.errors)")
                #expect(result.output.split(separator: "\n").count == 1)
            }
        }
    }

    @Test func queriesOnlyRead() throws {
        try withStore { program in
            let result = try program.run("query", "delete from load")
            #expect(result.code == 1 && result.errors.contains("readonly"))
        }
    }

    @Test func fullDisk() throws {
        try withStore { program in
            let result = try program.shell("cultivar query 'select 1' > /dev/full")
            #expect(result.code == 1)
            #expect(result.errors == "cultivar: cannot write standard output: No space left on device\n")
        }
    }

    @Test func replRunsAScript() throws {
        try withStore { program in
            expect(
                try program.run(
                    "repl", "--format", "csv", input: "select 1 as a;\nselect\n 2 as b\n;\n.quit\nselect 3;\n"),
                output: "a\n1\nb\n2\n")
            expect(
                try program.run("repl", "--format", "csv", input: "select 1 as a;\nselect nowhere;\nselect 2;\n"),
                output: "a\n1\n",
                errors: """
                    cultivar: no such column: nowhere (line 1, column 8)
                        select nowhere;
                               ^

                    """, code: 1)
        }
    }
}
