import Columns
import SQLite

/// The number of a sample's distinct elements, as a column with codes, so that a list relation can be grouped by it.
final class ListLengths: CodedColumn {
    private let element: ElementSource
    private var known: [SQLValue] = []

    init(of element: ElementSource) { self.element = element }

    func values() throws -> CodeValues {
        // A sample has at most as many distinct elements as there are; null is one of them, as the country of a place
        // without a country.
        let greatest = try element.values().count
        if known.count != greatest + 1 { known = [.null] + (1...Int64(max(1, greatest))).map { .integer($0) } }
        return .values(known)
    }

    /// The code of a number is the number; 0 stands for a sample without elements, which has no row.
    func codes(in block: SampleBlock) throws -> CodeVector { try element.lengths(in: block) }

    func prepare(_ groups: [RowGroup]) throws { try element.prepare(groups) }

    func occurringCodes(in group: RowGroup) throws -> [UInt32]? { nil }

    func isIn(cubeOf columns: [ColumnDefinition.ID], _ group: RowGroup) throws -> Bool {
        try element.isIn(cubeOf: columns, group)
    }

    /// The element drops its own.
    func forgetRowGroups() {}
}
