import Arrow
import Parquet

/// A table as Arrow IPC, with the provenance in the metadata of the schema.
struct ArrowDocument: ColumnarDocument {
    /// Of the program.
    let version: String
    /// A stream for a pipe.
    let form: ArrowWriter.Form

    func write(_ table: TypedTable, provenance: KeyValue, sink: @escaping ([UInt8]) throws -> Void) throws {
        let writer = try ArrowWriter(
            columns: table.columns.map { ArrowColumn(name: $0.name, kind: $0.kind) },
            metadata: [KeyValue(key: "cultivar.version", value: version), provenance], form: form, sink: sink)
        try writer.write(table.values)
        try writer.finish()
    }
}

extension ColumnarOutput {
    public static let arrow = ColumnarOutput("arrow", title: "Arrow") { ArrowDocument(version: $0, form: .stream) }
}
