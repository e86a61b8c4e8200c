import Reports
import SQLite
import Tabular
import Warehouse

/// What dot commands set for the rest of the session.
struct Settings {
    var format: OutputFormatName
    /// The table that mode `insert` writes into.
    var insertTable = "result"
    var showsTimes = false
    /// Statements are shown as they are run: short forms in full.
    var echoes = false
    /// Rows of a table on a terminal without a pager; nil for all.
    var maximumRows: Int? = 40
    var columnWidths: [Int] = []
    var nullText = "NULL"
    var groupsThousands = true
    /// Significant digits of a real in a table on a terminal; nil for all.
    var realDigits: Int? = 6
    var parameters: [String: SQLValue] = [:]

    init(format: OutputFormatName) { self.format = format }

    /// The format of the mode, ready for one result.
    ///
    /// - Parameter isOnTerminal: no value may control the terminal.
    func makeFormat(isOnTerminal: Bool) -> any OutputFormat {
        switch format {
        case .insert: InsertFormat(table: insertTable)
        case .line: LineFormat(escapesControls: isOnTerminal)
        default: format.makeFormat()
        }
    }
}
