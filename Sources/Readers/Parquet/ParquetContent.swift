import Parquet

/// A Parquet file and the projection to read; several threads can use it at the same time.
struct ParquetContent: ColumnarContent {
    let file: ParquetFile
    let projection: ColumnarProjection
    /// The records of the file before each row group.
    let firstRecords: [Int64]
    private let options: ReaderOptions

    /// The most rows of a part: as many as a row group of the store has.
    private static let partRows: Int64 = 131_072
    /// The most wanted bytes of a part, uncompressed.
    private static let partBytes: Int64 = 64 << 20

    /// - Throws: `ReadError`.
    init(_ file: ParquetFile, projection: Projection, options: ReaderOptions) throws {
        self.file = file
        self.options = options
        _ = try TapeProjection(projection)
        self.projection = ColumnarProjection(projection, schema: file.schema, usesRecords: options.columnsAsRecords)
        var records: Int64 = 0
        firstRecords = file.rowGroups.map { group in
            defer { records += group.rowCount }
            return records
        }
    }

    /// The parts of the row groups, without parts whose records are all among the first `records`.
    func parts(skipping records: Int64) -> [ColumnarPart] {
        file.rowGroups.indices.flatMap { rowGroup -> [ColumnarPart] in
            let count = file.rowGroups[rowGroup].rowCount
            guard count > 0 else { return [] }
            let most = max(1, min(Self.partRows, Self.partBytes / bytesPerRow(rowGroup: rowGroup)))
            let parts = (count + most - 1) / most
            return (0..<parts).map { part in
                ColumnarPart(rowGroup: rowGroup, rows: count * part / parts..<count * (part + 1) / parts)
            }.filter { firstRecords[rowGroup] + $0.rows.upperBound > records }
        }
    }

    /// How many rows a batch of a row group has, so that its bytes stay bounded.
    func batchRows(rowGroup: Int) -> Int {
        let fitting = Int64(options.columnarBatchBytes) / bytesPerRow(rowGroup: rowGroup)
        return max(1, min(options.batchRows, Int(clamping: fitting)))
    }

    private func bytesPerRow(rowGroup: Int) -> Int64 {
        let group = file.rowGroups[rowGroup]
        let bytes = projection.leaves.reduce(Int64(0)) { total, leaf in
            let size = group.columns[leaf].metadata?.totalUncompressedSize ?? 0
            return total.addingReportingOverflow(max(0, size)).partialValue
        }
        return max(1, bytes / max(1, group.rowCount))
    }

    /// The position in the file after its first `records`; bytes are estimated in proportion to rows.
    @Sendable
    func position(after records: Int64) -> InputPosition {
        let share = Double(records) / Double(max(1, file.rowCount))
        let consumed = Int64(Double(file.source.byteCount) * share)
        return InputPosition(
            consumedBytes: consumed, totalBytes: file.source.byteCount, uncompressedBytes: consumed, records: records)
    }
}
