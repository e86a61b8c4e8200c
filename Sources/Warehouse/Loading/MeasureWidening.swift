import Columns

/// Turns an integer column into a real one, because a file has decimals where the files before it had integers.
struct MeasureWidening {
    private let column: ColumnDefinition
    private let store: Store

    init(_ column: ColumnDefinition, store: Store) {
        self.column = column
        self.store = store
    }

    /// Writes the column's segments anew, as doubles.
    ///
    /// - Throws: `StoreError.tooLargeForReal` where an integer would not be kept exactly, and nothing is changed.
    /// - Complexity: O(samples).
    func run() throws -> ColumnDefinition {
        let connection = store.connection
        // The row groups that this load has written count, too.
        try store.catalogue.reload()
        let reader = SegmentReader(connection: connection, catalogue: store.catalogue)
        try connection.transaction {
            for group in store.catalogue.rowGroups {
                guard let integers = try reader.integers(column, group) else { continue }
                let reals = try RealVector(widening: integers, column: column.name)
                try connection.execute(
                    "delete from segment where row_group_id = ? and column_id = ?", .integer(group.id),
                    .integer(column.id))
                try SegmentWriter(connection: connection, rowGroup: group.id)
                    .write(ColumnBuilder.Segment(part: 0, encoded: reals.encoded()), column)
            }
            try connection.execute("update column_definition set kind = 'real' where id = ?", .integer(column.id))
        }
        try store.catalogue.reload()
        var widened = column
        widened.kind = .real
        return widened
    }
}

extension RealVector {
    /// Integers as doubles.
    ///
    /// - Throws: `StoreError.tooLargeForReal` for an integer that a double does not hold exactly.
    init(widening integers: IntegerVector, column: String) throws {
        let values = try integers.values.map { integer in
            guard let real = Double(exactly: integer) else {
                throw StoreError.tooLargeForReal(column: column, value: integer)
            }
            return real
        }
        self.init(values: values, validity: integers.validity)
    }
}
