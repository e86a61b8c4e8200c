import SQLite

/// A fact table as the store has it: its columns and row groups, as of one moment.
package struct StoredFacts {
    package let table: FactTable
    package let columns: [ColumnDefinition]
    private let ownRowGroups: [RowGroup]
    /// Nil if the rows lie in the store.
    package let outside: OutsideFacts?
    private let columnsByName: [SQLName: ColumnDefinition]

    init(_ table: FactTable, columns: [ColumnDefinition], rowGroups: [RowGroup], outside: OutsideFacts? = nil) {
        self.table = table
        self.columns = columns
        ownRowGroups = rowGroups
        self.outside = outside
        columnsByName = Dictionary(columns.map { (SQLName($0.name), $0) }) { first, _ in first }
    }

    package var rowGroups: [RowGroup] { outside?.combinationsInPlaceOfRows.map { [$0] } ?? ownRowGroups }

    /// The column that SQL means by a name.
    package func column(named name: String) -> ColumnDefinition? { columnsByName[SQLName(name)] }

    package func column(role: ColumnRole) -> ColumnDefinition? { columns.first { $0.role == role } }

    package var rowCount: Int { ownRowGroups.reduce(0) { $0 + $1.rowCount } }

    /// The greatest id; 0 without rows.
    var lastID: Int64 { ownRowGroups.map { $0.firstSampleID + Int64($0.rowCount) - 1 }.max() ?? 0 }

    /// The column whose values name the rows of a table of entities.
    var key: ColumnDefinition? { table.key.flatMap(column(named:)) }
}
