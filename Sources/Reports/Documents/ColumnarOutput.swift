import Warehouse

/// A columnar format as the form of one statement's result. A new one is its ``ColumnarDocument`` and a line in
/// ``all``.
public struct ColumnarOutput: Sendable {
    /// Every columnar format, in the order in which help names them.
    public static let all: [ColumnarOutput] = [
        .parquet,
        .arrow,
    ]

    /// As `--format` has it, and the ending of its files.
    public let name: String
    /// As a sentence has it.
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

    /// Writes all rows of a result. The type of a column is known when the last row is, so they are held in memory.
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
