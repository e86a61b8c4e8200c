import Columns
import LocalFacts

extension LoadWriter {
    /// Checks that a batch is consistent: a column that is a row short would shift all rows after it.
    ///
    /// - Throws: `StoreError.batchTooLarge`, `.batchRows`, `.kindConflict`, `.batchColumn`.
    /// - Complexity: O(rows × columns).
    func check(_ batch: SampleBatch) throws {
        // Together with the pending rows, the batch becomes one row group.
        let limit = RowGroup.maximumRowCount - RowGroup.targetRowCount
        guard (0...limit).contains(batch.rowCount) else {
            throw StoreError.batchTooLarge(rows: batch.rowCount, limit: limit)
        }
        guard batch.recordNumbers.count == batch.rowCount else {
            throw StoreError.batchRows(column: "row", expected: batch.rowCount, found: batch.recordNumbers.count)
        }
        var seen: Set<ColumnDefinition.ID> = []
        for (column, values) in batch.columns {
            guard seen.insert(column.id).inserted else {
                throw StoreError.batchColumn(column.name, reason: "it is given twice")
            }
            guard values.rowCount == batch.rowCount else {
                throw StoreError.batchRows(column: column.name, expected: batch.rowCount, found: values.rowCount)
            }
            try check(values, of: column)
        }
    }

    private func check(_ values: SampleBatch.Values, of column: ColumnDefinition) throws {
        func expect(_ found: Int, _ expected: Int?, _ what: String) throws {
            guard found != expected else { return }
            throw StoreError.batchColumn(column.name, reason: "\(what), and there are \(found)")
        }
        guard let kind = store.catalogue.column(id: column.id)?.kind,
            values.kind == kind || (kind, values.kind) == (.real, .integer)
        else { throw StoreError.kindConflict(column: column.name, stored: column.kind, given: values.kind) }
        switch values {
        case .tags(let codes): try check(codes, of: column)
        case .lists(let lengths, let codes):
            let total = lengths.reduce(0) { $0 + Int($1) }
            try expect(codes.count, total, "its lists have \(total) values")
            try check(codes, of: column)
        case .integers(let vector):
            try expect(vector.validity?.count ?? vector.count, vector.count, "it has \(vector.count) values or nulls")
        case .reals(let vector):
            try expect(vector.validity?.count ?? vector.count, vector.count, "it has \(vector.count) values or nulls")
        case .texts(let lengths, let bytes):
            guard lengths.allSatisfy({ $0 ?? 0 >= 0 }) else {
                throw StoreError.batchColumn(column.name, reason: "a text has a negative length")
            }
            let total = lengths.reduce(0) { $0 + ($1 ?? 0) }
            try expect(bytes.count, total, "its texts have \(total) bytes")
        case .textBlocks(let blocks):
            guard blocks.allSatisfy({ (0...max(0, $0.block.rowCount)).contains($0.nullCount) }) else {
                throw StoreError.batchColumn(column.name, reason: "a block has fewer rows than nulls")
            }
        }
    }

    private func check(_ codes: [UInt32], of column: ColumnDefinition) throws {
        let greatest = codes.max() ?? 0
        let count = try dictionary(of: column).values.count
        guard Int(greatest) <= count else {
            throw StoreError.batchColumn(column.name, reason: "code \(greatest) is not one of its \(count) values")
        }
    }
}
