import Columns

/// The columns whose codes a count depends on: those that the used and compared columns are derived from.
///
/// Any question on the same roots, with any grouping and comparison, can be answered from the cells of the roots.
struct ScanRoots {
    /// Which cells they make.
    struct Identity: Hashable {
        var table: FactTable.ID
        var element: ObjectIdentifier?
        var usesElements: Bool
        var usesLengths: Bool
        var usesMentions: Bool
        var columns: [ObjectIdentifier]
    }

    private let table: FactTable.ID
    private(set) var columns: [any CodedColumn] = []
    let element: ElementSource?
    /// Whether the elements themselves are among the columns, not only their number.
    private(set) var usesElements = false
    /// Whether fractions are requested, which depend on the number of a sample's elements.
    let usesLengths: Bool
    /// Whether the mentions of the elements are requested.
    let usesMentions: Bool

    /// Nil where something is used that has no codes.
    init?(_ relation: Relation, _ output: CellOutput, _ filters: [ColumnFilter]) {
        guard output.measures.isEmpty, output.extremes.isEmpty else { return nil }
        table = relation.facts.table.id
        element = relation.element
        usesLengths = output.usesWeights && relation.element != nil
        usesMentions = output.usesMentions && relation.element != nil
        for key in output.countedBy {
            switch key.content {
            case .coded(let column): add(column.root)
            case .element: usesElements = true
            default: return nil
            }
        }
        for filter in filters {
            switch filter {
            case .codes(let column, _):
                // Cells are kept longer than what one statement counts.
                if column is NumberByID { return nil }
                add(column.root)
            case .element: usesElements = true
            default: return nil
            }
        }
        columns.sort { ObjectIdentifier($0) < ObjectIdentifier($1) }
    }

    private mutating func add(_ column: any CodedColumn) {
        if !columns.contains(where: { $0 === column }) { columns.append(column) }
    }

    var identity: Identity {
        Identity(
            table: table, element: element.map { ObjectIdentifier($0) }, usesElements: usesElements,
            usesLengths: usesLengths,
            usesMentions: usesMentions, columns: columns.map { ObjectIdentifier($0) })
    }

    func place(of column: any CodedColumn) -> Int? { columns.firstIndex { $0 === column.root } }
}
