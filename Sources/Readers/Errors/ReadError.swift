import Parquet

/// Why a file, or the rest of it, cannot be read at all. An error of a single record is a ``Reject``.
public enum ReadError: Error, Sendable, Hashable {
    case cannotOpen(file: String, systemError: Int32)
    case readFailed(file: String, offset: Int64, systemError: Int32)
    /// Compressed data that contradicts itself; `offset` in the compressed file is where that was noticed.
    case corrupt(file: String, compression: Compression, offset: Int64, detail: String)
    /// Compressed data that ends too early.
    case truncated(file: String, compression: Compression, offset: Int64)
    /// Compressed data that expands by more than `limit`, noticed after `produced` bytes.
    case ratioTooHigh(file: String, limit: Int, produced: Int64)
    /// What is wrong with a Parquet file, and where.
    case parquet(ParquetError)
    /// What is wrong with a columnar file of another format, and where, as a sentence; and whether the system failed to
    /// read the bytes.
    case columns(String, isOfSystem: Bool)
    /// A Parquet file that comes as a stream: its index is at its end.
    case needsFile(String)
    /// A format that is recognised and not read.
    case unsupportedFormat(file: String, format: String)
    /// A text encoding that is recognised and not read.
    case unsupportedEncoding(file: String, encoding: String)
    /// A path that does not follow the notation, wrong at the byte `offset`.
    case badPath(String, offset: Int, reason: String)
    /// A path that cannot say where rows are made from.
    case cannotExpand(path: String, reason: String)
    /// A path that means nothing in CSV.
    case notAColumn(file: String, path: String)
    case unknownColumn(file: String, column: String, known: [String])
    /// The first record of a CSV file, which should name its columns, cannot be read.
    case badHeader(file: String, reason: RejectReason)
    case noHeader(file: String)
    /// A separator that is also the quote, or is a line break or not ASCII.
    case badSeparator(UInt8)
    /// A quote that is a line break or not ASCII.
    case badQuote(UInt8)
}
