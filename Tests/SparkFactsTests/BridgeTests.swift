import Facts
import Foundation
import TestSupport
import Testing

@testable import SparkFacts

/// The bridge as a scripted process that fails in the ways in which one can: each failure has its sentence, and the
/// next request starts a new bridge.
@Suite struct BridgeTests {
    private struct Stopped: Error {}

    private static func error(_ script: String) throws -> EngineError? {
        let folder = try TemporaryFolder()
        let engine = try ScriptedBridge.engine(folder, script)
        do {
            _ = try engine.groups(GroupQuery([]))
            return nil
        } catch let error as EngineError {
            return error
        }
    }

    @Test func aServerThatIsAwayIsNamed() throws {
        let script = #"read -r request; echo '{"error": "unreachable", "message": "Connection refused"}'"#
        #expect(
            try Self.error(script) == .unreachable(address: "sc://127.0.0.1:1", reason: "Connection refused"))
    }

    @Test func aTableThatIsAwayIsNamed() throws {
        let script = #"read -r request; echo '{"error": "no table", "message": "TABLE_OR_VIEW_NOT_FOUND"}'"#
        #expect(try Self.error(script) == .noTable("lake.samples", reason: "TABLE_OR_VIEW_NOT_FOUND"))
    }

    @Test func aPythonWithoutTheClientIsNamed() throws {
        let script = #"read -r request; echo '{"error": "missing", "message": "No module named pyspark"}'"#
        guard case .noBridge(_, "No module named pyspark") = try Self.error(script) else {
            Issue.record("another error")
            return
        }
    }

    @Test func aPythonThatIsAwayIsNamed() throws {
        guard case .noBridge = try Self.error("exit 127") else {
            Issue.record("another error")
            return
        }
    }

    /// A terminal sends Ctrl-C also to a Python that is starting.
    @Test(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
    func aBridgeThatWasInterruptedIsNoBrokenOne() throws {
        // A process that a test starts may have the signal blocked.
        let ends = """
            import os, signal
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
            os.kill(os.getpid(), signal.SIGINT)
            """
        #expect(try Self.error("exec '\(PythonEnvironment.path)' -c '\(ends)'") == .interrupted)
    }

    @Test func aRefusedStatementIsNamed() throws {
        let script = ScriptedBridge.opens + #" echo '{"error": "refused", "message": "[PARSE_SYNTAX_ERROR]"}'"#
        #expect(try Self.error(script) == .refused(engine: "spark", reason: "[PARSE_SYNTAX_ERROR]"))
    }

    @Test(arguments: [
        ("half a stream", #"echo '{"bytes": 100000}'; head -c 5000 /dev/zero; exit 1"#),
        ("no end", #"echo '{"bytes": 10}'; head -c 10 /dev/zero; echo no"#),
        ("no Arrow", #"echo '{"bytes": 10}'; head -c 10 /dev/zero; echo end"#),
        ("no JSON", "echo nothing"),
        ("fewer than no bytes", #"echo '{"bytes": -1}'"#),
        ("nothing", "exit 0"),
        ("killed", "kill -9 $$"),
    ])
    func half(answer: (name: String, script: String)) throws {
        let error = try Self.error("\(ScriptedBridge.opens) \(answer.script)")
        guard case .broken(engine: "spark", _) = error else {
            Issue.record("\(answer.name): \(String(describing: error))")
            return
        }
    }

    /// The statement is stopped, and its process does not go on.
    @Test(arguments: [
        "trap 'echo \"{\\\"error\\\": \\\"interrupted\\\"}\"' INT; sleep 30 & wait", "trap '' INT; sleep 30",
    ])
    func anInterruptStopsTheStatement(_ waits: String) throws {
        let folder = try TemporaryFolder()
        let pid = folder.path("pid")
        var checks = 0
        let engine = try ScriptedBridge.engine(folder, "echo $$ > '\(pid)'; \(ScriptedBridge.opens) \(waits)") {
            checks += 1
            // The first ones are of the opening.
            if checks > 4, FileManager.default.fileExists(atPath: pid) { throw Stopped() }
        }
        do {
            _ = try engine.groups(GroupQuery([]))
            Issue.record("no error")
        } catch is Stopped {
        }
    }

    /// One that was interrupted leaves nothing of its answer to the next.
    @Test func theNextRequestHasItsOwnAnswer() throws {
        let folder = try TemporaryFolder()
        let mark = folder.path("mark")
        // The first bridge breaks in the middle of an answer, the second one says that it was refused.
        let engine = try ScriptedBridge.engine(
            folder,
            """
            \(ScriptedBridge.opens)
            if [ -e '\(mark)' ]; then echo '{"error": "refused", "message": "the second"}'
            else touch '\(mark)'; echo '{"bytes": 100}'; exit 1; fi
            """)
        var errors: [EngineError] = []
        for _ in 0..<2 {
            do { _ = try engine.groups(GroupQuery([])) } catch let error as EngineError { errors.append(error) }
        }
        #expect(errors.last == .refused(engine: "spark", reason: "the second"))
    }

    @Test func aTokenIsOfTheEnvironment() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("python")
        let seen = folder.path("seen")
        try ScriptedBridge.writeProgram(
            "#!/bin/bash\nread -r request; echo \"$request\" > '\(seen)'; exit 1\n", to: path)
        let engine = try SparkFacts(
            EngineLocation(engine: SparkFacts.engineName, address: "sc://h:7", table: "t"),
            environment: ["CULTIVAR_PYTHON": path, SparkFacts.tokenVariable: "abc"]
        ) {}
        #expect(throws: EngineError.self) { try engine.fields() }
        let request = try String(contentsOfFile: seen, encoding: .utf8)
        #expect(request.contains("token=abc"))
    }

    @Test func whatIsNoAddressIsRefused() {
        #expect(throws: EngineError.self) {
            try SparkFacts(EngineLocation(engine: "spark", address: "http://h", table: "t")) {}
        }
    }
}
