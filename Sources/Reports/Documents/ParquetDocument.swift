import Parquet
import Warehouse

/// A table as Parquet: integers, doubles and texts, with the provenance in the footer.
struct ParquetDocument: TableDocument {
    /// Of the program.
    let version: String

    func bytes(of result: ReportResult, origin: TableOrigin) throws -> [UInt8] {
        try bytes(columns: result.columns, rows: result.rows, provenance: origin.lines)
    }

    fileprivate func bytes(columns: [String], rows: [[SQLValue]], provenance: [String]) throws -> [UInt8] {
        let names = JSONText.distinctKeys(columns)
        let values = names.indices.map { column in rows.map { $0[column] } }
        let kinds = values.map { values in
            var kinds = ValueKinds()
            for value in values { kinds.add(value) }
            return kinds.kind
        }
        var bytes: [UInt8] = []
        let writer = try ParquetWriter(
            columns: zip(names, kinds).map { WriterColumn(name: $0, kind: $1.writerKind) },
            options: ParquetWriterOptions(createdBy: "cultivar version \(version)")
        ) { bytes += $0 }
        try writer.write(zip(kinds, values).map { $0.writerValues($1) })
        try writer.finish(
            keyValueMetadata: [KeyValue(key: "cultivar.provenance", value: provenance.joined(separator: "\n"))])
        return bytes
    }
}

/// The result of one statement as a Parquet file.
public enum ParquetOutput {
    /// Writes all rows of a result. The rows are held in memory, since the type of a column is known only after the
    /// last row.
    ///
    /// - Parameters:
    ///   - provenance: lines for the file's footer.
    ///   - version: of the program.
    /// - Throws: `SQLError`, `OutputError`.
    public static func write(
        _ source: any RowSource, provenance: [String], version: String, to sink: any TextSink
    ) throws {
        var rows: [[SQLValue]] = []
        while try source.step() { rows.append(source.row()) }
        guard !source.columnNames.isEmpty else { return }
        try sink.write(
            ParquetDocument(version: version).bytes(
                columns: source.columnNames, rows: rows, provenance: provenance))
    }
}

extension ValueKinds.Kind {
    fileprivate var writerKind: WriterColumn.Kind {
        switch self {
        case .integer: .integer
        case .real: .real
        case .text: .text
        }
    }

    fileprivate func writerValues(_ values: [SQLValue]) -> WriterValues {
        switch self {
        case .integer: .integers(values.map(\.integer))
        case .real: .reals(values.map(\.number))
        case .text: .texts(TextArray(values.map(\.plainText)))
        }
    }
}
