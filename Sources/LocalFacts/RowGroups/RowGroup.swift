/// A row group: consecutive rows of one fact table, from one file.
package struct RowGroup: Sendable, Hashable {
    package var id: Int64
    var fileID: Int64
    /// The id of its first row; the ids of a fact table's rows follow each other from 1.
    package var firstSampleID: Int64
    package var rowCount: Int
    /// What it has; nil in a store that does not record it.
    package var content: RowGroupContent?
    /// Where the rows lie, if it is not in the store.
    var outside: (any RowsElsewhere)?

    /// The ids of its rows.
    var ids: Range<Int64> { firstSampleID..<firstSampleID + Int64(rowCount) }

    package static func == (left: RowGroup, right: RowGroup) -> Bool {
        left.id == right.id && left.rowCount == right.rowCount
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(id) }

    /// Verifies that a column for which nothing was found is one that the row group does not have.
    ///
    /// - Throws: `StoreError.missingContent`.
    func requireAbsence(of column: ColumnDefinition) throws {
        guard content?.columns.contains(column.id) != true else {
            throw StoreError.missingContent(column: column.name, rowGroup: id)
        }
    }

    /// A row group is written when it has this many rows.
    package static let targetRowCount = 131_072
    /// No row group that this program wrote is larger; a larger claim is refused before memory is taken.
    package static let maximumRowCount = 1 << 22
}
