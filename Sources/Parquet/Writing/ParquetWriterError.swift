/// Why a batch cannot be written.
public enum ParquetWriterError: Error, Sendable, Hashable {
    case noColumns
    case columnTwice(name: String)
    case columnCount(expected: Int, found: Int)
    case wrongKind(column: String)
    case rowCount(column: String, expected: Int, found: Int)
    case listLengths(column: String)
    /// A value that a page cannot hold.
    case valueTooLong(column: String, bytes: Int)
    case tooManyRowGroups(limit: Int)
    /// For a file whose row groups should follow those of another.
    case schemaDiffers
    case cannotCompress(WriterCompression)
}

extension ParquetWriterError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noColumns: "a Parquet file has a column at least"
        case .columnTwice(let name): "two columns are named \(name): give one another name"
        case .columnCount(let expected, let found): "a batch has \(found) columns, and the file \(expected)"
        case .wrongKind(let column): "a batch has values of another kind in column \(column)"
        case .rowCount(let column, let expected, let found):
            "column \(column) has \(found) rows in a batch of \(expected)"
        case .listLengths(let column): "the lists of column \(column) have another number of elements than they say"
        case .valueTooLong(let column, let bytes):
            "a value of column \(column) has \(bytes) bytes, and a page of Parquet holds 2 GB at most"
        case .schemaDiffers: "the file has another schema than the first"
        case .tooManyRowGroups(let limit): "the file has \(limit) row groups, which is the most: write more files"
        case .cannotCompress(let compression): "a page cannot be compressed by \(compression.rawValue)"
        }
    }
}
