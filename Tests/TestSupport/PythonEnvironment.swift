import Foundation

/// The Python of `make setup`, with the programs that ours are compared with.
public enum PythonEnvironment {
    private static let python = PackageRoot.url.appending(path: ".venv/bin/python")

    public static let isPresent = FileManager.default.isExecutableFile(atPath: python.path)
    public static let hint = "no .venv: `make setup` makes it"

    /// Runs a script and returns what it printed, errors included, and its exit code.
    public static func run(_ script: String, _ arguments: [String]) throws -> (output: String, code: Int32) {
        let folder = try TemporaryFolder()
        let output = folder.path("output.txt")
        try Data().write(to: URL(filePath: output))
        let handle = try FileHandle(forWritingTo: URL(filePath: output))
        let process = Process()
        process.executableURL = python
        process.arguments = ["-c", script] + arguments
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        process.waitUntilExit()
        return (try String(contentsOfFile: output, encoding: .utf8), process.terminationStatus)
    }
}
