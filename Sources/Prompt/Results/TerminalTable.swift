import Foundation
import Reports
import SQLite
import Tabular
import Warehouse

/// Shows the rows of a statement as a table that fits the terminal. A table longer than the screen goes to the pager,
/// or without a pager ends after some rows.
struct TerminalTable {
    /// Rows of a paged table by which its columns are measured.
    static let measuredRows = 1_000
    /// Texts of a paged table are cut to this width: the pager scrolls sideways.
    static let widestPaged = 100
    /// Rows that are not shown are counted for this long.
    static let countingSeconds = 0.5

    let settings: Settings
    let terminal: Terminal
    let screen: any TextSink
    let watch: StatementWatch

    /// - Throws: `SQLError`, `OutputError.cannotWrite`, `PromptError.cannotStart`.
    func show(_ source: any RowSource) throws {
        let size = terminal.size()
        // Heading, rule, footer and the prompt that follows take lines as well.
        let screenful = max(1, size.rows - 5)
        let limit = terminal.pager == nil ? settings.maximumRows ?? .max : screenful
        var rows: [[CellText]] = []
        var hasRow = try source.step()
        watch.pause()
        let headings = source.columnNames.map(CellText.init(heading:))
        while hasRow, rows.count < limit {
            rows.append(take(source))
            hasRow = try source.step()
        }
        if hasRow, let pager = terminal.pager {
            return try page(source, pager, headings, rows)
        }
        let layout = TableLayout(headings: headings, rows: rows, widths: settings.columnWidths, available: size.columns)
        var footer = ResultFooter(
            shownRows: rows.count, rows: rows.count, shownColumns: layout.columns.count, columns: layout.total)
        if hasRow { try count(source, &footer) }
        let text = TableText(layout: layout, usesColour: terminal.usesColour)
        try screen.write(
            text.head(headings) + rows.map(text.line) + [TextStyle.dim.on(footer.text, terminal.usesColour)])
    }

    private func take(_ source: any RowSource) -> [CellText] {
        zip(source.columnNames, source.row()).map { name, value in
            // An id is a name that people type again, so it has no commas.
            let groups = settings.groupsThousands && name != "id" && !name.hasSuffix("_id")
            return CellText(value, null: settings.nullText, groups: groups, digits: settings.realDigits)
        }
    }

    /// Counts the rows that are not shown, the current one first.
    private func count(_ source: any RowSource, _ footer: inout ResultFooter) throws {
        let started = ContinuousClock.now
        repeat {
            footer.rows += 1
            if footer.rows.isMultiple(of: 256), (ContinuousClock.now - started).seconds > TerminalTable.countingSeconds
            {
                footer.isOpen = true
                return
            }
        } while try source.step()
    }

    private func page(
        _ source: any RowSource, _ pager: String, _ headings: [CellText], _ first: [[CellText]]
    ) throws {
        var rows = first
        rows.append(take(source))
        var hasRow = try source.step()
        while hasRow, rows.count < TerminalTable.measuredRows {
            rows.append(take(source))
            hasRow = try source.step()
        }
        let layout = TableLayout(
            headings: headings, rows: rows, widths: settings.columnWidths, widest: TerminalTable.widestPaged,
            available: nil)
        let text = TableText(layout: layout, usesColour: terminal.usesColour)
        var footer = ResultFooter(
            shownRows: rows.count, rows: rows.count, shownColumns: layout.total, columns: layout.total)
        let sink = try Pager(commandLine: pager)
        do {
            try sink.write(text.head(headings) + rows.map(text.line))
            while hasRow {
                try sink.write([text.line(take(source))])
                footer.rows += 1
                footer.shownRows += 1
                hasRow = try source.step()
            }
            try sink.write([TextStyle.dim.on(footer.text, terminal.usesColour)])
        } catch OutputError.closedPipe {
            // The person has seen enough.
            footer.isOpen = hasRow
        } catch let error as SQLError where error.isInterrupt && watch.stop == .person {
            footer.isOpen = true
        }
        sink.wait()
        try screen.write([TextStyle.dim.on(footer.text, terminal.usesColour)])
    }
}

extension TextSink {
    /// Writes lines, each with its end.
    func write(_ lines: [String]) throws {
        try write(Array(lines.map { $0 + "\n" }.joined().utf8))
    }
}
