import Reports
import Tabular

/// The line below a table: how much of it is shown.
struct ResultFooter: Equatable {
    var shownRows: Int
    var rows: Int
    /// There are more rows than were counted.
    var isOpen = false
    var shownColumns: Int
    var columns: Int

    /// `40 of 5,312 rows, 6 of 9 columns`.
    var text: String {
        let all = Magnitude.grouped(Int64(rows))
        let noun = rows == 1 && !isOpen ? "row" : "rows"
        var parts: [String]
        if isOpen {
            parts = ["\(Magnitude.grouped(Int64(shownRows))) of more than \(all) \(noun)"]
        } else if shownRows < rows {
            parts = ["\(Magnitude.grouped(Int64(shownRows))) of \(all) \(noun)"]
        } else {
            parts = ["\(all) \(noun)"]
        }
        if shownColumns < columns { parts.append("\(shownColumns) of \(columns) columns (.mode line shows all)") }
        return parts.joined(separator: ", ")
    }
}
