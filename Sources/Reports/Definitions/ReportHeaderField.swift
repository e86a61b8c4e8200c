/// The fields of a report's header.
enum ReportHeaderField: String, CaseIterable {
    case title, question, note, needs, replaces, corrected, parameter
    case steps, table, caption, grain, key, measure, empty, column, print, rows, label, chart

    static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }

    /// The syntax of the field, for an error message.
    var form: String {
        switch self {
        case .title, .question, .note: "some words"
        case .needs:
            "relation.column or relation.column+column, and if wanted: if parameter = value, then `: ` and a reason"
        case .replaces: "report, report: those that this one stands in for where they cannot run"
        case .corrected:
            """
            \(ReportCorrectability.Dimension.allCases.map(\.rawValue).joined(separator: ", ")), whose shares the report \
            shows, or no: and why they cannot be corrected
            """
        case .parameter: "name (kind) = value: meaning"
        case .steps: ""
        case .table: "name-in-lower-case"
        case .grain: "what one row is"
        case .caption: "what a paper says above the table, without its end"
        case .key: "column, column: those whose values tell one row from another; none for a table of one row"
        case .measure: "paper, or ours"
        case .empty: "what it means that there is no row"
        case .column: "name (unit; paper or ours): meaning"
        case .print: "column, column: those that a paper shows"
        case .rows:
            "number, then \(PrintedRows.Choice.allCases.map(\.rawValue).joined(separator: ", ")), and if wanted: each column, column"
        case .label: "column = what a figure calls it"
        case .chart:
            """
            \(ReportChart.Kind.allCases.map(\.rawValue).joined(separator: ", ")), then x=column y=column and, if wanted, \
            low= high= estimate= or= y2= low2= high2= colour= facet= row= of=, named=column,column only=column:value and log=x, log=y or log=xy
            """
        }
    }
}

/// One field of a header, joined with its continuation lines by blanks.
struct ReportHeaderEntry: Equatable {
    var field: ReportHeaderField
    var text: String
    /// The line of the file, from 1.
    var line: Int
}
