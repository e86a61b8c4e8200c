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
