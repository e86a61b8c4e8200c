import Foundation
import TestSupport
import Testing

/// One corpus in the store, in a table of SQLite and on a server that speaks Spark Connect: the same answers.
@Suite(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
struct EngineTests {
    /// How many random statements are asked; of more than the usual number a larger corpus.
    private static let requestCount =
        ProcessInfo.processInfo.environment["CULTIVAR_ENGINE_REQUESTS"].flatMap { Int($0) } ?? usualCount
    private static let usualCount = 150

    private static let rowCount =
        ProcessInfo.processInfo.environment["CULTIVAR_ENGINE_ROWS"].flatMap { Int($0) }
        ?? (requestCount > usualCount ? 50_000 : 3_000)

    @Test func enginesGiveTheSameAnswers() throws {
        let server = try SparkServer()
        try Program.inFreshFolder { program in
            try EngineCorpus.makeStores(in: program, rows: Self.rowCount, seed: 11, server)
            let environments = try EngineCorpus.makeDuckDBStore(in: program)
            let statements = try PythonEnvironment.runFile(
                "EndToEndTests/EngineScripts/requests.py", "\(Self.requestCount)", "5")
            let answers = try ["local", "plain", "spark", "duckdb"].map { name in
                try program.run(
                    ["repl", "--store", "\(name).sqlite", "--format", "csv"], input: statements,
                    environment: name == "duckdb" ? environments : EngineCorpus.environment)
            }
            #expect(answers[0].output.split(separator: "\n").count > 10 * Self.requestCount)
            for (name, answer) in zip(["plain", "spark", "duckdb"], answers.dropFirst()) {
                #expect(answer.errors == answers[0].errors, "\(name)")
                let difference = zip(Self.lines(answers[0].output), Self.lines(answer.output)).first { $0 != $1 }
                #expect(difference == nil, "\(name)")
                #expect(answer.output.utf8.count == answers[0].output.utf8.count, "\(name)")
            }
        }
    }

    private static func lines(_ text: String) -> [Substring] { text.split(separator: "\n") }

    @Test func reportsHaveTheSameBytes() throws {
        let server = try SparkServer()
        try Program.inFreshFolder { program in
            try EngineCorpus.makeStores(in: program, rows: 1_500, seed: 12, server)
            for name in ["local", "plain", "spark"] {
                let result = try program.run(
                    ["report", "all", "--store", "\(name).sqlite", "--out", name, "--format", "csv"],
                    environment: EngineCorpus.environment)
                #expect(result.code == 0, "\(result.errors)")
            }
            let files = try FileManager.default.contentsOfDirectory(
                atPath: program.folder.appending(path: "local").path
            ).filter { $0.hasSuffix(".csv") }
            #expect(files.count > 20)
            for file in files {
                let local = try program.text(of: "local/\(file)")
                for name in ["plain", "spark"] {
                    #expect(try program.text(of: "\(name)/\(file)") == local, "\(name)/\(file)")
                }
            }
            let manifest = try program.text(of: "spark/manifest.json")
            #expect(manifest.contains(#""engine" : "spark""#))
            #expect(manifest.contains(#""snapshot" : "1500 rows"#))
            let verified = try program.run(
                ["report", "verify", "spark", "--store", "spark.sqlite"], environment: EngineCorpus.environment)
            #expect(verified.code == 0, "\(verified.output)\(verified.errors)")
        }
    }

    /// Rows that the server writes with tags beside them are those that the store would choose.
    @Test func theServerWritesTheChosenRows() throws {
        let server = try SparkServer()
        try Program.inFreshFolder { program in
            try EngineCorpus.makeStores(in: program, rows: 900, seed: 15, server)
            let condition = "id in (select id from countries where country in ('Kenya', 'India')) and stars > 0"
            let out = program.folder.appending(path: "chosen").path
            let export = [
                "export", "outside", "--out", out, "--where", condition, "--columns", "code=language_code,cultural",
                "--store", "spark.sqlite",
            ]
            let written = try program.run(export, environment: EngineCorpus.environment)
            #expect(written.code == 0, "\(written.errors)")
            let question = """
                select language_code as code, cultural, count(*) as n from samples where \(condition)
                group by 1, 2 order by 1, 2
                """
            let expected = try program.run(["query", question, "--store", "local.sqlite", "--format", "csv"])
            let found = try PythonEnvironment.run(
                """
                import sys, duckdb
                duckdb.sql(f"copy (select code, cultural, count(*) as n from '{sys.argv[1]}/*.parquet' group by 1, 2 "
                           "order by 1 nulls first, 2 nulls first) to '/dev/stdout' (header)")
                """, [out])
            #expect(found.output == expected.output)
            #expect(expected.output.split(separator: "\n").count > 5)
            // Nothing that is there already is written over.
            let again = try program.run(export, environment: EngineCorpus.environment)
            #expect(again.code == 1 && again.errors.contains("exist"), "\(again.errors)")
            let counting = "source in (select source from samples group by 1 having count(*) > 9)"
            let counted = try program.run(
                ["export", "outside", "--out", "x", "--where", counting, "--store", "spark.sqlite"],
                environment: EngineCorpus.environment)
            #expect(counted.code == 1 && counted.errors.contains("chosen by tags and numbers"), "\(counted.errors)")
        }
    }

    /// The same seed draws the same rows.
    @Test func aDrawnShareIsOfItsSeed() throws {
        let server = try SparkServer()
        try Program.inFreshFolder { program in
            try EngineCorpus.makeStores(in: program, rows: 2_000, seed: 16, server)
            func drawn(_ name: String, _ seed: String) throws -> String {
                let out = program.folder.appending(path: name).path
                let result = try program.run(
                    ["export", "outside", "--out", out, "--share", "0.25", "--seed", seed, "--store", "spark.sqlite"],
                    environment: EngineCorpus.environment)
                #expect(result.code == 0, "\(result.errors)")
                let read =
                    "import sys, duckdb; "
                    + "print(sorted(r[0] for r in duckdb.sql(f\"select id from '{sys.argv[1]}/*.parquet'\").fetchall()))"
                return try PythonEnvironment.run(read, [out]).output
            }
            let first = try drawn("a", "7")
            #expect(try drawn("b", "7") == first)
            #expect(try drawn("c", "8") != first)
            // 2,000 rows and a share of a quarter: six standard deviations are 116.
            #expect(abs(first.split(separator: ",").count - 500) < 116)
        }
    }

    @Test func aTableThatHasChangedIsRefusedUntilItIsReadAgain() throws {
        let server = try SparkServer()
        try Program.inFreshFolder { program in
            try EngineCorpus.makeStores(in: program, rows: 200, seed: 13, server)
            let part = program.folder.appending(path: "part-1.parquet")
            try FileManager.default.copyItem(at: part, to: program.folder.appending(path: "part-2.parquet"))
            let question = ["query", "select count(*) as n from samples", "--store", "spark.sqlite", "--format", "csv"]
            let refused = try program.run(question, environment: EngineCorpus.environment)
            #expect(refused.code == 1)
            #expect(refused.errors.contains("has changed since the store was connected to it"))
            let refreshed = try program.run(
                ["connect", "--refresh", "--store", "spark.sqlite"], environment: EngineCorpus.environment)
            #expect(refreshed.code == 0, "\(refreshed.errors)")
            #expect(try program.run(question, environment: EngineCorpus.environment).output == "n\n300\n")
        }
    }

    /// What the engine cannot give is refused with what to do, and the store stays as it was.
    @Test func refusalsSayWhatToDo() throws {
        let server = try SparkServer()
        try Program.inFreshFolder { program in
            try EngineCorpus.makeStores(in: program, rows: 12_000, seed: 14, server)
            func error(_ arguments: [String]) throws -> String {
                let result = try program.run(arguments, environment: EngineCorpus.environment)
                #expect(result.code == 1, "\(arguments)")
                return result.errors
            }
            let rows = try error(["query", "select max(length(text)) from samples", "--store", "spark.sqlite"])
            #expect(rows.contains("12000 rows"))
            #expect(rows.contains("cultivar ingest"))
            let few = try program.run(
                ["query", "select text, places from samples limit 3", "--store", "spark.sqlite", "--format", "csv"],
                environment: EngineCorpus.environment)
            #expect(few.output.split(separator: "\n").count == 4, "\(few.errors)")
            // Of many reports, one that needs the rows does not stop the others.
            try program.write(
                """
                -- title: The longest samples
                -- question: How long is the longest sample of each source?
                select source, max(length(text)) as length from samples group by source;
                """, to: "longest.sql")
            let reports = try program.run(
                [
                    "report", "overview", "distributions", "./longest.sql", "--store", "spark.sqlite", "--out",
                    "tables",
                    "--format", "csv",
                ],
                environment: EngineCorpus.environment)
            #expect(reports.code == 0, "\(reports.errors)")
            #expect(reports.errors.contains("left out: report longest"), "\(reports.errors)")
            #expect(program.exists("tables/overview.csv") && program.exists("tables/distributions.csv"))
            #expect(!program.exists("tables/longest.csv"))
            let annotate = ["annotate", "a.jsonl", "--text-column", "text", "--columns", "stage", "--out", "b.jsonl"]
            let annotated = try error(annotate + ["--store", "spark.sqlite"])
            #expect(annotated.contains("`cultivar export outside --columns stage --out"))
            #expect(try error(["index", "text", "--store", "spark.sqlite"]).contains("no index here"))
            #expect(try error(["ingest", "part-0.parquet", "--store", "spark.sqlite"]).contains("no file is loaded"))
            try program.write(
                "name: p\ninputs:\n  - files: \"*\"\n    source: sauce\n    language: {path: [lang, domain]}\n",
                to: "wrong.yaml")
            let path = program.folder.appending(path: "part-*.parquet").path
            let fields = try error(
                ["connect", server.address, "--parquet", path, "--profile", "./wrong.yaml", "--store", "x.sqlite"])
            #expect(fields.contains("column source: the table has no field sauce"))
            #expect(fields.contains("column language: it takes the first of several fields"))
            #expect(!FileManager.default.fileExists(atPath: program.folder.appending(path: "x.sqlite").path))
            let away = try error(["connect", "sc://127.0.0.1:1", "--table", "t", "--store", "x.sqlite"])
            #expect(away.contains("no Spark server answers at sc://127.0.0.1:1"))
            let table = try error(["connect", server.address, "--table", "no_such", "--store", "x.sqlite"])
            #expect(table.contains("there is no table no_such"))
        }
    }
}
