import Foundation
import TestSupport
import Testing

/// Options of reports that change which rows are counted, by what, and for whom: the same bytes from each engine.
@Suite(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
struct EngineOptionTests {
    private static let reports: [(name: String, arguments: [String], tableCount: Int)] = [
        ("by", ["all", "--by", "domain", "--where", "language is not null and (stars > 0 or checked = 'true')"], 20),
        ("weight", ["all", "--weight", "depth", "--clusters", "land"], 20),
        (
            "lists",
            [
                "decay", "composition", "tasks", "domains", "--by", "checked", "--clusters", "none", "--where",
                "id in (select id from countries where country = 'India') and source like '%a%'",
            ], 9
        ),
        (
            "cases",
            [
                "domains", "concentration", "--weight", "depth", "--by", "culture", "--counting", "fractional",
                "--where", "land = 'Chad' or not cultural", "--as-written", "--min-n", "5", "--level", "0.9",
            ], 3
        ),
    ]

    @Test func reportsHaveTheSameBytes() throws {
        let server = try SparkServer()
        try Program.inFreshFolder { program in
            try EngineCorpus.makeStores(in: program, rows: 1_200, seed: 22, server)
            let ofDuckDB = try EngineCorpus.makeDuckDBStore(in: program)
            for (name, arguments, tableCount) in Self.reports {
                for engine in ["local", "plain", "spark", "duckdb"] {
                    let result = try program.run(
                        ["report"] + arguments + [
                            "--store", "\(engine).sqlite", "--out", "\(name)-\(engine)", "--format", "csv",
                        ], environment: engine == "duckdb" ? ofDuckDB : EngineCorpus.environment)
                    #expect(result.code == 0, "\(name), \(engine): \(result.errors)")
                }
                let local = try Self.tables(program, "\(name)-local")
                #expect(local.count >= tableCount, "\(name)")
                for engine in ["plain", "spark", "duckdb"] {
                    let found = try Self.tables(program, "\(name)-\(engine)")
                    #expect(found.keys.sorted() == local.keys.sorted(), "\(name), \(engine)")
                    for (file, text) in local { #expect(found[file] == text, "\(name)-\(engine)/\(file)") }
                }
            }
        }
    }

    private static func tables(_ program: Program, _ folder: String) throws -> [String: String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: program.folder.appending(path: folder).path)
        return Dictionary(
            uniqueKeysWithValues: try names.filter { $0.hasSuffix(".csv") }.map {
                ($0, try program.text(of: "\(folder)/\($0)"))
            })
    }
}
