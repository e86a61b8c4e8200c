import Foundation
import Testing

/// The Python environment of the tests, which `make setup` makes.
public enum PythonEnvironment {
    public static let path = PackageRoot.url.appending(path: ".venv/bin/python").path

    public static var isThere: Bool { FileManager.default.isExecutableFile(atPath: path) }

    /// Why tests that need it are skipped.
    public static let absence: Comment = "no .venv: `make setup` makes it"

    public struct Failure: Error { public let status: Int32 }

    /// Runs a script below Tests/ to its end.
    ///
    /// - Returns: what it wrote to standard output.
    @discardableResult
    public static func run(_ script: String, _ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["-B", PackageRoot.url.appending(path: "Tests/\(script)").path] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let written = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return String(decoding: written, as: UTF8.self)
    }
}
