import Foundation
import TestSupport

/// The Python environment of the tests.
enum Python {
    static let path = PackageRoot.url.appending(path: ".venv/bin/python").path

    struct Failure: Error { let status: Int32 }

    /// Runs a script of this folder of tests.
    static func run(_ script: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["-B", PackageRoot.url.appending(path: "Tests/ParquetTests/\(script)").path] + arguments
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
    }
}

let hasPython = FileManager.default.isExecutableFile(atPath: Python.path)
