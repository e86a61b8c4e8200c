/// The fields of a report's header.
enum ReportHeaderField: String, CaseIterable {
    case title, question, note, needs, parameter
    case steps, table, grain, measure, empty, column, chart

    static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }

    /// The syntax of the field, for an error message.
    var form: String {
        switch self {
        case .title, .question, .note: "some words"
        case .needs: "relation.column or relation.column+column, and if wanted: if parameter = value"
        case .parameter: "name (kind) = value: meaning"
        case .steps: ""
        case .table: "name-in-lower-case"
        case .grain: "what one row is"
        case .measure: "paper, or ours"
        case .empty: "what it means that there is no row"
        case .column: "name (unit; paper or ours): meaning"
        case .chart:
            """
            \(ReportChart.Kind.allCases.map(\.rawValue).joined(separator: ", ")), then x=column y=column and, if wanted, \
            low= high= colour= facet= row= and log=x, log=y or log=xy
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
