/// A part of a file that any thread can read, in any order.
public enum FilePart: Sendable {
    /// Rows that have been read already in the order of the file, because their beginning depends on what comes before.
    case batch(RowBatch)
    /// Whole records of a file of JSON lines or CSV.
    case lines(LineChunk)
    /// Some rows of a columnar file.
    case rows(ColumnarPart)
    /// A record that is longer than a record may be; it was skipped with its lines.
    case longRecord(Reject, InputPosition, lines: Int64)

    /// Whether the record and line numbers are part-relative, so that those of the previous parts must be added; else
    /// they count from the beginning of the file.
    public var isNumberedAlone: Bool {
        switch self {
        case .batch, .rows: false
        case .lines, .longRecord: true
        }
    }
}
