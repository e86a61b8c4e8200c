import Foundation
import TestSupport

/// The server that the tests ask: that of `CULTIVAR_TEST_SPARK`, else one in Rust that Python's pysail brings.
final class SparkServer {
    let address: String
    private let process: Process?
    private let input = Pipe()

    private static let given = ProcessInfo.processInfo.environment["CULTIVAR_TEST_SPARK"] ?? ""
    /// Whether the server is one that was named.
    static var isGiven: Bool { !given.isEmpty }

    init() throws {
        if SparkServer.isGiven {
            address = SparkServer.given
            process = nil
            return
        }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: PythonEnvironment.path)
        process.arguments = ["-B", PackageRoot.url.appending(path: "Tests/EndToEndTests/EngineScripts/sail.py").path]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        address = "sc://127.0.0.1:\(line.trimmingCharacters(in: .whitespacesAndNewlines))"
        self.process = process
    }

    deinit {
        try? input.fileHandleForWriting.close()
        if let process, process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// The Python that speaks with it.
    static var python: String {
        ProcessInfo.processInfo.environment["CULTIVAR_TEST_SPARK_PYTHON"] ?? PythonEnvironment.path
    }
}
