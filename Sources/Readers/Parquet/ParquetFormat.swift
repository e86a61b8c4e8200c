import Parquet

enum ParquetFormat: ColumnarFormat {
    static let format = FileFormat.parquet
    static let word = "parquet"
    static let endings = ["parquet"]

    // A page must be in memory as a whole. Writers make larger pages only for values of such a size.
    private static let largestPageBytes = 512 << 20

    /// Also a file with an encrypted footer.
    static func recognises(_ prefix: [UInt8]) -> Bool {
        prefix.starts(with: Array("PAR1".utf8)) || prefix.starts(with: Array("PARE".utf8))
    }

    static func open(_ source: any ByteSource, _ window: InputWindow, name: String) throws -> any ColumnarFile {
        guard let bytes = try source.randomAccess() else { throw ReadError.needsFile(name) }
        var limits = ParquetLimits()
        limits.pageBytes = largestPageBytes
        return try ReadError.ofColumns { ParquetInput(file: try ParquetFile(bytes, limits: limits)) }
    }
}

/// An opened Parquet file.
struct ParquetInput: ColumnarFile {
    let file: ParquetFile

    var rowCount: Int64? { file.rowCount }

    func rows(_ projection: Projection, _ options: ReaderOptions) throws -> ColumnarRows {
        .parts(try ParquetContent(file, projection: projection, options: options))
    }

    func describe(records: Int, in description: inout FileDescription) throws {
        try ParquetProbe.describe(file, records: records, in: &description)
    }

    func writeRows(_ numbers: [Int64], _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try ReadError.ofColumns {
            var rest = numbers[...]
            var before: Int64 = 0
            for group in file.rowGroups.indices {
                let end = before + file.rowGroups[group].rowCount
                let wanted = rest.prefix { $0 <= end }
                rest = rest.dropFirst(wanted.count)
                let rows = RowRanges(wanted.map { $0 - before - 1..<$0 - before })
                before = end
                guard !rows.ranges.isEmpty else { continue }
                let reader = try file.rows(rowGroup: group, rows: rows)
                var text = ColumnarRecordText(fields: reader.fields, schema: file.schema)
                while let row = try reader.next() {
                    text.write(row)
                    try (text.bytes + [0x0A]).withUnsafeBytes(body)
                }
            }
        }
    }
}
