import SQLite
import Tabular
import Warehouse

/// A columnar format for the result of one statement. A new one is its ``ColumnarDocument`` and a line in
/// ``all``.
public struct ColumnarOutput: Sendable {
    /// Every columnar format, in the order in which help names them.
    public static let all: [ColumnarOutput] = [
        .parquet,
        .arrow,
    ]

    /// As in `--format`, and the extension of its files.
    public let name: String
    /// As in a sentence.
    public let title: String
    private let makeDocument: @Sendable (_ version: String) -> any ColumnarDocument

    /// The format of that name.
    public init?(name: String) {
        guard let format = Self.all.first(where: { $0.name == name }) else { return nil }
        self = format
    }

    init(
        _ name: String, title: String, makeDocument: @escaping @Sendable (_ version: String) -> any ColumnarDocument
    ) {
        self.name = name
        self.title = title
        self.makeDocument = makeDocument
    }

    /// Writes all rows of a result. The rows are held in memory, since the type of a column is known only after the
    /// last row.
    ///
    /// - Parameters:
    ///   - provenance: lines for the file's metadata.
    ///   - version: of the program.
    /// - Throws: `SQLError`, `OutputError`.
    public func write(
        _ source: any RowSource, provenance: [String], version: String, to sink: any TextSink
    ) throws {
        var rows: [[SQLValue]] = []
        while try source.step() { rows.append(source.row()) }
        guard !source.columnNames.isEmpty else { return }
        try makeDocument(version).write(
            TypedTable(columns: source.columnNames, rows: rows), provenance: TypedTable.provenance(provenance)
        ) { try sink.write($0) }
    }
}
