import Foundation
import LocalFacts
import Parallel
import Parquet
import Readers
import TestSupport
import Testing
import Warehouse

@testable import Ingest

/// What befalls files while they are loaded.
@Suite("Faults of a load")
struct FaultTests {
    private let folder: TemporaryFolder
    private let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = try Store.create(at: folder.path("store"))
    }

    private func ingest(_ paths: [String], options: IngestOptions = IngestOptions()) throws -> IngestResult {
        try Ingestion(store: store, options: options).run(paths)
    }

    private static func lines(_ count: Int, from first: Int = 0) -> String {
        (first..<first + count).map { #"{"prompt": "p\#($0)", "likes": \#($0)}"# + "\n" }.joined()
    }

    /// Calls `act` when the first bytes were read.
    private final class WatchedSource: ByteSource {
        private let source: any ByteSource
        private let act: () throws -> Void
        private var isRead = false

        init(_ path: String, _ act: @escaping () throws -> Void) throws {
            source = try FileSource(path: path)
            self.act = act
        }

        var name: String { source.name }
        var consumedBytes: Int64 { source.consumedBytes }
        var totalBytes: Int64? { source.totalBytes }

        func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
            let count = try source.read(
                into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, 4096)]))
            if !isRead { try act() }
            isRead = true
            return count
        }
    }

    enum Change: String, CaseIterable {
        case cut, grown, overwritten, replaced, removed, overwrittenWithTimesKept
    }

    private static func make(_ change: Change, of file: String) throws {
        let url = URL(filePath: file)
        let handle = try FileHandle(forUpdating: url)
        let times = try FileManager.default.attributesOfItem(atPath: file)
        switch change {
        case .cut: try handle.truncate(atOffset: 5_000)
        case .grown:
            try handle.seekToEnd()
            try handle.write(contentsOf: Data(#"{"prompt": "late", "likes": 1}"#.utf8))
        case .overwritten, .overwrittenWithTimesKept:
            try handle.seek(toOffset: 20_000)
            try handle.write(contentsOf: Data("#".utf8))
        case .replaced:
            let content = try Data(contentsOf: url)
            try FileManager.default.removeItem(at: url)
            try content.write(to: url)
        case .removed: try FileManager.default.removeItem(at: url)
        }
        try handle.close()
        if change == .overwrittenWithTimesKept { try FileManager.default.setAttributes(times, ofItemAtPath: file) }
    }

    /// Regression: such a file was stored as it happened to be read, and all of it again by the next load.
    @Test(arguments: Change.allCases) func aFileThatChangesIsNotStored(change: Change) throws {
        let file = try folder.write(Self.lines(3_000), to: "a.jsonl")
        let other = try folder.write(Self.lines(100, from: 5_000), to: "b.jsonl")
        _ = try ingest([other])
        let plan = try IngestPlan(InputFile.files(for: [file]), options: IngestOptions())
        let load = try LoadWriter(store: store, description: LoadDescription(profile: nil, arguments: [], version: ""))
        let changing = FileLoad(
            planned: plan.files[0], load: load, resources: MappingResources(folders: []), rowLimit: nil, threadCount: 2,
            open: { try WatchedSource(file) { try Self.make(change, of: file) } })
        guard case .failed(let reason) = try changing.run().outcome else {
            Issue.record("the change goes unnoticed")
            return
        }
        #expect(reason.contains("a.jsonl changed while it was loaded"))
        try load.finish()
        #expect(try store.connection.rows("select path, rows_stored from file") == [[.text(other), 100]])
        #expect(try store.check().problems == [])
        guard change != .removed else { return }
        let again = try ingest([file])
        #expect(try store.connection.value("select count(*) from samples") == .integer(100 + again.total.stored))
        #expect(again.total.seen >= (change == .cut ? 1 : 3_000))
        #expect(try ingest([file]).total.seen == 0)
    }

    @Test func aFileThatChangedBeforeItsTurnIsLeftOut() throws {
        let file = try folder.write(Self.lines(10), to: "a.jsonl")
        let plan = try IngestPlan(InputFile.files(for: [file]), options: IngestOptions())
        try folder.write(Self.lines(20), to: "a.jsonl")
        let load = try LoadWriter(store: store, description: LoadDescription(profile: nil, arguments: [], version: ""))
        let result = try FileLoad(
            planned: plan.files[0], load: load, resources: MappingResources(folders: []), rowLimit: nil, threadCount: 1,
            open: { try FileSource(path: file) }
        ).run()
        guard case .failed = result.outcome else {
            Issue.record("\(result.outcome)")
            return
        }
        #expect(try store.connection.value("select count(*) from file") == 0)
    }

    /// Regression: the error was read as "does not match this profile", and the file was loaded by another mapping.
    @Test func aFileThatCannotBeReadIsOfNoProfile() throws {
        let fields = FileFields(file: InputFile(path: folder.path("gone.jsonl")), source: nil)
        #expect(throws: ReadError.self) { try fields.has(all: ["inputs"], options: ReaderOptions()) }
        // Also where it can be read later.
        try folder.write(#"{"inputs": "x"}"#, to: "gone.jsonl")
        #expect(throws: ReadError.self) { try fields.has(all: ["inputs"], options: ReaderOptions()) }
        let binary = try folder.write("\u{1}\u{2}", to: "b.parquet")
        let other = FileFields(file: InputFile(path: binary), source: nil)
        #expect(try !other.has(all: ["inputs"], options: ReaderOptions(format: .parquet)))
    }

    @Test func aLoadThatIsStoppedGoesOn() throws {
        let files = try (0..<3).map { try folder.write(Self.lines(20_000, from: $0 * 20_000), to: "\($0).jsonl") }
        var options = IngestOptions()
        let stop = StopRequest()
        options.stop = stop
        let stopped = try Ingestion(store: store, options: options) { progress in
            if progress.fileNumber == 2 { stop.make() }
        }.run(files)
        #expect(stopped.isStopped)
        #expect(stopped.files.map(\.outcome) == [.loaded, .stopped])
        #expect(stopped.leftOut == [LeftOutFile(path: files[2], reason: .afterStop)])
        #expect(try store.check().problems == [])
        let rest = try ingest(files)
        #expect(!rest.isStopped && stopped.total.stored + rest.total.stored == 60_000)
        #expect(
            try store.connection.rows("select count(*), count(distinct text), sum(likes) from samples")
                == [[60_000, 60_000, .integer(59_999 * 30_000)]])
    }

    /// Regression: a load that was asked to stop kept waiting for a pipe's next bytes.
    @Test(arguments: [
        "", "prompt,lang\n", "prompt,lang\na,de\n", "{\"prompt\": \"a", Self.lines(10), Self.lines(3_000),
    ])
    func aStoppedLoadThatWaitsForBytesEnds(_ text: String) throws {
        let path = folder.path("pipe")
        mkfifo(path, 0o600)
        let writer = Deferred { () -> Int32 in
            // Open in both directions, and with space for everything, so that nothing here waits for the load, which
            // may be stopped before it opens the pipe.
            let descriptor = open(path, O_RDWR)
            let setPipeSize: Int32 = 1031
            _ = fcntl(descriptor, setPipeSize, Int32(1 << 18))
            _ = text.withCString { write(descriptor, $0, strlen($0)) }
            return descriptor
        }
        var options = IngestOptions()
        let stop = StopRequest()
        options.stop = stop
        let stopper = Deferred { () -> Bool in
            Thread.sleep(forTimeInterval: 1)
            stop.make()
            return true
        }
        do {
            let result = try ingest([path], options: options)
            #expect(result.isStopped && result.files.allSatisfy { $0.outcome == .stopped })
        } catch IngestError.stopped {
            // While it was planned.
        }
        close(try writer.value())
        #expect(try stopper.value())
        #expect(try store.check().problems == [])
    }

    /// Regression: to open a pipe that nobody writes to could not be stopped.
    @Test func aStoppedLoadThatWaitsForAWriterEnds() throws {
        let path = folder.path("pipe")
        mkfifo(path, 0o600)
        var options = IngestOptions()
        let stop = StopRequest()
        options.stop = stop
        let stopper = Deferred { () -> Bool in
            Thread.sleep(forTimeInterval: 0.5)
            stop.make()
            return true
        }
        #expect(throws: IngestError.self) { try ingest([path], options: options) }
        #expect(try stopper.value())
    }

    /// Regression: a named pipe was opened twice, and the bytes of the first read were lost.
    @Test func aPipeIsReadAsStandardInput() throws {
        let path = folder.path("pipe.csv")
        mkfifo(path, 0o600)
        for round in 0..<2 {
            let writer = Deferred { () -> Int in
                let descriptor = open(path, O_WRONLY)
                defer { close(descriptor) }
                let text = "prompt,lang\n" + (0..<20_000).map { "p\($0),de\n" }.joined()
                return text.withCString { text in
                    var done = 0
                    while done < strlen(text) { done += max(0, write(descriptor, text + done, strlen(text) - done)) }
                    return done
                }
            }
            let result = try ingest([path])
            #expect(try writer.value() > 100_000)
            #expect(result.files.map(\.outcome) == (round == 0 ? [.loaded] : [.alreadyLoaded(as: path, rows: 20_000)]))
            #expect(try store.connection.value("select count(*) from samples") == 20_000)
        }
    }

    @Test func whatIsNoFileInAFolderIsNamed() throws {
        try folder.write(Self.lines(5), to: "d/a.jsonl")
        mkfifo(folder.path("d/b.jsonl"), 0o600)
        try FileManager.default.createSymbolicLink(atPath: folder.path("d/up"), withDestinationPath: folder.path("d"))
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("d/c.jsonl"), withDestinationPath: folder.path("nowhere"))
        let result = try ingest([folder.path("d")])
        #expect(
            result.leftOut == [
                LeftOutFile(path: folder.path("d/b.jsonl"), reason: .special("a pipe")),
                LeftOutFile(path: folder.path("d/up"), reason: .special("a link to a folder")),
            ])
        #expect(result.total.stored == 5)
        #expect(result.files.count { if case .failed = $0.outcome { true } else { false } } == 1)
    }

    /// Names are bytes; Latin-1 is what old archives have.
    @Test func namesThatAreNotUTF8() throws {
        try FileManager.default.createDirectory(atPath: folder.path("d"), withIntermediateDirectories: true)
        let names: [[UInt8]] = [
            Array("caf".utf8) + [0xE9] + Array(".jsonl".utf8), Array(#"caf\xE9.jsonl"#.utf8), Array("café.jsonl".utf8),
            [0xFF, 0xFE] + Array(".jsonl".utf8), Array("\u{10FEE9}.jsonl".utf8),
        ]
        for (number, name) in names.enumerated() {
            let path = Array((folder.path("d") + "/").utf8) + name
            let file = FileName.withSystemName(FileName.string(path)) { fopen($0, "w") }
            fputs(Self.lines(number + 1), file)
            fclose(file)
        }
        let result = try ingest([folder.path("d")])
        #expect(result.files.map(\.outcome) == Array(repeating: .loaded, count: 5))
        #expect(Set(result.files.map(\.path)).count == 5)
        #expect(result.files.contains { $0.path == folder.path(#"d/caf\xE9.jsonl"#) })
        #expect(result.files.contains { $0.path == folder.path(#"d/caf\\xE9.jsonl"#) })
        #expect(try store.connection.rows("select file, count(*) from samples group by 1").count == 5)
        #expect(try ingest([folder.path("d")]).total.seen == 0)
    }

    @Test func everyNameHasOneString() {
        var generator = SeededGenerator(seed: 11)
        let bytes: [UInt8] = [0x41, 0x5C, 0x78, 0x80, 0xBF, 0xC3, 0xA9, 0xE2, 0x82, 0xF4, 0x8F, 0xBB, 0xA9, 0xFF]
        // By bytes: in Swift canonically equivalent strings are equal.
        var shown: [[UInt8]: [UInt8]] = [:]
        for _ in 0..<20_000 {
            let name = (0..<Int.random(in: 1...7, using: &generator)).compactMap { _ in
                bytes.randomElement(using: &generator)
            }
            let text = FileName.string(name)
            #expect(FileName.bytes(text) == name)
            #expect(shown.updateValue(name, forKey: Array(FileName.shown(text).utf8)).map { $0 == name } ?? true)
        }
    }
}
