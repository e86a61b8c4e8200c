/// A part of a file that any thread can read, in whatever order.
public enum FilePart: Sendable {
    /// Rows that were read in the order of the file already, because only what comes before them tells where they
    /// begin.
    case batch(RowBatch)
    /// Whole records of a file of JSON lines or CSV.
    case lines(LineChunk)
    /// Some rows of a file of columns.
    case rows(ColumnarPart)
    /// A record that is longer than a record may be; it was passed over with its lines.
    case longRecord(Reject, InputPosition, lines: Int64)

    /// Whether the records and lines of the part are numbered from its own beginning, so that those of the parts before
    /// it are to be added; else from the beginning of the file.
    public var isNumberedAlone: Bool {
        switch self {
        case .batch, .rows: false
        case .lines, .longRecord: true
        }
    }
}

/// A length in a file.
public struct PartExtent: Sendable, Hashable {
    public var records: Int64 = 0
    public var lines: Int64 = 0

    public init(records: Int64 = 0, lines: Int64 = 0) {
        self.records = records
        self.lines = lines
    }

    public static func += (total: inout PartExtent, part: PartExtent) {
        total.records += part.records
        total.lines += part.lines
    }
}
