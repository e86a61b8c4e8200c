import Foundation
import TestSupport
import Testing

/// The loadable extension gives other programs the relations and functions, and the answers, of our own.
@Suite struct ExtensionTests {
    static let statements = [
        "select stage, sum(n) as n, sum(n) filter (where cultural) as cultural from samples group by stage order by stage",
        "select country, sum(n) as n, sum(w) as w from countries group by country order by n desc, country limit 20",
        "select source, gini(n) as gini, hill(n, 1) as hill from (select source, language, sum(n) as n from samples group by source, language) group by source order by source",
        "select wilson_low(sum(n) filter (where cultural), sum(n)) as low, avg(length(text)) as length from samples",
        "select id, text, language from samples where text like '%festival%' order by id limit 5",
        "with counts as (select domain, task, sum(n) as n from samples group by domain, task) select *, sum(n) over (partition by domain) as of from counts order by domain, task",
        "select count(*) as rejects from reject",
        // Combinations, repeated.
        "select count(*) as n, avg(cultural) as share, count(distinct culture) as tags from samples",
        "select stage, language, count(*) as n, total(cultural) as k from samples where domain is not null group by 1, 2 order by 1, 2",
        "select country, avg(cultural) as share, count(*) as n, sum(n) as m from countries group by 1 order by 1",
        "select a.stage, count(*) as n from samples as a join source_stage as b on b.source = a.source group by 1 order by 1",
        "with shares as (select source, avg(cultural) as share from samples group by source) select max(share) as most from shares",
        "select id, row, source from samples where cultural order by id limit 7",
        "select group_concat(source) as sources from (select source from samples order by id limit 9)",
        // Both sides of an `or` are read apart, and rows of the second were dropped.
        "select language, (select avg(cultural) from samples t where t.source = s.source) as m, count(*) as n from samples s where s.language = 'eng' or s.culture = 'NoCulture' group by language, s.source, s.stage order by language, s.source, s.stage",
    ]

    private func inFolderWithStore(_ body: (Program) throws -> Void) throws {
        try Program.inFreshFolder { program in
            let sample = PackageRoot.url.appending(path: "samples/culture-sample")
            let load = try program.run(
                "ingest", sample.path, "--stages", sample.appending(path: "stages.csv").path, "--store", "corpus.sqlite"
            )
            try #require(load.code == 0, "\(load.errors)")
            let built = Program.executable.deletingLastPathComponent().appending(path: "libcultivar-extension.so")
            try FileManager.default.createSymbolicLink(
                at: program.folder.appending(path: ExtensionHost.library), withDestinationURL: built)
            try body(program)
        }
    }

    /// The values of each row; numbers to twelve digits, since the shell prints fifteen.
    private func rows(_ text: String) throws -> [[String: String]]? {
        let rows = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
        return rows?.map { row in
            row.mapValues { ($0 as? NSNumber).map { String(format: "%.12g", $0.doubleValue) } ?? "\($0)" }
        }
    }

    @Test(arguments: ExtensionHost.allCases)
    func theSameAnswers(from host: ExtensionHost) throws {
        if let absence = host.absence { return print("skipped: \(absence)") }
        try inFolderWithStore { program in
            for statement in Self.statements {
                let own = try program.run("query", statement, "--format", "json", "--store", "corpus.sqlite")
                let foreign = try host.run(statement, with: program)
                #expect(foreign.code == 0, "\(statement): \(foreign.errors)")
                #expect(try rows(foreign.output) == rows(own.output), "\(statement)")
            }
        }
    }

