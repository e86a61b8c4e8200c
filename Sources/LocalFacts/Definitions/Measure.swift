import Columns

/// A number that each sample has or has not, and that can be added up.
enum Measure: Hashable {
    case column(ColumnDefinition)
    /// The length of the column's texts.
    case length(ColumnDefinition, TextUnit)

    /// As a statement names it.
    var name: String {
        switch self {
        case .column(let column): column.name
        case .length(let column, let unit): unit.expression(of: column.name)
        }
    }

    var isReal: Bool { if case .column(let column) = self { column.kind == .real } else { false } }
}
