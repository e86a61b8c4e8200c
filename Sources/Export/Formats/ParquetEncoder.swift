import Parquet
import Tabular
import Warehouse

extension ExportFormat {
    public static let parquet = ExportFormat(
        "parquet", endings: ["parquet"], isBinary: true, needsTypes: true
    ) { settings, sink in
        var options = ParquetWriterOptions(createdBy: "cultivar version \(settings.version)")
        options.compression = settings.compression
        return try ParquetEncoder(
            columns: settings.columns, options: options, keyValues: settings.keyValues, sink: sink)
    }
}

/// Parquet: tags as dictionaries, lists as lists.
final class ParquetEncoder: BatchEncoder {
    private let columns: [ExportColumn]
    private let writer: ParquetWriter
    private let keyValues: [KeyValue]

    /// - Throws: `ParquetWriterError`, `OutputError`.
    init(
        columns: [ExportColumn], options: ParquetWriterOptions, keyValues: [KeyValue],
        sink: any TextSink
    ) throws {
        self.columns = columns
        self.keyValues = keyValues
        writer = try ParquetWriter(
            columns: columns.map { WriterColumn(name: $0.name, kind: $0.writerKind) }, options: options
        ) { try sink.write($0) }
    }

    func write(_ batch: ExportBatch) throws {
        try writer.write(zip(columns, batch.columns).map { WriterValues($1, of: $0) })
    }

    func finish() throws { try writer.finish(keyValueMetadata: keyValues) }
}

extension ExportColumn {
    var writerKind: WriterColumn.Kind {
        switch kind {
        case .code, .text, .any: .text
        case .list: .textList
        case .integer: .integer
        case .real: .real
        }
    }
}

extension WriterValues {
    init(_ values: ExportValues, of column: ExportColumn) {
        self =
            switch values {
            case .codes(let codes): .codes(codes, column.dictionary)
            case .lists(let lengths, let codes): .codeLists(lengths: lengths, codes: codes, column.dictionary)
            case .integers(let values): .integers(values)
            case .reals(let values): .reals(values)
            case .texts(let texts): .texts(texts)
            case .any(let values):
                switch column.kind {
                case .integer: .integers(values.map(\.integer))
                case .real: .reals(values.map(\.number))
                case .code, .list, .text, .any: .texts(TextArray(values.map(\.plainText)))
                }
            }
    }
}
