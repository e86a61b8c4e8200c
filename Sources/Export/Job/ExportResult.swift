/// What an export did.
public struct ExportResult: Sendable {
    public typealias Cell = SampledCell

    public var columns: [String] = []
    /// Rows that the conditions left, before a sample was drawn.
    public var selected = 0
    public var files: [ExportedFile] = []
    /// Shards of an earlier export with the same name, which a pattern for the new ones would match as well.
    public var strayShards: [String] = []
    /// Of a balanced sample.
    public var cells: [Cell] = []
    public var markers: MarkerCounts?
    public var elapsed = Duration.zero

    public var written: Int { files.reduce(0) { $0 + $1.rows } }
    public var bytes: Int64 { files.reduce(0) { $0 + $1.bytes } }
}

/// How far an export has come.
public struct ExportProgress: Sendable {
    public var rows: Int
    /// Nil if that is not known before the end.
    public var rowsTotal: Int?
    public var elapsed: Duration

    public init(rows: Int, rowsTotal: Int?, elapsed: Duration) {
        self.rows = rows
        self.rowsTotal = rowsTotal
        self.elapsed = elapsed
    }
}
