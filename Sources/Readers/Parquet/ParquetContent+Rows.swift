import Parquet

extension ParquetContent {
    /// - Throws: `ParquetError`, `ReadError`.
    func rows(of part: ColumnarPart) throws -> ColumnarRowReader {
        let (rowGroup, rows) = (part.rowGroup, part.rows)
        let firstRecord = firstRecords[rowGroup]
        var leaves: [Int: any LeafReader] = [:]
        for case .leaf(let leaf) in projection.sources where leaves[leaf] == nil {
            leaves[leaf] = try ParquetColumnReader(file, rowGroup: rowGroup, leaf: leaf, rows: rows)
        }
        let records = try projection.records.map { records in
            try ColumnarRecordReader(
                file.rows(rowGroup: rowGroup, leaves: projection.recordLeaves, rows: RowRanges([rows])), records,
                schema: file.schema, firstRecord: firstRecord + rows.lowerBound)
        }
        return ColumnarRowReader(
            projection, leaves: leaves, records: records, batchRows: batchRows(rowGroup: rowGroup), rows: rows,
            firstRecord: firstRecord, position: position(after:))
    }
}
