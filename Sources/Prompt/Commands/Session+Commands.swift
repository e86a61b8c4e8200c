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

    /// The line of a dot command that a text is, or is a short form of; nil for a statement.
    func command(in text: String) -> String? {
        let trimmed = text.trimmingBlanks
        if DotCommands.isCommand(trimmed) { return trimmed }
        guard case .command(let line) = ShortForm(text)?.meaning else { return nil }
        return line
    }

    /// Runs the line of a dot command that does not reach outside of the store.
    ///
    /// - Throws: as `runCommand`; `PromptError.onlyInSession` for other commands.
    func runReadingCommand(_ line: String) throws {
        let (command, call) = try DotCommands.call(line)
        if command.isOutside(call) { throw PromptError.onlyInSession(command: call.name) }
        try command.run(self, call)
    }

    var environment: [String: String] { ProcessInfo.processInfo.environment }
}
