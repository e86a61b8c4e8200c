/// A record that could not be read, with what a person needs to find and correct it.
public struct Reject: Sendable, Hashable {
    /// Longest ``excerpt``, in bytes of the source.
    public static let excerptBytes = 200

    /// 1-based number of the record in the file.
    public var recordNumber: Int64
    /// 1-based line on which the record begins; nil in a format without lines.
    public var line: Int64?
    /// Offset of the record's first byte in the uncompressed input; nil if records are not contiguous.
    public var byteOffset: Int64?
    /// The column or path at fault, where there is one.
    public var column: String?
    public var reason: RejectReason
    /// The record's first bytes, decoded with replacement characters.
    public var excerpt: String
}

/// Why a record could not be read.
public enum RejectReason: Sendable, Hashable {
    /// The JSON text is wrong `offset` bytes after the start of the record.
    case json(JSONProblem, offset: Int)
    /// The record is JSON, but a value of kind `found` instead of an object.
    case recordIsNotAnObject(found: String)
    /// Rows should be made from an object at `path`, but a value of kind `found` is there.
    case valueIsNotAnObject(path: String, found: String)
    /// The cell that rows were to be made from is not JSON.
    case cellIsNotJSON(JSONProblem, offset: Int)
    /// The record is longer than the limit of bytes.
    case recordTooLong(limit: Int)
    /// The values of the record's rows do not fit in a batch.
    case rowsTooLarge(limit: Int)
    /// The record has another number of cells than the header.
    case cellCount(expected: Int, found: Int)
    /// Something other than a separator or line break follows the closing quote of a cell.
    case textAfterClosingQuote
    /// The file ends inside a quoted cell that begins on `line`.
    case unterminatedQuote(line: Int64)
    /// The bytes at `offset` after the start of the record are not UTF-8.
    case invalidUTF8(offset: Int)
    /// Something follows the end of the outermost array, object or record.
    case contentAfterEnd
    /// The file ends before the outermost array or object does.
    case inputEndsInside(String)
}
