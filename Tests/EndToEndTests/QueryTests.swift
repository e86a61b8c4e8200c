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
                    `.describe samples` lists the columns.

                    """, code: 1)
        }
    }

    /// As the command lines of SQLite and DuckDB take them.
    @Test func commandsThatReadTheStore() throws {
        try withStore { program in
            let tables = try program.run("query", ".tables", "--format", "csv")
            #expect(tables.output.contains("samples,one row per sample"))
            #expect(try program.run("query", "describe places").output.contains("w "))
            #expect(try program.run("query", ".help group_concat").output.contains("a function of SQLite"))
            for command in [".shell true", ".output file.csv", ".report decay", ".read a.sql"] {
                let result = try program.run("query", command)
                #expect(result.code == 1 && result.errors.contains("is a command of `cultivar repl`"), "\(result)")
            }
        }
    }

    /// A script that counts nothing learns that nothing can be counted.
    @Test func aValueThatDoesNotOccurIsNamed() throws {
        try withStore { program in
            let result = try program.run("query", "select id from samples where stage = 'sftt'", "--format", "csv")
            #expect(result.code == 0 && result.output == "id\n" && result.errors.contains("sftt"))
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
            #expect(result.code == 1 && result.errors.contains("open for reading only"))
        }
    }

    @Test func aClosedPipeIsAQuietEndOfAScript() throws {
        try withStore { program in
            try program.write(
                "with recursive t (x) as (select 1 union all select x + 1 from t limit 300000) select x from t;\nselect 2;\n",
                to: "script.sql")
            let result = try program.shell("cultivar repl < script.sql | head -n 1")
            #expect(result.code == 0 && result.errors.isEmpty, "\(result.errors)")
        }
    }

    @Test func limits() throws {
        try withStore { program in
            let endless = "with recursive t (x) as (select 1 union all select x + 1 from t) select count(*) from t"
            let late = try program.run("query", endless, "--timeout", "0.2")
            #expect(late.code == 1 && late.errors.contains("the time limit"), "\(late.errors)")
            let large = try program.run("query", "select length(hex(zeroblob(400000000)))", "--max-memory", "200MB")
            #expect(large.code == 1 && large.errors.contains("more memory"), "\(large.errors)")
            #expect(try program.run("query", "select 1", "--max-memory", "much").code == 2)
            #expect(try program.run("query", "select 1", "--timeout", "0").code == 2)
            let written = try program.run("query", "delete from reject", "--writable")
            #expect(written.code == 0 && written.errors.isEmpty, "\(written.errors)")
        }
    }

    @Test func shortForms() throws {
        try withStore { program in
            expect(
                try program.run("query", "from samples select sum(n) as n", "--format", "csv"), output: "n\n5\n")
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
                    cultivar: standard input, line 2, column 8: no such column: nowhere
                        select nowhere;
                               ^

                    """, code: 1)
            let goesOn = try program.run(
                "repl", "--format", "csv", "--keep-going", input: "select nowhere;\nselect 2 as b;\n")
            #expect(goesOn.output == "b\n2\n" && goesOn.code == 1)
            #expect(goesOn.errors.hasSuffix("cultivar: 1 of the statements failed\n"), "\(goesOn.errors)")
        }
    }
}
