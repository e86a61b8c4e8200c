/// The fields of a report's header.
enum ReportHeaderField: String, CaseIterable {
    case title, question, note, parameter
    case table, rows, column, chart

    static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }

    /// How the field is written, for a person who wrote it otherwise.
    var form: String {
        switch self {
        case .title, .question, .note: "some words"
        case .parameter: "name = value: meaning"
        case .table: "name-in-lower-case"
        case .rows: "what one row is"
        case .column: "name (unit; paper or ours): meaning"
        case .chart: "bar, line or scatter, then x=column y=column and, if wanted, low= high= series="
        }
    }

    /// Whether the field is of one table, not of the report.
    var belongsToTable: Bool {
        switch self {
        case .title, .question, .note, .parameter: false
        case .table, .rows, .column, .chart: true
        }
    }
}

/// One field of a header with the lines that go on with it joined by blanks.
struct ReportHeaderEntry: Equatable {
    var field: ReportHeaderField
    var text: String
    /// The line of the file, from 1.
    var line: Int
}
