import Foundation
import Testing

/// What one run of the program left.
struct RunResult {
    var output: String
    var errors: String
    var code: Int32
}

/// The built program, run as a person runs it, in a fresh folder of its own.
struct Program {
    /// Where it runs; relative paths in arguments are below it.
    let folder: URL

    /// The program lies beside the test bundle.
    static let executable: URL = {
        let bundle =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(filePath: bundle).deletingLastPathComponent().appending(path: "cultivar")
    }()

    /// Gives `body` a program in a fresh folder, which is removed afterwards.
    static func inFreshFolder<Result>(_ body: (Program) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cultivar-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(Program(folder: folder))
    }

    /// Runs the program to its end.
    func run(_ arguments: String..., input: String = "", environment: [String: String] = [:]) throws -> RunResult {
        try run(arguments, input: input, environment: environment)
    }

    /// The same of a list of arguments.
    func run(_ arguments: [String], input: String = "", environment: [String: String] = [:]) throws -> RunResult {
        try run(Program.executable, arguments, input: input, environment: environment)
    }

    /// Runs a line of shell in which `cultivar` is the program.
    func shell(_ line: String, environment: [String: String] = [:]) throws -> RunResult {
        try run(URL(filePath: "/bin/bash"), ["-o", "pipefail", "-c", line], input: "", environment: environment)
    }

    func write(_ text: String, to name: String) throws {
        try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }

    func text(of name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: name).path)
    }

    /// Output goes to files: a pipe that is not emptied in time would block the program.
    private func run(_ executable: URL, _ arguments: [String], input: String, environment: [String: String]) throws
        -> RunResult
    {
        let scratch = FileManager.default.temporaryDirectory.appending(path: "cultivar-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let files = ["in", "out", "err"].map { scratch.appending(path: $0) }
        for (file, text) in zip(files, [input, "", ""]) { try text.write(to: file, atomically: false, encoding: .utf8) }

        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var variables = ProcessInfo.processInfo.environment.merging(environment) { _, given in given }
        if environment["CULTIVAR_STORE"] == nil { variables["CULTIVAR_STORE"] = nil }
        let programs = Program.executable.deletingLastPathComponent().path
        variables["PATH"] = programs + ":" + (variables["PATH"] ?? "/usr/bin:/bin")
        // Figures are drawn where a test asks for them.
        if environment["CULTIVAR_PYTHON"] == nil { variables["CULTIVAR_PYTHON"] = "no-python" }
        // Help screens are laid out for this width.
        variables["COLUMNS"] = "80"
        process.environment = variables
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        return RunResult(
            output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self), code: process.terminationStatus)
    }
}

/// Checks one run whole: standard output, standard error and exit code.
func expect(
    _ result: RunResult, output: String = "", errors: String = "", code: Int32 = 0,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(result.output == output, sourceLocation: sourceLocation)
    #expect(result.errors == errors, sourceLocation: sourceLocation)
    #expect(result.code == code, sourceLocation: sourceLocation)
}

/// A run that should succeed, whatever it prints.
func expect(succeeds result: RunResult, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(result.code == 0, "\(result.errors)", sourceLocation: sourceLocation)
}
