import Foundation
import Testing

/// Tables of one's own by the commands that take them.
@Suite struct OwnTableCommandTests {
    private func withStore(_ body: (Program) throws -> Void) throws {
        try Program.inFreshFolder { program in
            _ = try program.loadSmallFiles()
            try program.write("tongue,code\nEnglish,01\nFrench,02\n", to: "codes.csv")
            try body(program)
        }
    }

    private static let account = "cultivar: codes: 2 records of codes.csv: 2 stored, 0 rejected\n"

    @Test func query() throws {
        try withStore { program in
            expect(
                try program.run(
                    "query", "select code, count(*) as n from codes join samples on language = tongue group by code",
                    "--table", "codes=codes.csv", "--format", "csv"),
                output: "code,n\n01,2\n02,2\n", errors: Self.account)
            expect(
                try program.run("query", "select 1", "--table", "samples=codes.csv"),
                errors:
                    "cultivar: the store has samples already, which a table of that name would hide; take another name\n",
                code: 1)
            let piped = try program.shell(
                "cat codes.csv | cultivar query 'select count(*) from t' --table t=- --format csv")
            #expect(piped.output == "count(*)\n2\n" && piped.code == 0)
            let fifo = try program.shell(
                "cultivar query 'select count(*) from t' --table t=<(cat codes.csv) --format csv")
            #expect(fifo.output == "count(*)\n2\n" && fifo.code == 0)
        }
    }

    @Test func prompt() throws {
        try withStore { program in
            let script =
                ".table codes=codes.csv\nselect count(*) as k from codes;\n.table\n.tables codes\ndrop table codes;\n.table\n"
            let result = try program.run("repl", "--format", "csv", input: script)
            #expect(result.code == 0)
            #expect(
                result.output == """
                    k
                    2
                    table,rows,columns
                    codes,2,"tongue TEXT, code TEXT"
                    name,what
                    codes,a temporary table
                    table,rows,columns

                    """, "\(result.output)")
            #expect(result.errors == Self.account.replacing("cultivar: ", with: ""))
        }
    }

    @Test func report() throws {
        try withStore { program in
            let result = try program.run(
                "report", "decay", "--where", "language in (select tongue from codes)", "--table", "codes=codes.csv")
            #expect(result.code == 0 && result.errors == Self.account, "\(result.errors)")
        }
    }

    @Test func parquet() throws {
        try withStore { program in
            let result = try program.shell(
                "cultivar query 'select language, count(*) as n from samples group by 1' --format parquet > a.parquet"
                    + " && cultivar query 'select * from a' --table a=a.parquet --format csv")
            #expect(result.output == "language,n\nEnglish,2\nFrench,2\nSpanish,1\n" && result.code == 0, "\(result)")
        }
    }
}
