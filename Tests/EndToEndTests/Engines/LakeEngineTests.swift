import Foundation
import TestSupport
import Testing

/// Tables of Delta and Iceberg, by the server in Rust: Spark itself needs packages for them.
@Suite(
    .enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint),
    .enabled(if: !SparkServer.isGiven, "Spark itself reads these tables only with packages of theirs"))
struct LakeEngineTests {
    /// Writes the files of the corpus as a table, or adds them to it.
    private static func write(_ program: Program, _ server: SparkServer, _ format: String, _ folder: String) throws {
        let files = program.folder.appending(path: "part-*.parquet").path
        try PythonEnvironment.runFile(
            "EndToEndTests/EngineScripts/lake.py", server.address, files, format, folder)
    }

    @Test(arguments: ["delta", "iceberg"])
    func aTableIsOfItsVersion(_ format: String) throws {
        let server = try SparkServer()
        try Program.inFreshFolder { program in
            try EngineCorpus.makeStores(in: program, rows: 400, seed: 20, server)
            let folder = program.folder.appending(path: "lake").path
            try Self.write(program, server, format, folder)
            try program.write(
                """
                name: lake
                inputs:
                  - files: "*"
                    source: {path: source, strip: {prefix: "`"}}
                    language: {path: lang, missing: none}
                    culture: culture
                    places: places
                    measures: {stars: stars}
                """, to: "lake.yaml")
            let table = "\(format).`\(folder)`"
            let connected = try program.run(
                [
                    "connect", server.address, "--table", table, "--profile", "./lake.yaml", "--store", "lake.sqlite",
                ], environment: EngineCorpus.environment)
            #expect(connected.code == 0, "\(connected.errors)")
            let question =
                "select source, country, count(*), sum(w), sum(stars) from countries group by 1, 2 order by 1, 2"
            func answer(_ store: String) throws -> (output: String, errors: String) {
                let result = try program.run(
                    ["query", question, "--store", store, "--format", "csv"], environment: EngineCorpus.environment)
                return (result.output, result.errors)
            }
            let local = try answer("local.sqlite").output
            #expect(local.split(separator: "\n").count > 20)
            #expect(try answer("lake.sqlite").output == local)
            try Self.write(program, server, format, folder)
            #expect(try answer("lake.sqlite").errors.contains("has changed since the store was connected to it"))
            let refreshed = try program.run(
                ["connect", "--refresh", "--store", "lake.sqlite"], environment: EngineCorpus.environment)
            #expect(refreshed.output.contains("samples has 800 rows"), "\(refreshed.errors)")
            #expect(try answer("lake.sqlite").output != local)
        }
    }
}
