import Foundation
import Reports
import Tabular
import TestSupport
import Testing
import Warehouse

@testable import Prompt

/// Lines of a test, and the prompts that were asked for.
private final class ScriptedLines: LineSource {
    let isInteractive: Bool
    let name = "the test"
    private(set) var prompts: [String] = []
    private var lines: [String]

    init(_ lines: [String], isInteractive: Bool) {
        self.lines = lines
        self.isInteractive = isInteractive
    }

    func nextLine(prompt: String) -> String? {
        prompts.append(prompt)
        return lines.isEmpty ? nil : lines.removeFirst()
    }
}

@Suite struct SessionTests {
    private struct Outcome {
        var output: String
        var reported: [String]
        var prompts: [String]
        var thrown: (any Error)?
    }

    private let folder = try? TemporaryFolder()

    private func run(
        _ lines: [String], isInteractive: Bool = true, terminal: Terminal? = nil,
        change: (inout Session.Options) -> Void = { _ in }
    ) throws -> Outcome {
        let folder = try TemporaryFolder()
        let source = ScriptedLines(lines, isInteractive: isInteractive)
        let sink = MemorySink()
        var reported: [String] = []
        var thrown: (any Error)?
        var options = Session.Options()
        options.format = .csv
        change(&options)
        let session = Session(
            store: try Store.create(at: folder.path("store.sqlite")), source: source, output: sink, terminal: terminal,
            options: options, report: { reported.append("\($0)") })
        do { try session.run() } catch { thrown = error }
        return Outcome(output: sink.text, reported: reported, prompts: source.prompts, thrown: thrown)
    }

    @Test func statementsAndPrompts() throws {
        let outcome = try run(["select 1 as a;", "select", "2 as b;", ""])
        #expect(outcome.output == "a\n1\nb\n2\n")
        #expect(outcome.prompts == ["cultivar> ", "cultivar> ", "     ...> ", "cultivar> ", "cultivar> "])
        #expect(outcome.thrown == nil && outcome.reported.isEmpty)
    }

    @Test func theLastSemicolonMayBeMissing() throws {
        #expect(try run(["select 1 as a; select 2 as b"], isInteractive: false).output == "a\n1\nb\n2\n")
        #expect(try run(["-- nothing"], isInteractive: false).output == "")
    }

    @Test func aPersonGoesOnAfterAnError() throws {
        let outcome = try run(["select nowhere;", ".nothing", "select 1 as a;"])
        #expect(outcome.output == "a\n1\n")
        #expect(outcome.reported.count == 2)
        #expect(outcome.reported.first?.contains("no such column: nowhere") == true, "\(outcome.reported)")
        #expect(outcome.reported.last == "there is no command .nothing: `.help` lists them")
        #expect(outcome.thrown == nil)
    }

    @Test func statementsBehindAnErrorAreCounted() throws {
        let outcome = try run(["select 1 as a; select nowhere; select 2; select 3;"])
        #expect(outcome.output == "a\n1\n")
        #expect(outcome.reported.first?.hasSuffix("\nThe 2 statements behind it were not run.") == true)
    }

