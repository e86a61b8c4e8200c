import Foundation
import TestSupport
import Testing

/// A program that is killed cannot interrupt its statement on the server. Its bridge does.
@Suite(.enabled(if: PythonEnvironment.isPresent, PythonEnvironment.hint))
struct KilledProgramEngineTests {
    @Test func theBridgeInterruptsTheStatement() throws {
        let folder = try TemporaryFolder()
        let said = try PythonEnvironment.runFile(
            "EndToEndTests/EngineScripts/killed_program.py",
            PackageRoot.url.appending(path: "schema/engines/spark_bridge.py").path, folder.path("fake"))
        #expect(said == "ended interrupted\n")
    }
}
