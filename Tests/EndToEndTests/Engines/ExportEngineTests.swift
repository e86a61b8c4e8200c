import Foundation
import TestSupport
import Testing

/// Rows that the server writes where no field chooses them, or none is chosen.
@Suite(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
struct ExportEngineTests {
    @Test func rowsAndColumnsAreThoseThatAreNamed() throws {
        let server = try SparkServer()
        try Program.inFreshFolder { program in
            try EngineCorpus.makeStores(in: program, rows: 400, seed: 26, server)
            func export(_ name: String, _ arguments: [String]) throws -> (code: Int32, output: String, errors: String) {
                let out = program.folder.appending(path: name).path
                let result = try program.run(
                    ["export", "outside", "--out", out, "--store", "spark.sqlite"] + arguments,
                    environment: EngineCorpus.environment)
                return (result.code, result.output, result.errors)
            }
            func written(_ name: String, _ question: String) throws -> String {
                try PythonEnvironment.run(
                    "import sys, duckdb; print(duckdb.sql(sys.argv[2].replace('ROWS', f\"'{sys.argv[1]}/*.parquet'\")).fetchall())",
                    [program.folder.appending(path: name).path, question]
                ).output.trimmingCharacters(in: .whitespacesAndNewlines)
            }
            // The client cannot send a table without rows.
            let none = try export("none", ["--where", "stars = 77 and source = 'Aya'", "--columns", "t=stage,s=stars"])
            #expect(none.output.contains("0 rows written of 0"), "\(none.errors)")
            // All rows were written, and then the table was said to have changed.
            let never = try export("never", ["--where", "0"])
            #expect(never.output.contains("0 rows written of 0"), "\(never.errors)")
            // The column was left out.
            let same = try export("same", ["--columns", "data=dataset"])
            #expect(same.code == 0, "\(same.errors)")
            #expect(try written("same", "select distinct data from ROWS") == "[('replies',)]")
            let unknown = try export("unknown", ["--columns", "stagge"])
            #expect(unknown.errors.contains("there is no column stagge: did you mean stage?"), "\(unknown.errors)")
            // All rows were written.
            let numbered = try export("numbered", ["--where", "id < 3"])
            #expect(numbered.errors.contains("id is neither"), "\(numbered.errors)")
            let taken = try export("taken", ["--columns", "source"])
            #expect(taken.errors.contains("has a column source already"), "\(taken.errors)")
            for name in ["unknown", "numbered", "taken"] { #expect(!program.exists(name)) }
        }
    }

    /// Texts, numbers and lists were left out, unless they were named.
    @Test func exportedRowsHaveAllColumns() throws {
        let server = try SparkServer()
        try Program.inFreshFolder { program in
            try EngineCorpus.makeStores(in: program, rows: 300, seed: 28, server)
            func keys(_ name: String) throws -> String {
                let exported = try program.run(
                    ["export", "samples", "--out", "\(name).jsonl", "--store", "\(name).sqlite"],
                    environment: EngineCorpus.environment)
                #expect(exported.code == 0, "\(exported.errors)")
                return try PythonEnvironment.run(
                    "import json, sys; print(sorted({key for line in open(sys.argv[1]) for key in json.loads(line)} - {'row'}))",
                    [program.folder.appending(path: "\(name).jsonl").path]
                ).output
            }
            let local = try keys("local")
            #expect(local.contains("text") && local.contains("stars") && local.contains("formats"))
            #expect(try keys("spark") == local)
            #expect(try keys("plain") == local)
        }
    }

    /// A server made a table of no files, and a refreshed store had no rows then.
    @Test func noFilesAreNoTable() throws {
        let server = try SparkServer()
        try Program.inFreshFolder { program in
            try EngineCorpus.makeStores(in: program, rows: 60, seed: 27, server)
            let away = program.folder.appending(path: "away")
            try FileManager.default.createDirectory(at: away, withIntermediateDirectories: true)
            func move(from one: URL, to other: URL) throws {
                for part in ["part-0.parquet", "part-1.parquet"] {
                    try FileManager.default.moveItem(at: one.appending(path: part), to: other.appending(path: part))
                }
            }
            try move(from: program.folder, to: away)
            let refreshed = try program.run(
                ["connect", "--refresh", "--store", "spark.sqlite"], environment: EngineCorpus.environment)
            #expect(refreshed.code == 1 && refreshed.errors.contains("there is no table"), "\(refreshed.errors)")
            try move(from: away, to: program.folder)
            let kept = try program.run(
                ["query", "select count(*) as c from samples", "--format", "csv", "--store", "spark.sqlite"],
                environment: EngineCorpus.environment)
            #expect(kept.output.split(whereSeparator: \.isNewline) == ["c", "60"], "\(kept.output) \(kept.errors)")
        }
    }
}