    @Test func aScriptEndsAtTheFirstErrorAndTellsItsPlace() throws {
        let outcome = try run(["select 1 as a;", "select 1,", "  nowhere;", "select 2 as b;"], isInteractive: false)
        #expect(outcome.output == "a\n1\n")
        #expect(outcome.reported.isEmpty)
        #expect(
            "\(try #require(outcome.thrown))" == """
                the test, line 3, column 3: no such column: nowhere
                      nowhere;
                      ^
                """)
        let command = try run(["", ".mode nothing"], isInteractive: false)
        #expect("\(try #require(command.thrown))".hasPrefix("the test, line 2: .mode takes table, csv"))
    }

    @Test func aScriptCanGoOn() throws {
        let outcome = try run(["select nowhere;", "select 1 as a;", ".nothing"], isInteractive: false) {
            $0.keepsGoing = true
        }
        #expect(outcome.output == "a\n1\n")
        #expect(
            outcome.reported.count == 2 && outcome.reported[0].hasPrefix("the test, line 1, column 8: no such column"))
        #expect(outcome.thrown as? PromptError == .failures(count: 2))
    }

    @Test func quit() throws {
        #expect(try run([".quit", "select 1;"]).output == "")
        #expect(try run(["\\q", "select 1;"]).output == "")
        // Inside of a statement a dot is SQL.
        #expect(try run(["select 1", ".5 as a;"]).reported.count == 1)
    }

    @Test func tables() throws {
        let names = try run([".tables"]).output.split(separator: "\n").dropFirst().compactMap {
            $0.split(separator: ",").first.map(String.init)
        }
        #expect(names.first == "samples")
        for name in ["places", "countries", "stage_order", "load", "reject"] { #expect(names.contains(name)) }
        #expect(Set(names).count == names.count)
    }

    @Test func parameters() throws {
        let outcome = try run([
            ".param set c 12", ".param set t '12'", "select typeof(:c) as c, typeof($t) as t;", ".param list",
            ".param clear c", "select :c;", "select ?;",
        ])
        #expect(outcome.output == "c,t\ninteger,text\nname,value\n:c,12\n:t,12\n")
        #expect(outcome.reported.count == 2)
        #expect(outcome.reported[0] == "the parameter :c has no value: give it by `.param set c VALUE`")
    }

    @Test func modes() throws {
        let outcome = try run([
            ".mode json", "select 1 as a;", ".mode insert t", "select 1 as a, null as b;", "\\x", "select 1 as a;",
            ".mode",
        ])
        #expect(outcome.output == "[\n{\"a\":1}\n]\ninsert into \"t\" (\"a\", \"b\") values (1, null);\na = 1\n")
    }

    @Test func outputIntoAFileAndACommand() throws {
        let folder = try #require(self.folder)
        let file = folder.path("out.csv")
        let outcome = try run([
            ".once \(file)", "select 1 as a;", "select 2 as b;", ".output '|cat > \(file).2'", "select 3 as c;",
            "select 4 as d;",
            ".output", "select 5 as e;",
        ])
        #expect(outcome.reported == [])
        #expect(outcome.output == "b\n2\ne\n5\n")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "a\n1\n")
        #expect(try String(contentsOfFile: file + ".2", encoding: .utf8) == "c\n3\nd\n4\n")
    }

    @Test func filesOfStatements() throws {
        let folder = try #require(self.folder)
        let inner = try folder.write("select 2 as b;\nselect nowhere;\n", to: "inner.sql")
        let outer = try folder.write("select 1 as a;\n.read \(inner)\nselect 3 as c;\n", to: "outer.sql")
        let outcome = try run([".read \(outer)", "select 4 as d;", ".read /nowhere.sql"])
        #expect(outcome.output == "a\n1\nb\n2\nd\n4\n")
        #expect(
            outcome.reported[0].hasPrefix("\(inner), line 2, column 8: no such column: nowhere"), "\(outcome.reported)")
        #expect(outcome.reported[1] == "cannot read /nowhere.sql: there is no such file")
        let loop = try folder.write(".read \(folder.path("loop.sql"))\n", to: "loop.sql")
        #expect(try run([".read \(loop)"]).reported[0].contains("is read from within itself"))
    }

    @Test func shortFormsAreEchoed() throws {
        let outcome = try run([".echo on", "from source_stage select count(*) as c;", "show tables;"])
        #expect(
            outcome.output.hasPrefix("select count(*) as c from source_stage\nc\n0\n.tables\n"), "\(outcome.output)")
    }

    @Test func temporaryTablesAreCompleted() throws {
        let outcome = try run(["create temp table mine as select 1 as a;", ".describe mine", "from mine;"])
        #expect(outcome.reported == [])
        #expect(outcome.output == "column,type,hidden,what\na,\"\",\"\",\"\"\na\n1\n")
    }

    @Test func aTableOnTheTerminalFits() throws {
        let terminal = Terminal(size: { TerminalSize(columns: 30, rows: 24) })
        let outcome = try run(
            ["select 'a text that is too long for it' as t, 12345 as n;"], isInteractive: false, terminal: terminal
        ) {
            $0.format = .table
        }
        #expect(
            outcome.output == """
                t                            n
                ──────────────────────  ──────
                a text that is too lo…  12,345
                1 row

                """)
    }

    @Test func rowsBeyondTheLimitAreCounted() throws {
        let terminal = Terminal(size: { TerminalSize(columns: 30, rows: 24) })
        let numbers = "with recursive t (x) as (select 1 union all select x + 1 from t limit 5312) select x from t;"
        let lines = [".maxrows 3", numbers, ".maxrows all", "values (1), (2), (3), (4);"]
        let outcome = try run(lines, isInteractive: false, terminal: terminal) { $0.format = .table }
        #expect(
            outcome.output.contains("1\n     2\n     3\n3 of 5,312 rows\n")
                || outcome.output.contains("3 of 5,312 rows\n"))
        #expect(outcome.output.hasSuffix("4\n4 rows\n"))
    }

    @Test func chart() throws {
        let outcome = try run([".chart bar", "select 'a' as name, 2 as n;", ".chart bar", ".chart pie"])
        #expect(outcome.output.contains("a ████") && outcome.output.hasSuffix("2\n"))
        #expect(
            outcome.reported == [
                "there is no result to draw yet: run a statement first",
                ".chart takes bar, line, lorenz, heat, not “pie”",
            ])
    }
}
