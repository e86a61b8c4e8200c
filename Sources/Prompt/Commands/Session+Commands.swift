import Foundation

extension Session {
    /// Runs the line of a dot command.
    ///
    /// - Throws: `PromptError`, `OutputError` and what the command throws.
    func runCommand(_ line: String) throws {
        if settings.echoes { try screen.write([line.trimmingBlanks]) }
        let (command, call) = try DotCommands.call(line)
        if options.isSafe, command.isOutside(call) { throw PromptError.unsafeCommand(name: call.name) }
        try command.run(self, call)
    }

    var environment: [String: String] { ProcessInfo.processInfo.environment }
}
