import Foundation
import Reports
import SQLite
import Tabular
import Warehouse

extension Session {
    /// Runs the statements of a text one after another, up to the first that fails.
    ///
    /// - Throws: `StatementFailure`, `OutputError.closedPipe`.
    func execute(_ text: String) throws {
        let pieces = StatementAssembler.pieces(of: text)
        for (index, piece) in pieces.enumerated() {
            do {
                try perform(piece.text)
            } catch OutputError.closedPipe {
                throw OutputError.closedPipe
            } catch {
                throw StatementFailure(
                    error: error, linesBefore: piece.linesBefore, statementsLeft: pieces.count - index - 1)
            }
        }
    }

    /// Runs one statement or short form.
    private func perform(_ text: String) throws {
        guard let form = ShortForm(text) else { return try runStatement(text) }
        switch form.meaning {
        case .sql(let sql): try runStatement(sql)
        case .command(let line): try runCommand(line)
        }
    }

    /// A short form translated to SQL; any other text unchanged.
    func expanded(_ text: String) -> String {
        guard case .sql(let sql) = ShortForm(text)?.meaning else { return text }
        return sql
    }

    /// Results are shown to a person.
    var isOnTerminal: Bool { terminal != nil }

    /// Runs one statement of SQL and shows its result.
    ///
    /// - Throws: `PromptError`, `OutputError`.
    func runStatement(_ sql: String) throws {
        if settings.echoes { try screen.write([sql.trimmingBlanks]) }
        lastStatement = sql.trimmingBlanks.droppingSemicolon
        try runAndRemark(on: sql) {
            guard let statement = try store.connection.prepareFirst(sql).statement else { return nil }
            try bind(statement)
            return statement
        }
    }

    /// Runs a statement, shows its result, and says what a person might not expect of it.
    func runAndRemark(on sql: String, _ make: () throws -> (any RowSource)?) throws {
        // What it costs to count the scans matters for those alone who see the remark.
        if isOnTerminal { store.collectScanStatistics(true) }
        defer { if isOnTerminal { store.collectScanStatistics(false) } }
        try runAndShow(make) { error, stop, seconds in failure(error, stop: stop, seconds: seconds, sql: sql) }
        remarkOnSurprises(in: sql)
        remarkOnEmptyResult(of: sql)
        if isOnTerminal { SlowStatement.remark(store.takeScanStatistics(), seconds: lastSeconds).map(tell) }
    }

    /// Makes the rows and shows them, watched.
    ///
    /// - Returns: why the statement ended early, if that is not an error: the person left its pager by Ctrl-C.
    @discardableResult
    func runAndShow(
        _ make: () throws -> (any RowSource)?,
        failing translate: (SQLError, StatementWatch.Stop?, Double) -> any Error
    ) throws -> StatementWatch.Stop? {
        let watch = StatementWatch(store.connection, limits: options.limits, progress: progressLine)
        do {
            policy?.sawRecursion = false
            var source: (any RowSource)?
            // The clock runs from the first look at the statement.
            try watch.run(isRecursive: { [policy] in policy?.sawRecursion ?? true }) {
                source = try make()
                if let source { try show(source, watch) }
            }
            lastSeconds = watch.elapsed
            if settings.showsTimes { tell("\(Session.milliseconds(watch.elapsed)) ms") }
            return watch.stop
        } catch let error as SQLError {
            throw translate(error, watch.stop, watch.elapsed)
        }
    }

    private static func milliseconds(_ seconds: Double) -> String { String(format: "%.1f", seconds * 1000) }

    private var progressLine: ProgressLine? {
        guard isInteractive, isatty(STDERR_FILENO) != 0 else { return nil }
        return ProgressLine { [progress = store.connection.progress] in progress.share }
    }

    /// A remark about the results: on the terminal below them, else on standard error.
    func tell(_ text: String) {
        if let terminal {
            try? screen.write([TextStyle.dim.on(text, terminal.usesColour)])
        } else {
            try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
        }
    }

    private func bind(_ statement: Statement) throws {
        do {
            try statement.bind(parameters: settings.parameters)
        } catch let error as ParameterError {
            switch error {
            case .unbound(let name): throw PromptError.unboundParameter(name: name)
            case .nameless: throw PromptError.namelessParameter
            }
        }
    }

    // MARK: - Showing

    private func show(_ source: any RowSource, _ watch: StatementWatch) throws {
        guard !source.columnNames.isEmpty else {
            while try source.step() {}
            lastResult = nil
            return
        }
        let rows = RecordedRows(source)
        defer { lastResult = rows.kept }
        switch destination {
        case .elsewhere(let channel, let isOnce):
            defer { if isOnce { endDestination() } }
            do {
                try writeText(rows, to: channel)
            } catch OutputError.closedPipe {
                // The command has had enough.
            }
        case .screen:
            guard let terminal else { return try writeText(rows, to: screen) }
            if settings.format == .table {
                return try TerminalTable(settings: settings, terminal: terminal, screen: screen, watch: watch).show(
                    rows)
            }
            try paged(terminal, watch) { try writeText(rows, to: $0) }
        }
    }

    private func writeText(_ rows: any RowSource, to sink: any TextSink) throws {
        var writer = ResultWriter(format: settings.makeFormat(isOnTerminal: sink is PagedSink), sink: sink)
        try writer.write(rows)
    }

    /// Shows what `body` writes, by the pager if it is longer than the screen.
    func paged(_ terminal: Terminal, _ watch: StatementWatch?, _ body: (any TextSink) throws -> Void) throws {
        let sink = PagedSink(screen: screen, terminal: terminal)
        sink.willPage = { watch?.pause() }
        do {
            try body(sink)
        } catch OutputError.closedPipe where sink.isPaging {
            // The person has seen enough.
        } catch {
            try? sink.finish()
            throw error
        }
        try sink.finish()
    }

    /// Shows text of the session itself, as that of `.help`.
    func show(_ lines: [String]) throws {
        if case .elsewhere(let channel, let isOnce) = destination {
            defer { if isOnce { endDestination() } }
            return try channel.write(lines)
        }
        guard let terminal else { return try screen.write(lines) }
        try paged(terminal, nil) { try $0.write(lines) }
    }

    /// Shows rows of the session itself, such as those of `.tables`, in the mode of the results.
    func show(columns: [String], rows: [[SQLValue]]) throws {
        try runAndShow {
            HeldRows(columns: columns, rows: rows)
        } failing: { error, _, _ in
            error
        }
    }

    func endDestination() {
        if case .elsewhere(let channel, _) = destination { channel.finish() }
        destination = .screen
    }
}
