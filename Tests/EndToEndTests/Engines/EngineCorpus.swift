import Foundation
import TestSupport
import Testing

/// One dirty corpus, and a store of it for each engine.
enum EngineCorpus {
    private static let profile = """
        name: replies
        missing: [N/A]
        inputs:
          - files: "**/*.parquet"
            source: {path: source, strip: {prefix: "`"}}
            language: {path: lang, missing: none}
            culture: culture
            domain: domain
            task: task
            text: text
            places: places
            tags:
              land: META.land
              checked: checked
              formats: {path: formats, list: ";", each: format}
            measures:
              stars: stars
              big: big
              depth: META.depth
              score: {path: score, type: real}
        """

    /// A table of SQLite has no structures.
    private static var flatProfile: String { profile.replacing("META.", with: "") }
    private static var nestedProfile: String { profile.replacing("META", with: "meta") }

    static var environment: [String: String] { ["CULTIVAR_PYTHON": SparkServer.python] }

    /// Makes the corpus in a folder, and its profiles.
    static func makeFiles(in program: Program, rows: Int, seed: Int) throws {
        try PythonEnvironment.runFile(
            "EndToEndTests/EngineScripts/corpus.py", program.folder.path, "\(rows)", "\(seed)")
        try program.write(nestedProfile, to: "nested.yaml")
        try program.write(flatProfile, to: "flat.yaml")
        try program.write(
            "source,stage\nCrawl,pretraining\n\"line\nbreak\",pretraining\nAya,alignment\ntick`,alignment\n",
            to: "stages.csv")
    }

    /// Makes the corpus in a folder, and a store of it for each engine.
    static func makeStores(in program: Program, rows: Int, seed: Int, _ server: SparkServer) throws {
        try makeFiles(in: program, rows: rows, seed: seed)
        for arguments in [
            ["ingest", "part-0.parquet", "part-1.parquet", "--profile", "./nested.yaml", "--store", "local.sqlite"],
            [
                "attach", "--table", "replies", "--database", "plain.db", "--profile", "./flat.yaml", "--store",
                "plain.sqlite",
            ],
            [
                "connect", server.address, "--parquet", program.folder.appending(path: "part-*.parquet").path,
                "--profile", "./nested.yaml", "--store", "spark.sqlite",
            ],
        ] {
            let result = try program.run(arguments + ["--stages", "stages.csv"], environment: environment)
            #expect(result.code == 0, "\(result.errors)")
        }
    }

    /// The environment in which the program finds DuckDB in place of the bridge to Spark.
    static func duckDBEnvironment(in program: Program) throws -> [String: String] {
        let bridge = PackageRoot.url.appending(path: "Tests/EndToEndTests/EngineScripts/duckdb_bridge.py").path
        let file = program.folder.appending(path: "duckdb-python").path
        try program.write("#!/bin/sh\nexec '\(PythonEnvironment.path)' -B '\(bridge)'\n", to: "duckdb-python")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
        return ["CULTIVAR_PYTHON": file]
    }

    /// A store of the same Parquet files that DuckDB reads.
    ///
    /// - Returns: the environment in which the program finds DuckDB.
    static func makeDuckDBStore(in program: Program) throws -> [String: String] {
        let environment = try duckDBEnvironment(in: program)
        let result = try program.run(
            [
                "connect", "sc://duckdb", "--parquet", program.folder.appending(path: "part-*.parquet").path,
                "--profile", "./nested.yaml", "--stages", "stages.csv", "--store", "duckdb.sqlite",
            ], environment: environment)
        #expect(result.code == 0, "\(result.errors)")
        return environment
    }
}
