import SQLite
import Warehouse

extension DotCommand {
    static let explain: DotCommand = DotCommand(
        name: ".explain", usage: "[STATEMENT]",
        summary: "how a statement is answered: what it collapses over, what is pushed down, what it costs",
        detail: "The last statement where none is given.", count: 0...Int.max
    ) { session, call in
        let sql = call.rest.isEmpty ? session.lastStatement : session.expanded(call.rest)
        guard let sql else {
            throw PromptError.wrongArguments(command: ".explain", usage: DotCommand.explain.usageLine)
        }
        try session.explain(sql)
    }
}

extension Session {
    fileprivate func explain(_ sql: String) throws {
        let explanation = StatementExplanation(store: store)
        var lines: [String] = []
        let watch = StatementWatch(store.connection, limits: options.limits)
        do {
            try watch.run { lines = try explanation.lines(of: sql, parameters: settings.parameters) }
        } catch let error as SQLError {
            throw failure(error, stop: watch.stop, seconds: watch.elapsed, sql: sql)
        }
        try show(lines)
    }
}
