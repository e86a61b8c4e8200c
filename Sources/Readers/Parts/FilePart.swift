/// A part of a file that any thread can read, in whatever order.
public enum FilePart: Sendable {
    /// Rows that were read in the order of the file already, because only what comes before them tells where they begin.
    case batch(RowBatch)
    /// Whole lines of a JSON lines file.
    case lines(LineChunk)
    /// A line that is longer than a record may be; it was passed over.
    case longLine(Reject, InputPosition)
}

/// What was read of a part.
public struct PartContent: Sendable {
    public var batches: [RowBatch]
    /// The records and lines of the part, where its batches number theirs from the part's beginning; the numbers of the
    /// parts before it are to be added. Zero where they are numbered from the beginning of the file.
    public var extent = PartExtent()
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
