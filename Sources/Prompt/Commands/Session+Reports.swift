import Reports
import Tabular
import Warehouse

extension Session {
    /// Runs reports, and draws tables with a chart that a terminal can show.
    func runReport(_ words: [String]) throws {
        guard let program else { throw PromptError.onlyInSession(command: ".report") }
        var words = words
        if let name = words.first, let own = SavedQueries.ofUser()?.path(of: name) { words[0] = own }
        guard let requested = try program.report(words, on: store) else { return }
        let format = settings.format
        defer { settings.format = format }
        if let asked = requested.format { settings.format = asked }
        for report in requested.reports {
            for table in report.tables {
                // If the person ends one table by Ctrl-C, the remaining tables are not shown either.
                guard try show(table, of: report, by: requested.runner) else { return }
            }
        }
        for omission in requested.omissions { tell("left out: \(omission.reason)") }
    }

    /// - Returns: whether the person wants more.
    private func show(_ table: ReportTable, of report: ReportDefinition, by runner: ReportRunner) throws -> Bool {
        if settings.format.isForPeople {
            let grain = table.grain.isEmpty ? "" : ": \(table.grain)"
            try show((table.part == nil ? [report.title] : []) + ["\(report.fileName(of: table))\(grain)", ""])
        }
        let stop = try runAndShow {
            try runner.rows(of: table, in: report)
        } failing: { error, stop, seconds in
            let failure = self.failure(error, stop: stop, seconds: seconds, sql: table.sql)
            if case PromptError.statement(let error, _) = failure {
                return ReportError.failed(table: report.fileName(of: table), error: error)
            }
            return failure
        }
        guard stop == nil else { return false }
        guard terminal != nil, settings.format.isForPeople, case .screen = destination else { return true }
        if let chart = table.chart, let drawn = ReportPicture(chart).lines(of: lastResult, in: chartCanvas) {
            try show([""] + drawn)
        }
        try show([""])
        return true
    }

    /// Keeps a statement as a report of the user's own.
    func save(_ text: String) throws {
        guard let saved = SavedQueries.ofUser() else { throw PromptError.noUserFolder }
        guard let parts = text.wholeMatch(of: /(?si)(?<sql>.*?)(?:^|\s)as\s+(?<name>\S+)\s*/) else {
            throw PromptError.wrongArguments(command: ".save", usage: DotCommand.save.usageLine)
        }
        let name = String(parts.name)
        let given = String(parts.sql).trimmingBlanks.droppingSemicolon
        guard let sql = given.isEmpty ? lastStatement : given else { throw PromptError.nothingToSave }
        let statement = try store.connection.prepare(sql)
        let path = try saved.save(sql, columns: statement.columnNames, as: name)
        tell("\(path): run it by `.report \(name)`, and say what its columns mean in its header")
    }
}

extension OutputFormatName {
    /// Headings stand above its tables.
    fileprivate var isForPeople: Bool {
        switch self {
        case .table, .markdown, .box, .line: true
        default: false
        }
    }
}
