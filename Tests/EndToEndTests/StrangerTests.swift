import Foundation
import TestSupport
import Testing

/// What a report, a statement or a session by somebody else may not do, through any command.
@Suite struct StrangerTests {
    private func withStore(_ body: (Program) throws -> Void) throws {
        try Program.inFreshFolder { program in
            try program.write(#"{"text": "a", "source": "s", "country": "Kenya"}"# + "\n", to: "a.jsonl")
            #expect(try program.run("ingest", "a.jsonl").code == 0)
            try body(program)
        }
    }

    private let header = "-- title: of a stranger\n-- question: what else?\n-- grain: one row\n"
    private let endless = "with recursive t (x) as (select 1 union all select x + 1 from t) select count(*) as n from t"

    /// `report FILE.sql` wrote files by `vacuum into` and read others by `attach`.
    @Test(arguments: [
        "vacuum into 'stolen.sqlite'", "attach 'other.sqlite' as other", "delete from source_stage",
        "create table t (x)", "pragma journal_mode = delete",
    ])
    func noDoorWritesOrReadsOtherFiles(statement: String) throws {
        try withStore { program in
            try program.write(header + statement + ";\n", to: "r.sql")
            try program.write(statement, to: "plain.sql")
            for arguments in [
                ["report", "r.sql"], ["report", "r.sql", "--out", "o"], ["query", statement],
                ["export", "--query", statement, "--out", "x.csv"],
                ["export", "--query-file", "plain.sql", "--out", "x.csv"],
            ] {
                let result = try program.shell("cultivar " + arguments.map { "\"\($0)\"" }.joined(separator: " "))
                #expect(result.code == 1, "\(arguments)")
                let refusals = [
                    "reading only", "no other file", "only a statement that gives rows", "would change something",
                ]
                #expect(refusals.contains(where: result.errors.contains), "\(arguments): \(result.errors)")
            }
            #expect(!program.exists("stolen.sqlite") && !program.exists("other.sqlite") && !program.exists("x.csv"))
            #expect(try program.run("check").code == 0)
        }
    }

    @Test func limitsHoldAtEveryDoor() throws {
        try withStore { program in
            try program.write(header + endless + ";\n", to: "r.sql")
            try program.write(endless, to: "plain.sql")
            for arguments in [
                "report r.sql", "report r.sql --out o", "export --query-file plain.sql --out x.csv",
                "report overview --where \"exists (\(endless))\"", "query \"\(endless)\"",
                "export samples --where \"(\(endless)) > 1\" --out x.csv",
            ] {
                let result = try program.shell("cultivar \(arguments) --timeout 0.3")
                #expect(result.code == 1 && result.errors.contains("stopped"), "\(arguments): \(result.errors)")
                #expect(!program.exists("x.csv"))
            }
            for command in ["info", "check", "report verify o", "export notebook --out n.py"] {
                let help = try program.shell("cultivar \(command) --timeout 0")
                #expect(help.code == 2 && help.errors.contains("--timeout takes a number"), "\(command)")
            }
        }
    }

    /// `--out` and `.output` replaced the store that was open, also by another path or a link.
    @Test func theStoreIsNotWrittenOver() throws {
        try withStore { program in
            let before = try Data(contentsOf: program.folder.appending(path: "corpus.sqlite"))
            #expect(try program.shell("ln -s corpus.sqlite link.csv; ln corpus.sqlite hard.csv; mkdir d").code == 0)
            for path in ["corpus.sqlite", "./d/../corpus.sqlite", "link.csv", "hard.csv"] {
                let exported = try program.run("export", "samples", "--out", path, "--format", "csv")
                #expect(
                    exported.code == 1 && exported.errors.contains("is not written over"), "\(path): \(exported.errors)"
                )
                for command in [".output", ".once"] {
                    let session = try program.run("repl", input: "\(command) \(path)\nselect 1;\n")
                    #expect(session.code == 1 && session.errors.contains("is not written over"), "\(command) \(path)")
                }
            }
            #expect(try program.run("export", "samples", "--out", "corpus.sqlite-wal", "--format", "csv").code <= 1)
            let appended = try program.shell("cultivar query 'select 1' >> corpus.sqlite")
            #expect(appended.code == 1)
            #expect(try program.run("report", "overview", "--out", "corpus.sqlite").code == 1)
            #expect(try Data(contentsOf: program.folder.appending(path: "corpus.sqlite")) == before)
            #expect(try program.run("check").code == 0)
        }
    }

    @Test func aSafeSessionReachesNothingButTheStore() throws {
        try withStore { program in
            try program.write("select 1;\n", to: "r.sql")
            for line in [
                ".shell touch x", "\\! touch x", ".output x", ".once x", ".output '|touch x'",
                ".export samples --out x",
                ".save select 1 as x", ".edit", ".read r.sql", ".open corpus.sqlite", ".table t=a.jsonl",
                ".pager touch",
                ".report r.sql", ".report ./r.sql", ".report overview --out x", ".report overview --table t=a.jsonl",
            ] {
                let result = try program.run("repl", "--safe", input: line + "\nselect 1;\n")
                #expect(result.code == 1 && result.errors.contains("--safe"), "\(line): \(result.errors)")
                #expect(!program.exists("x"))
            }
            let allowed = try program.run("repl", "--safe", input: ".tables\n.reports\n.report overview\nselect 1;\n")
            #expect(allowed.code == 0, "\(allowed.errors)")
            #expect(try program.run("repl", "--safe", "--writable").code == 2)
        }
    }

    /// `01220` was the number 1220, which no code is.
    @Test func aParameterWithALeadingZeroIsACode() throws {
        try withStore { program in
            let sql = "select $p as p, typeof($p) as t"
            for (given, wanted) in [
                ("01220", "01220,text"), ("0", "0,integer"), ("0.5", "0.5,real"), ("-05", "-05,text"),
                ("94107", "94107,integer"), ("18446744073709551615", "18446744073709551615,text"),
                ("00.5", "00.5,text"),
            ] {
                let result = try program.run("query", sql, "--param", "p=\(given)", "--format", "csv")
                #expect(result.output == "p,t\n\(wanted)\n", "\(given)")
            }
        }
    }
}
