import Parquet

/// What is wrong with Arrow data, and where.
public struct ArrowError: Error, Sendable, Hashable {
    public let file: String
    /// Of the message or footer in the file, uncompressed.
    public let offset: Int64?
    public let column: String?
    public let problem: ArrowProblem

    init(_ problem: ArrowProblem, file: String, offset: Int64? = nil, column: String? = nil) {
        self.file = file
        self.offset = offset
        self.column = column
        self.problem = problem
    }

    /// The error about a column whose values, of some rows or of its dictionary, take more than `limit` bytes.
    public static func tooLarge(column: String, limit: Int) -> ArrowError {
        ArrowError(.tooLarge(limit: limit), file: "Arrow data", column: column)
    }
}

/// What can be wrong with Arrow data.
public enum ArrowProblem: Error, Sendable, Hashable {
    case cannotRead(ParquetProblem)
    case tooShort(bytes: Int64)
    case noMagic(atEnd: Bool)
    case footerLength(Int64, bytes: Int64)
    case endsEarly(needed: Int64, available: Int64)
    case outsideFile(offset: Int64, bytes: Int64, file: Int64)
    case blocksOverlap
    /// FlatBuffers that contradict themselves.
    case metadata(String)
    case unsupportedVersion(Int16)
    case bigEndian
    case unsupportedType(String)
    case schema(ParquetProblem)
    case unexpectedMessage(UInt8)
    case negative(String, Int64)
    case tooManyRows(Int64, bytes: Int64)
    case rowCount(found: Int64, batch: Int64)
    case missing(String)
    case bufferOutside(offset: Int64, bytes: Int64, body: Int64)
    case bufferTooShort(bytes: Int, needed: Int)
    case offsets(Int64, after: Int64, limit: Int64)
    case viewOutside(row: Int)
    case dictionaryMissing(Int64)
    case dictionaryTwice(Int64)
    case indexOutside(Int64, count: Int)
    case unsupportedCodec(Int8)
    case decompression(String)
    case impossibleRatio(compressed: Int, claimed: Int64)
    /// The values of a column over some rows, or of a dictionary.
    case tooLarge(limit: Int)
}
