import Foundation
import LocalFacts
import Testing
import Warehouse

/// A store is an SQLite file: Debian's own program shows what is in it.
@Suite struct PlainSQLiteTests {
    private static let program = "/usr/bin/sqlite3"

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: program), "Debian's sqlite3 is not installed"))
    func debiansSQLiteShowsCatalogueDictionariesLoadsAndRejects() throws {
        let path = try temporaryPath()
        do {
            let store = try TestCorpus.twoFiles(20, at: path)
            let load = try TestCorpus.load(into: store)
            let writer = try load.begin(TestCorpus.description("c"))
            writer.reject(
                RejectRecord(row: 1, line: 2, byteOffset: 3, column: "tokens", reason: "not a number", excerpt: "x"))
            try writer.finish(contentHash: nil)
            try load.finish()
        }
        #expect(
            try run(path, "select name, kind, role from column_definition where id in (1, 10)")
                == "dataset|tag|dataset\nplaces|tags|places\n")
        #expect(try run(path, "select value from dictionary_value where column_id = 1") == "test\n")
        #expect(
            try run(path, "select id, profile, arguments, version from load")
                == "1|invented|[\"test\"]|test\n2|invented|[\"test\"]|test\n")
        #expect(
            try run(path, "select path, rows_seen, rows_stored from file") == "a.jsonl|10|10\nb.jsonl|10|10\nc|1|0\n")
        #expect(
            try run(path, "select row, line, byte_offset, column_name, reason, excerpt from reject")
                == "1|2|3|tokens|not a number|x\n")
        #expect(try run(path, "pragma integrity_check") == "ok\n")
        #expect(try run(path, "select count(*) > 200 from country") == "1\n")
        #expect(
            try run(path, "select name from sqlite_schema where type in ('view', 'trigger') or sql like '%virtual%'")
                .isEmpty)
    }

    private func run(_ path: String, _ sql: String) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: Self.program)
        process.arguments = ["-batch", "-readonly", path, sql]
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self)
    }
}