    /// The relations are those of the main database: a name of another one is no other name for them.
    @Test(arguments: [ExtensionHost.python, .shell])
    func relationsOfAnAttachedStoreAreRefused(by host: ExtensionHost) throws {
        if let absence = host.absence { return print("skipped: \(absence)") }
        try inFolderWithStore { program in
            try program.write("text,culture\nx,Food\n", to: "one.csv")
            #expect(try program.run("ingest", "one.csv", "--store", "b.sqlite").code == 0)
            _ = try program.shell("sqlite3 b.sqlite 'create view v as select count(*) as n from samples'")
            func ask(_ sql: String) throws -> RunResult {
                try program.write(
                    """
                    import sqlite3, sys
                    connection = sqlite3.connect("corpus.sqlite")
                    connection.enable_load_extension(True)
                    connection.load_extension("./libcultivar")
                    connection.execute("attach 'b.sqlite' as b")
                    try:
                        print(connection.execute(sys.argv[1]).fetchall()[0][0])
                    except sqlite3.Error as error:
                        sys.exit(str(error))
                    """, to: "attached.py")
                return host == .python
                    ? try program.shell("\(ExtensionHost.pythonPath ?? "python3") attached.py \"\(sql)\"")
                    : try program.shell(
                        "sqlite3 -init /dev/null corpus.sqlite '.load ./libcultivar' \"attach 'b.sqlite' as b\" \"\(sql)\""
                    )
            }
            for sql in [
                "select count(*) from b.samples", "select sum(n) from B . samples", "select count(*) from b.v",
                "select (select count(*) from b.countries), x'00'", "select count(*) from samples, b.samples as o",
            ] {
                let result = try ask(sql)
                #expect(
                    result.code != 0 && result.errors.contains("open that store by a connection of its own"), "\(sql)")
            }
            let own = try program.run(
                "query", "select count(*) from samples", "--format", "csv", "--store", "corpus.sqlite")
            let count = try #require(own.output.split(separator: "\n").last)
            for sql in [
                "select count(*) from samples", "select count(*) from main.samples",
                "select count(*) from samples where (select count(*) from b.file) = 1",
            ] {
                let result = try ask(sql)
                #expect(result.output == "\(count)\n", "\(sql): \(result.errors)")
            }
        }
    }

    /// Regression: the library was unloaded with the connection while threads of its thread pool began or ended, and
    /// the host crashed now and then.
    @Test func closingTheConnectionLeavesTheCode() throws {
        if let absence = ExtensionHost.python.absence { return print("skipped: \(absence)") }
        try inFolderWithStore { program in
            try program.write(
                """
                import sqlite3
                for _ in range(3):
                    connection = sqlite3.connect("corpus.sqlite")
                    connection.enable_load_extension(True)
                    connection.load_extension("./libcultivar")
                    print(connection.execute("select count(*) > 9 from samples where language <> 'x'").fetchone()[0])
                    connection.close()
                    print("libcultivar" in open("/proc/self/maps").read())
                """, to: "closed.py")
            let result = try program.shell("\(ExtensionHost.pythonPath ?? "python3") closed.py")
            #expect(result.output == String(repeating: "1\nTrue\n", count: 3) && result.code == 0, "\(result.errors)")
        }
    }

    @Test func aDatabaseThatIsNoStoreGetsTheFunctions() throws {
        if let absence = ExtensionHost.shell.absence { return print("skipped: \(absence)") }
        try inFolderWithStore { program in
            let result = try program.shell(
                "sqlite3 -init /dev/null :memory: '.load ./libcultivar' 'select gini(value) from json_each(\"[1, 3]\")'"
            )
            #expect(result.output == "0.25\n" && result.code == 0, "\(result.errors)")
        }
    }

    @Test func aStoreOfAnotherVersionIsRefused() throws {
        if let absence = ExtensionHost.shell.absence { return print("skipped: \(absence)") }
        try inFolderWithStore { program in
            _ = try program.shell("sqlite3 corpus.sqlite 'pragma user_version = 900'")
            let result = try program.shell("sqlite3 -init /dev/null corpus.sqlite '.load ./libcultivar'")
            #expect(result.errors.contains("900") && result.code != 0, "\(result.errors)")
        }
    }
}
