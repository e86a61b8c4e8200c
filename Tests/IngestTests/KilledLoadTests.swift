import Foundation
import LocalFacts
import Readers
import TestSupport
import Testing
import Warehouse

@testable import Ingest

@Suite("Loads that were killed")
struct KilledLoadTests {
    /// Gives the bytes of another source up to a place, and then an error that nobody handles, as a killed process
    /// would.
    private final class KilledSource: ByteSource {
        struct Killed: Error {}

        private let source: any ByteSource
        private let limit: Int64

        init(_ source: any ByteSource, after limit: Int64) {
            self.source = source
            self.limit = limit
        }

        var name: String { source.name }
        var consumedBytes: Int64 { source.consumedBytes }
        var totalBytes: Int64? { source.totalBytes }

        func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
            guard consumedBytes < limit else { throw Killed() }
            return try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, 65_536)]))
        }
    }

    @Test func aKilledLoadGoesOnAfterTheLastRowGroup() throws {
        let folder = try TemporaryFolder()
        // Two row groups and more; the second may not have been written yet.
        let rowCount = 300_000
        var text = "prompt,likes\n"
        for row in 0..<rowCount { text += row % 10_000 == 9_999 ? "bad,1,2\n" : "p\(row % 100),\(row)\n" }
        let file = try folder.write(text, to: "a.csv")
        let killedAfter = Int64(text.utf8.count) * 95 / 100
        let store = try Store.create(at: folder.path("killed"))
        let plan = try IngestPlan(InputFile.files(for: [file]), options: IngestOptions())
        let load = try LoadWriter(store: store, description: LoadDescription(profile: nil, arguments: [], version: ""))
        let killed = FileLoad(
            planned: plan.files[0], load: load, resources: MappingResources(folders: []), rowLimit: nil, threadCount: 2,
            open: { KilledSource(try FileSource(path: file), after: killedAfter) }
        )
        #expect(throws: KilledSource.Killed.self) { try killed.run() }

        let reopened = try Store.open(at: folder.path("killed"), access: .readWrite)
        let stored = reopened.sampleCount
        #expect(stored > 100_000 && stored < rowCount)
        let result = try Ingestion(store: reopened, options: IngestOptions()).run([file])
        #expect(result.files[0].resumedAfter >= Int64(stored))
        #expect(result.total.stored == Int64(rowCount - 30 - stored))

        let whole = try Store.create(at: folder.path("whole"))
        _ = try Ingestion(store: whole, options: IngestOptions()).run([file])
        for query in [
            "select sum(likes), sum(row), count(*), count(distinct text) from samples",
            "select row, reason, excerpt from reject order by row",
            "select rows_seen, rows_stored, rows_rejected, rows_skipped, records_read, finished, content_sha256 from file",
        ] {
            #expect(try reopened.connection.rows(query) == whole.connection.rows(query), "\(query)")
        }
    }
}

@Suite("Standard input", .serialized)
struct StandardInputTests {
    /// Runs a body while a file is the standard input of this process.
    private func withStandardInput<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
        let saved = dup(STDIN_FILENO)
        let file = open(path, O_RDONLY)
        dup2(file, STDIN_FILENO)
        close(file)
        defer {
            dup2(saved, STDIN_FILENO)
            close(saved)
        }
        return try body()
    }

    @Test func isRecognisedAndLoaded() throws {
        let folder = try TemporaryFolder()
        let lines = (0..<3000).map {
            #"{"inputs": "\#($0)", "dataset_source": "Aya", "culture_tag": "GeneralCulture", "geolocation": "Peru"}"#
        }
        let file = try folder.write(lines.joined(separator: "\n"), to: "a.jsonl")
        let store = try Store.create(at: folder.path("s"))
        let result = try withStandardInput(file) { try Ingestion(store: store, options: IngestOptions()).run(["-"]) }
        #expect(result.files.map(\.profile) == ["culturemarkers"])
        #expect(result.total == RowCounts(stored: 3000))
        #expect(
            try store.connection.rows("select stage, sum(n) from samples group by stage") == [
                [.text("sft"), .integer(3000)]
            ])
        #expect(
            try store.connection.rows("select byte_count, length(content_sha256) from file") == [[.null, .integer(64)]])
    }

    @Test func isMappedByItsNamesWhereNoProfileKnowsIt() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("prompt,lang\n" + (0..<2000).map { "p\($0),de\n" }.joined(), to: "a.csv")
        let store = try Store.create(at: folder.path("s"))
        let result = try withStandardInput(file) { try Ingestion(store: store, options: IngestOptions()).run(["-"]) }
        #expect(result.total.stored == 2000)
        #expect(result.files[0].dataset == "stdin")
    }

    @Test func canBeReadOnceOnly() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("prompt\nx\n", to: "a.csv")
        let store = try Store.create(at: folder.path("s"))
        #expect(throws: IngestError.standardInputTwice) {
            try withStandardInput(file) { try Ingestion(store: store, options: IngestOptions()).run(["-", "-"]) }
        }
    }
}
