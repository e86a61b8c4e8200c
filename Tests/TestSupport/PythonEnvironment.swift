import Foundation
import Testing

/// The Python of `make setup`, with the programs that ours are compared with.
public enum PythonEnvironment {
    private static let python = PackageRoot.url.appending(path: ".venv/bin/python")
    public static let path = python.path

    public static let isPresent = FileManager.default.isExecutableFile(atPath: python.path)
    /// Why tests that need it are skipped.
    public static let hint: Comment = "no .venv: `make setup` makes it"

    public struct Failure: Error {
        public let output: String
        public let code: Int32
    }

    /// Runs a script and returns what it printed, errors included, and its exit code.
    public static func run(_ script: String, _ arguments: [String]) throws -> (output: String, code: Int32) {
        try run(["-c", script] + arguments)
    }

    /// Runs a script below Tests/ to its end.
    ///
    /// - Returns: what it printed.
    @discardableResult
    public static func runFile(_ path: String, _ arguments: String...) throws -> String {
        let (output, code) = try run(["-B", PackageRoot.url.appending(path: "Tests/\(path)").path] + arguments)
        guard code == 0 else { throw Failure(output: output, code: code) }
        return output
    }

    /// Output goes to a file: a pipe that is not emptied in time would block the script.
    private static func run(_ arguments: [String]) throws -> (output: String, code: Int32) {
        let folder = try TemporaryFolder()
        let output = folder.path("output.txt")
        try Data().write(to: URL(filePath: output))
        let handle = try FileHandle(forWritingTo: URL(filePath: output))
        let process = Process()
        process.executableURL = python
        process.arguments = arguments
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        process.waitUntilExit()
        return (try String(contentsOfFile: output, encoding: .utf8), process.terminationStatus)
    }
}
