/// Why a batch cannot be written.
public enum ArrowWriterError: Error, Sendable, Hashable {
    case columnCount(expected: Int, found: Int)
    case rowCount(column: String, expected: Int, found: Int)
    /// Values of another kind than the column has, or codes of another dictionary.
    case wrongKind(column: String)
    case listLengths(column: String)
    /// A value beyond the reach of 32-bit offsets.
    case valueTooLong(column: String, bytes: Int)
}

extension ArrowWriterError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .columnCount(let expected, let found): "a batch has \(found) columns, and the file \(expected)"
        case .rowCount(let column, let expected, let found):
            "column \(column) has \(found) rows in a batch of \(expected)"
        case .wrongKind(let column): "a batch has values of another kind in column \(column)"
        case .listLengths(let column): "the lists of column \(column) have another number of elements than they say"
        case .valueTooLong(let column, let bytes):
            "a value of column \(column) has \(bytes) bytes, and a text of Arrow has 2 GB at most"
        }
    }
}
