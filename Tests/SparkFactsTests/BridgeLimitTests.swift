import Arrow
import Facts
import Foundation
import Parquet
import TestSupport
import Testing

@testable import SparkFacts

/// Answers that are too large or too late.
@Suite struct BridgeLimitTests {
    private struct Stopped: Error {}

    /// An engine that takes five combinations, and whose bridge gives so many, of one field of text.
    private static func engine(_ folder: TemporaryFolder, givingCombinations count: Int) throws -> SparkFacts {
        var body: [UInt8] = []
        let columns = [ArrowColumn(name: "field_0", kind: .text), ArrowColumn(name: "row_count", kind: .integer)]
        // Several batches: the limit is of all of them together.
        let writer = try ArrowWriter(columns: columns, form: .stream, batchRows: 2) { body += $0 }
        try writer.write([
            .texts(TextArray((0..<count).map { "value \($0)" })), .integers((0..<count).map { Int64($0 + 1) }),
        ])
        try writer.finish()
        let answer = Data("{\"bytes\": \(body.count)}\n".utf8) + Data(body) + Data("end\n".utf8)
        let path = folder.path("answer")
        try answer.write(to: URL(filePath: path))
        let engine = try ScriptedBridge.engine(folder, "\(ScriptedBridge.opens) cat '\(path)'; read -r next")
        engine.mostGroups = 5
        return engine
    }

    private static let query = GroupQuery([OutsideField(path: ["source"], form: .text)])

    @Test func asManyCombinationsAsTheLimitAreTaken() throws {
        let folder = try TemporaryFolder()
        let engine = try Self.engine(folder, givingCombinations: 5)
        #expect(try engine.groups(Self.query).counts == [1, 2, 3, 4, 5])
    }

    @Test func oneMoreCombinationIsRefused() throws {
        let folder = try TemporaryFolder()
        let engine = try Self.engine(folder, givingCombinations: 6)
        #expect(throws: EngineError.tooManyGroups(table: "lake.samples", limit: 5)) { try engine.groups(Self.query) }
    }

    /// The server is asked for one combination more than are taken, and not for all.
    @Test func theServerIsAskedForNoMore() throws {
        let folder = try TemporaryFolder()
        let engine = try ScriptedBridge.engine(
            folder, "\(ScriptedBridge.opens) echo \"$request\" > '\(folder.path("request"))'")
        engine.mostGroups = 5
        #expect(throws: EngineError.self) { try engine.groups(Self.query) }
        let request = try String(contentsOfFile: folder.path("request"), encoding: .utf8)
        #expect(request.contains(" limit 6\""))
    }

    /// It is refused by its head: its bytes are not read, and the bridge is ended.
    @Test func anAnswerOfTooManyBytesIsNotRead() throws {
        let folder = try TemporaryFolder()
        let endless = "trap '' PIPE; echo '{\"bytes\": 1000000000000}'; exec cat /dev/zero"
        let engine = try ScriptedBridge.engine(
            folder, "echo $$ > '\(folder.path("pid"))'; \(ScriptedBridge.opens) \(endless)")
        #expect(
            throws: EngineError.tooLargeAnswer(
                engine: "spark", bytes: 1_000_000_000_000, limit: BridgeProcess.mostBodyBytes)
        ) { try engine.groups(Self.query) }
        #expect(try Self.hasEnded(folder.path("pid")))
    }

    @Test func aHeadWithoutAnEndIsNotRead() throws {
        let folder = try TemporaryFolder()
        let engine = try ScriptedBridge.engine(folder, "\(ScriptedBridge.opens) exec tr '\\0' a < /dev/zero")
        #expect(throws: EngineError.broken(engine: "spark", reason: "an answer without a line")) {
            try engine.groups(Self.query)
        }
    }

    /// The rest of an answer is not taken for the next one.
    @Test func anInterruptWhileAnAnswerComesEndsTheBridge() throws {
        let folder = try TemporaryFolder()
        let (pid, mark) = (folder.path("pid"), folder.path("mark"))
        var isLate = false
        let engine = try ScriptedBridge.engine(
            folder,
            """
            trap '' INT
            \(ScriptedBridge.opens)
            if [ -e '\(mark)' ]; then echo '{"error": "refused", "message": "the second"}'
            else echo $$ > '\(pid)'; echo '{"bytes": 100000}'; printf 'a\\nb\\n'; touch '\(mark)'; exec sleep 600; fi
            """
        ) { if isLate, FileManager.default.fileExists(atPath: mark) { throw Stopped() } }
        isLate = true
        #expect(throws: Stopped.self) { try engine.groups(Self.query) }
        isLate = false
        #expect(try Self.hasEnded(pid))
        #expect(throws: EngineError.refused(engine: "spark", reason: "the second")) { try engine.groups(Self.query) }
    }

    /// Whether the process of a file has ended, or does so soon.
    private static func hasEnded(_ file: String) throws -> Bool {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let pid = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        for _ in 0..<2_000 {
            let state = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
            guard let rest = state?.split(separator: ")").last, !rest.hasPrefix(" Z") else { return true }
            usleep(5_000)
        }
        return false
    }
}
