import Reports
import Tabular
import Warehouse

extension Session {
    /// Connects the editor to the session: Enter runs whole texts, Tab completes names of the store.
    func attach(_ editor: LineEditor) {
        InterruptListener.shared.start()
        editor.isWhole = { Session.isWhole($0) }
        editor.complete = { [unowned self] text, cursor in
            Completer(catalogue: catalogue).completion(of: text, at: cursor)
        }
    }

    /// Whether Enter runs a text that is being typed.
    static func isWhole(_ text: String) -> Bool {
        let trimmed = text.trimmingBlanks
        return trimmed.isEmpty || DotCommands.isCommand(trimmed) || StatementAssembler.isWhole(text)
    }

    /// Runs the session to its end. At a terminal, errors are shown and the session continues.
    ///
    /// - Throws: `PromptError.script` for the first error of a script, `.failures` at the end of a script that
    ///   continues after errors; `OutputError.closedPipe` in any case.
    public func run() throws {
        if isInteractive, terminal != nil { try screen.write([banner]) }
        try readLines()
        if failures > 0, !isInteractive { throw PromptError.failures(count: failures) }
    }

    private var banner: String {
        let samples = Magnitude.grouped(Int64(store.sampleCount))
        return "cultivar: \(samples) samples in \(store.path). End a statement with ; and see .help"
    }

    /// Runs the lines of another source, such as a file, and returns.
    ///
    /// - Throws: as `run`.
    func read(_ source: any LineSource) throws {
        // A file that reads itself would never end.
        guard sources.count < 16 else { throw PromptError.readTooDeep(path: source.name) }
        sources.append(source)
        defer { sources.removeLast() }
        try readLines()
    }

    private func readLines() throws {
        guard let source = sources.last else { return }
        var assembler = StatementAssembler()
        var lineNumber = 0
        var firstLine = 1
        while !isOver {
            let isFresh = assembler.isEmpty
            guard let line = source.nextLine(prompt: isFresh ? "cultivar> " : "     ...> ") else { break }
            lineNumber += 1
            if isFresh { firstLine = lineNumber }
            try guarded(source, firstLine) {
                if isFresh, DotCommands.isCommand(line.drop(while: \.isWhitespace)) { return try runCommand(line) }
                if let statements = assembler.add(line) { try execute(statements) }
            }
        }
        // The last statement of a script may lack its semicolon.
        if !isOver { try guarded(source, firstLine) { try execute(assembler.takePending()) } }
    }

    private func guarded(_ source: any LineSource, _ line: Int, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch OutputError.closedPipe {
            throw OutputError.closedPipe
        } catch  where source.isInteractive {
            report(error)
        } catch {
            let told = Session.inScript(error, source: source, line: line)
            guard options.keepsGoing else { throw told }
            failures += 1
            report(told)
        }
    }

    /// The error with its position in the script; an error of a nested script has its position already.
    private static func inScript(_ error: any Error, source: any LineSource, line: Int) -> any Error {
        if let error = error as? PromptError, case .script = error { return error }
        guard let failure = error as? StatementFailure else {
            return PromptError.script(source: source.name, line: line, column: nil, message: "\(error)")
        }
        return failure.inScript(source.name, firstLine: line)
    }
}
