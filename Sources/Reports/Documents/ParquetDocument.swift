import Parquet

/// A table as Parquet: integers, doubles and texts, with the provenance in the footer.
struct ParquetDocument: ColumnarDocument {
    /// Of the program.
    let version: String

    func write(_ table: TypedTable, provenance: KeyValue, sink: @escaping ([UInt8]) throws -> Void) throws {
        let writer = try ParquetWriter(
            columns: table.columns, options: ParquetWriterOptions(createdBy: "cultivar version \(version)"), sink: sink)
        try writer.write(table.values)
        try writer.finish(keyValueMetadata: [provenance])
    }
}

extension ColumnarOutput {
    public static let parquet = ColumnarOutput("parquet", title: "Parquet") { ParquetDocument(version: $0) }
}
