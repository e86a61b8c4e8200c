import Facts
import Foundation
import TestSupport

@testable import SparkFacts

/// An engine whose bridge is a shell script.
enum ScriptedBridge {
    /// The answer to the first request, which opens the table.
    static let opens = "read -r request; echo '{}'; read -r request;"

    /// - Parameter script: reads requests from its input.
    static func engine(
        _ folder: TemporaryFolder, _ script: String, checkInterrupt: @escaping () throws -> Void = {}
    ) throws -> SparkFacts {
        let path = folder.path("python")
        try writeProgram("#!/bin/bash\n\(script)\n", to: path)
        return try SparkFacts(
            EngineLocation(engine: SparkFacts.engineName, address: "sc://127.0.0.1:1", table: "lake.samples"),
            environment: ["CULTIVAR_PYTHON": path], checkInterrupt: checkInterrupt)
    }

    /// Written by another process: a file that this one has open for writing would be inherited by the processes that
    /// other tests start, and could not be run meanwhile.
    static func writeProgram(_ text: String, to path: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "printf '%s' \"$1\" > \"$2\"; chmod 755 \"$2\"", "sh", text, path]
        try process.run()
        process.waitUntilExit()
    }
}
