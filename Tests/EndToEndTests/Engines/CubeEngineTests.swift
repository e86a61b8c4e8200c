import Foundation
import TestSupport
import Testing

/// Tables of combinations that the server writes once: the same answers, and none of another state.
@Suite(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
struct CubeEngineTests {
    private static let statements = """
        .explain select stage, count(*) from samples group by 1;
        select source, culture, count(*), sum(cultural), sum(stars) from samples group by 1, 2 order by 1, 2;
        select country, language, count(*), sum(w), sum(mentions) from countries group by 1, 2 order by 1, 2;
        select domain, depth, count(*) from samples where language is not null group by 1, 2 order by 1, 2;
        """

    private static func connect(_ program: Program, _ server: SparkServer, _ arguments: [String]) throws -> String {
        let path = program.folder.appending(path: "part-*.parquet").path
        let result = try program.run(
            ["connect", server.address, "--parquet", path, "--profile", "./nested.yaml"] + arguments,
            environment: EngineCorpus.environment)
        #expect(result.code == 0, "\(result.errors)")
        return result.output
    }

    private static func answers(_ program: Program, _ store: String) throws -> String {
        try program.run(
            ["repl", "--store", store, "--format", "csv"], input: statements, environment: EngineCorpus.environment
        ).output
    }

    /// What follows the explanation of the first statement.
    private static func rows(_ answers: String) -> Substring {
        answers[(answers.range(of: "source,culture")?.lowerBound ?? answers.startIndex)...]
    }

    @Test func answersAreThoseOfTheRows() throws {
        let server = try SparkServer()
        try Program.inFreshFolder { program in
            try EngineCorpus.makeStores(in: program, rows: 2_000, seed: 17, server)
            let cube = program.folder.appending(path: "cube").path
            let places = program.folder.appending(path: "cube-places").path
            let said = try Self.connect(
                program, server,
                [
                    "--cube-table", cube, "--cube-table", "\(places)=source,language,places", "--store", "cube.sqlite",
                ])
            #expect(said.contains("\(places): "))
            #expect(said.contains("combinations of source, lang, culture, domain"))
            let local = try Self.answers(program, "local.sqlite")
            let found = try Self.answers(program, "cube.sqlite")
            // The smallest cube that has the column.
            #expect(found.contains("\(places): select"))
            let isEqual = Self.rows(found) == Self.rows(local)
            #expect(isEqual)
            #expect(Self.rows(local).split(separator: "\n").count > 50)
            // Without the tables the rows are counted.
            for path in [cube, places] { try FileManager.default.removeItem(atPath: path) }
            let without = try Self.answers(program, "cube.sqlite")
            #expect(!without.contains(": select"))
            let isEqualWithout = Self.rows(without) == Self.rows(local)
            #expect(isEqualWithout)
        }
    }

    @Test func aCubeOfAnotherStateIsNotUsed() throws {
        let server = try SparkServer()
        try Program.inFreshFolder { program in
            try EngineCorpus.makeStores(in: program, rows: 600, seed: 18, server)
            let cube = program.folder.appending(path: "cube").path
            _ = try Self.connect(program, server, ["--cube-table", cube, "--store", "cube.sqlite"])
            let question = "select source, count(*) from samples group by 1 order by 1"
            func answer(_ store: String) throws -> String {
                let result = try program.run(
                    ["query", question, "--store", store, "--format", "csv"], environment: EngineCorpus.environment)
                return result.output + result.errors
            }
            let before = try answer("local.sqlite")
            #expect(try answer("cube.sqlite") == before)
            // Another store writes the cube of more rows, which come and go.
            let part = program.folder.appending(path: "part-2.parquet")
            try FileManager.default.copyItem(at: program.folder.appending(path: "part-1.parquet"), to: part)
            _ = try Self.connect(program, server, ["--cube-table", cube, "--store", "other.sqlite"])
            #expect(try answer("cube.sqlite").contains("has changed"))
            let after = try answer("other.sqlite")
            try FileManager.default.removeItem(at: part)
            #expect(try answer("cube.sqlite") == before)
            #expect(try answer("other.sqlite").contains("has changed"))
            // Reading the values again writes it again.
            let refreshed = try program.run(
                ["connect", "--refresh", "--store", "other.sqlite"], environment: EngineCorpus.environment)
            #expect(refreshed.output.contains("\(cube): "), "\(refreshed.errors)")
            #expect(try answer("other.sqlite") == before)
            #expect(after != before)
        }
    }

    /// A name without a slash is a table of the server's catalogue, written again by each call.
    @Test(.enabled(if: SparkServer.isGiven, "Sail forgets a table of its catalogue at the end of a session"))
    func aCubeMayBeATableOfTheCatalogue() throws {
        let server = try SparkServer()
        try Program.inFreshFolder { program in
            try EngineCorpus.makeStores(in: program, rows: 500, seed: 24, server)
            let name = "cube_\(UUID().uuidString.prefix(8).lowercased())"
            defer { _ = try? PythonEnvironment.runFile("EndToEndTests/EngineScripts/drop.py", server.address, name) }
            let local = try Self.answers(program, "local.sqlite")
            for _ in 0..<2 {
                let said = try Self.connect(program, server, ["--cube-table", name, "--store", "cube.sqlite"])
                #expect(said.contains("\(name): "))
                let found = try Self.answers(program, "cube.sqlite")
                #expect(found.contains("\(name): select"))
                let isEqual = Self.rows(found) == Self.rows(local)
                #expect(isEqual)
            }
        }
    }

    @Test func noOtherTableIsReplaced() throws {
        let server = try SparkServer()
        try Program.inFreshFolder { program in
            try EngineCorpus.makeStores(in: program, rows: 100, seed: 19, server)
            let rows = program.folder.appending(path: "rows")
            try FileManager.default.createDirectory(at: rows, withIntermediateDirectories: false)
            let kept = rows.appending(path: "part-0.parquet")
            try FileManager.default.copyItem(at: program.folder.appending(path: "part-0.parquet"), to: kept)
            func error(_ cube: String) throws -> String {
                let result = try program.run(
                    [
                        "connect", server.address, "--parquet", program.folder.appending(path: "part-*.parquet").path,
                        "--profile", "./nested.yaml", "--cube-table", cube, "--store", "x.sqlite",
                    ], environment: EngineCorpus.environment)
                #expect(result.code == 1)
                return result.errors
            }
            #expect(try error(rows.path).contains("is no table of a cube"))
            #expect(FileManager.default.fileExists(atPath: kept.path))
            #expect(try error("\(rows.path)=colour").contains("the table has no column colour"))
            #expect(try error("\(rows.path)=text").contains("text is a text"))
        }
    }
}
