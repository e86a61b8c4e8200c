import Arrow
import Parquet
import Tabular

extension ExportFormat {
    /// Arrow IPC: a stream for a pipe, else a file, which is also Feather version 2.
    public static let arrow = ExportFormat(
        "arrow", endings: ["arrow", "feather", "arrows"], isBinary: true, needsTypes: true
    ) { try ArrowEncoder($0, sink: $1) }
}

/// Arrow IPC: tags as dictionaries, lists as lists.
final class ArrowEncoder: BatchEncoder {
    private let columns: [ExportColumn]
    private let writer: ArrowWriter

    /// - Throws: `OutputError`.
    init(_ settings: EncoderSettings, sink: any TextSink) throws {
        columns = settings.columns
        writer = try ArrowWriter(
            columns: columns.map { ArrowColumn($0) }, metadata: settings.keyValues,
            form: settings.isStream ? .stream : .file
        ) { try sink.write($0) }
    }

    func write(_ batch: ExportBatch) throws {
        try writer.write(zip(columns, batch.columns).map { WriterValues($1, of: $0) })
    }

    func finish() throws { try writer.finish() }
}

extension ArrowColumn {
    fileprivate init(_ column: ExportColumn) {
        let isCoded = column.kind == .code || column.kind == .list
        self.init(name: column.name, kind: column.writerKind, dictionary: isCoded ? column.dictionary : nil)
    }
}
