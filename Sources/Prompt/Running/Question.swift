import Reports
import SQLite
import Tabular
import Warehouse

/// One statement, asked and answered as in a session.
public struct Question {
    private let session: Session

    /// - Parameter terminal: nil if the answer goes to a file or a pipe.
    public init(store: Store, output: any TextSink, terminal: Terminal?, options: Session.Options) {
        // Without a pager a long answer need not be held back.
        let terminal = terminal?.pager == nil ? nil : terminal
        session = Session(
            store: store, source: NoLines(), output: output, terminal: terminal, options: options, report: { _ in })
        if terminal != nil { InterruptListener.shared.start() }
    }

    /// Runs the statement, or a command that only reads the store such as `.tables`, and shows its result.
    ///
    /// - Throws: `SQLError` if there is not exactly one statement; `ReportError` for its parameters; `PromptError`,
    ///   `OutputError`.
    public func answer(_ sql: String, parameters: [String: SQLValue]) throws {
        if let command = session.command(in: sql) { return try session.runReadingCommand(command) }
        let text = session.expanded(sql)
        try session.runAndRemark(on: text) { try statement(text, parameters) }
    }

    /// Runs the statement and writes its result in a columnar format.
    ///
    /// - Parameter version: of the program.
    /// - Throws: as `answer`.
    public func write(
        _ sql: String, parameters: [String: SQLValue], as format: ColumnarOutput, version: String,
        to sink: any TextSink
    ) throws {
        let text = session.expanded(sql)
        try session.runAndShow {
            try format.write(
                statement(text, parameters), provenance: [text, "store \(session.store.path)"], version: version,
                to: sink)
            return nil
        } failing: { error, stop, seconds in
            session.failure(error, stop: stop, seconds: seconds, sql: text)
        }
    }

    private func statement(_ text: String, _ parameters: [String: SQLValue]) throws -> Statement {
        let statement = try session.store.connection.prepare(text)
        let known = statement.plainParameterNames
        for name in parameters.keys.sorted() where !known.contains(name) {
            throw ReportError.unknownParameter(name: name, known: known)
        }
        try statement.bind(parameters: parameters)
        return statement
    }
}

/// The lines of a session with a single statement.
private final class NoLines: LineSource {
    let isInteractive = false
    let name = "the statement"

    func nextLine(prompt: String) -> String? { nil }
}
