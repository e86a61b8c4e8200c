import Reports
import Tabular

/// Where results go.
enum Destination {
    /// The screen, or whatever standard output is.
    case screen
    /// A file or a command, by `.output` and `.once`.
    case elsewhere(OutputChannel, isOnce: Bool)
}

/// A file or a command that gets results, with the action at its end.
protocol OutputChannel: TextSink {
    func finish()
}

/// A file that takes results.
final class FileChannel: OutputChannel {
    private let sink: FileDescriptorSink

    /// - Throws: `OutputError.cannotWrite`.
    init(path: String) throws { sink = try FileDescriptorSink(creating: path) }

    func write(_ bytes: [UInt8]) throws { try sink.write(bytes) }

    func finish() {}
}

/// A command that takes results as its standard input.
final class CommandChannel: OutputChannel {
    private let process: ShellProcess

    /// - Throws: `PromptError.cannotStart`.
    init(commandLine: String) throws { process = try ShellProcess(commandLine, takesInput: true) }

    func write(_ bytes: [UInt8]) throws { try process.write(bytes) }

    func finish() { process.closeAndWait() }
}
