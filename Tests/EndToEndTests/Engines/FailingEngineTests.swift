import Foundation
import TestSupport
import Testing

/// A bridge that fails in the middle of the work: each failure has its sentence, and leaves nothing half done.
@Suite(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
struct FailingEngineTests {
    private static let question = "select source, culture, count(*) as n from samples group by 1, 2 order by 1, 2"

    /// A store of files that DuckDB reads, the environment in which it is asked, and tables of a report.
    private static func prepare(_ program: Program) throws -> [String: String] {
        try EngineCorpus.makeFiles(in: program, rows: 300, seed: 23)
        let environment = try EngineCorpus.makeDuckDBStore(in: program)
        let tables = try program.run(report, environment: environment)
        #expect(tables.code == 0, "\(tables.errors)")
        return environment
    }

    private static let report = [
        "report", "decay", "concentration", "--store", "duckdb.sqlite", "--out", "tables", "--format", "csv",
    ]

    /// What is in the folder, by the names of files. A reader that is ended at its time limit leaves an empty log and
    /// the index of the log, which the next reader removes.
    private static func contents(_ program: Program) throws -> [String: Data] {
        var found: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: program.folder.path) {
            let bytes = FileManager.default.contents(atPath: program.folder.appending(path: name).path)
            if name.hasSuffix("-shm") || (name.hasSuffix("-wal") && bytes?.isEmpty == true) { continue }
            found[name] = bytes
        }
        return found
    }

    @Test(arguments: [
        ("away", "no Spark server answers at sc://duckdb:15002 (Connection refused): start one"),
        ("refused", "spark refused a statement: the disk of the server is full"),
        ("half", "the connection to spark broke (the bridge ended with code 1): run the statement again"),
        ("garbage", "the connection to spark broke (an answer is not JSON): run the statement again"),
        ("killed", "the connection to spark broke (the bridge ended with code 9): run the statement again"),
        ("huge", "the answer of spark has 10000000000000 bytes, and at most 2147483648 are taken: use fewer columns"),
    ])
    func nothingIsHalfDone(failure: (kind: String, sentence: String)) throws {
        try Program.inFreshFolder { program in
            let environment = try Self.prepare(program)
            let before = try Self.contents(program)
            func fails(_ arguments: [String], after count: Int) throws {
                let failing = environment.merging(["CULTIVAR_TEST_FAILURE": "\(failure.kind):\(count)"]) { $1 }
                let result = try program.run(arguments, environment: failing)
                #expect(result.code == 1, "\(arguments): \(result)")
                #expect(result.output == "", "\(arguments)")
                #expect(result.errors.contains(failure.sentence), "\(arguments): \(result.errors)")
            }
            try fails(["query", Self.question, "--store", "duckdb.sqlite"], after: 0)
            // The first statements of the reports are answered.
            try fails(Self.report, after: 3)
            try fails(["connect", "--refresh", "--store", "duckdb.sqlite"], after: 2)
            try fails(
                [
                    "connect", "sc://duckdb", "--parquet", program.folder.appending(path: "part-*.parquet").path,
                    "--profile", "./nested.yaml", "--store", "new.sqlite",
                ], after: 2)
            let after = try Self.contents(program)
            #expect(Set(after.keys) == Set(before.keys))
            for (name, bytes) in before { #expect(after[name] == bytes, "\(name)") }
            let verified = try program.run(
                ["report", "verify", "tables", "--store", "duckdb.sqlite"], environment: environment)
            #expect(verified.code == 0, "\(verified)")
        }
    }

    /// A statement that the server does not answer is ended by its time limit, also where the bridge does not hear it.
    @Test(arguments: ["slow", "deaf"])
    func aTimeLimitEndsASlowStatement(_ kind: String) throws {
        try Program.inFreshFolder { program in
            let environment = try Self.prepare(program)
            let before = try Self.contents(program)
            let mark = program.folder.appending(path: "mark")
            let slow = environment.merging(
                ["CULTIVAR_TEST_FAILURE": "\(kind):0", "CULTIVAR_TEST_MARK": mark.path]) { $1 }
            for arguments in [["query", Self.question, "--store", "duckdb.sqlite"], Self.report] {
                let result = try program.run(arguments + ["--timeout", "3"], environment: slow)
                #expect(result.code == 1, "\(result)")
                #expect(result.output == "")
                #expect(result.errors.contains("stopped after 3"), "\(result.errors)")
                // On a very slow machine the statement has not begun.
                guard let pid = try? String(contentsOf: mark, encoding: .utf8) else { continue }
                try FileManager.default.removeItem(at: mark)
                #expect(!FileManager.default.fileExists(atPath: "/proc/\(pid)") || Self.ends(pid), "\(arguments)")
            }
            let after = try Self.contents(program)
            #expect(after == before)
        }
    }

    /// Whether a process ends soon.
    private static func ends(_ pid: String) -> Bool {
        for _ in 0..<2_000 {
            let state = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
            guard let rest = state?.split(separator: ")").last, !rest.hasPrefix(" Z") else { return true }
            usleep(5_000)
        }
        return false
    }
}
