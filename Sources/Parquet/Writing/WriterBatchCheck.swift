/// Checks that values fit their columns.
enum WriterBatchCheck {
    /// - Throws: `ParquetWriterError`.
    static func check(_ batch: [WriterValues], _ columns: [WriterColumn], rowCount: Int) throws {
        guard batch.count == columns.count else {
            throw ParquetWriterError.columnCount(expected: columns.count, found: batch.count)
        }
        for (column, values) in zip(columns, batch) {
            guard values.kind == column.kind else { throw ParquetWriterError.wrongKind(column: column.name) }
            guard values.rowCount == rowCount else {
                throw ParquetWriterError.rowCount(column: column.name, expected: rowCount, found: values.rowCount)
            }
            guard values.isWhole else { throw ParquetWriterError.listLengths(column: column.name) }
        }
    }

    /// - Throws: `ParquetWriterError.columnTwice`.
    static func checkNames(_ names: [String]) throws {
        var seen = Set<String>()
        for name in names where !seen.insert(name).inserted { throw ParquetWriterError.columnTwice(name: name) }
    }
}
