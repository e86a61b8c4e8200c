import Reports
import Warehouse

/// Reads statements line by line and writes their results until the input ends or `.quit` is said.
public struct Session {
    private let store: Store
    private var source: any LineSource
    private let output: any TextSink
    private let report: (any Error) -> Void
    private let format: OutputFormatName
    private var assembler = StatementAssembler()

    /// - Parameter report: tells an error to the person at the terminal.
    public init(
        store: Store, source: any LineSource, output: any TextSink, format: OutputFormatName,
        report: @escaping (any Error) -> Void
    ) {
        self.store = store
        self.source = source
        self.output = output
        self.format = format
        self.report = report
    }

    /// Runs the session to its end. A person's errors are told and the session goes on.
    ///
    /// - Throws: the first error where no person types; `OutputError.closedPipe` in any case.
    public mutating func run() throws {
        while let line = source.nextLine(prompt: assembler.isEmpty ? "cultivar> " : "     ...> ") {
            let goesOn = try guarded { session in try session.take(line) }
            guard goesOn else { return }
        }
        // The last statement of a script may lack its semicolon.
        _ = try guarded { session in
            try session.execute(session.assembler.takePending())
            return true
        }
    }

    private mutating func guarded(_ body: (inout Session) throws -> Bool) throws -> Bool {
        do {
            return try body(&self)
        } catch OutputError.closedPipe {
            throw OutputError.closedPipe
        } catch  where source.isInteractive {
            report(error)
            return true
        }
    }

    /// Takes a line; false where it ends the session.
    private mutating func take(_ line: String) throws -> Bool {
        if assembler.isEmpty, line.hasPrefix(".") { return try runCommand(line) }
        if let statements = assembler.add(line) { try execute(statements) }
        return true
    }

    private func execute(_ script: String) throws {
        var rest = script
        while true {
            let (statement, next) = try store.connection.prepareFirst(rest)
            guard let statement else { return }
            try statement.bind(parameters: [:])
            var writer = ResultWriter(format: format.makeFormat(), sink: output)
            try writer.write(statement)
            rest = String(next)
        }
    }

    private func runCommand(_ line: String) throws -> Bool {
        let name = line.split(separator: " ").first.map(String.init) ?? line
        guard let command = DotCommand.named(name) else { throw PromptError.unknownCommand(name) }
        switch command.action {
        case .help: try output.write(Array(DotCommand.helpText.utf8))
        case .tables: try writeTables()
        case .quit: return false
        }
        return true
    }

    /// The relations over the samples first, then the plain tables of the store.
    private func writeTables() throws {
        let relations = store.relations.map(\.name)
        let statement = try store.connection.prepare(
            "select name from sqlite_schema where type in ('table', 'view') order by name")
        var names = relations
        while try statement.step() {
            if case .text(let name) = statement.value(at: 0), !names.contains(name) { names.append(name) }
        }
        try output.write(Array(names.map { $0 + "\n" }.joined().utf8))
    }
}
