import Parquet

/// A format whose files hold columns and no text.
protocol ColumnarFormat: Sendable {
    static var format: FileFormat { get }
    /// What a profile calls it.
    static var word: String { get }
    /// Of the names of its files, without the dot.
    static var endings: [String] { get }

    /// Whether a file that begins with these bytes, sixteen if it is as long, is of the format.
    static func recognises(_ prefix: [UInt8]) -> Bool

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - source: the file, to be read at any place if it is no stream.
    ///   - window: its first bytes, and then the others.
    /// - Throws: `ReadError`.
    static func open(_ source: any ByteSource, _ window: InputWindow, name: String) throws -> any ColumnarFile
}

/// An opened file of columns.
protocol ColumnarFile {
    /// Nil where that is known at the end only.
    var rowCount: Int64? { get }

    /// The way to the rows. To be called once, and not beside the others.
    ///
    /// - Throws: `ReadError`.
    func rows(_ projection: Projection, _ options: ReaderOptions) throws -> ColumnarRows

    /// Describes the file by its first records.
    ///
    /// - Throws: `ReadError`.
    func describe(records: Int, in description: inout FileDescription) throws

    /// Writes rows as lines of JSON.
    ///
    /// - Parameter numbers: of the rows, from 1, in ascending order.
    /// - Throws: `ReadError`, and what `body` throws.
    func writeRows(_ numbers: [Int64], _ body: (UnsafeRawBufferPointer) throws -> Void) throws
}

/// The ways to the rows of a file of columns.
enum ColumnarRows {
    case parts(any ColumnarContent)
    /// The file comes as a stream.
    case inOrder(any BatchReader)

    /// A reader of all rows.
    var reader: any BatchReader {
        switch self {
        case .parts(let content): ColumnarBatchReader(content)
        case .inOrder(let reader): reader
        }
    }
}

/// A file of columns and what is to be read of it; several threads can use it at a time.
protocol ColumnarContent: Sendable {
    /// The parts, those left out all of whose records are among the first `records`.
    func parts(skipping records: Int64) -> [ColumnarPart]

    /// - Throws: `ReadError`, or an error of the format.
    func rows(of part: ColumnarPart) throws -> ColumnarRowReader
}

/// Some rows of a row group, or whatever the format calls what lies together.
public struct ColumnarPart: Sendable {
    let rowGroup: Int
    let rows: Range<Int64>
}

/// Reads the rows of a file of columns in their order.
final class ColumnarBatchReader: BatchReader {
    let columnNames: [String]? = nil
    private let content: any ColumnarContent
    private var parts: ArraySlice<ColumnarPart>
    private var rows: ColumnarRowReader?

    init(_ content: any ColumnarContent) {
        self.content = content
        parts = content.parts(skipping: 0)[...]
    }

    func nextBatch() throws -> RowBatch? {
        try ReadError.ofColumns {
            while true {
                if let batch = try rows?.nextBatch() { return batch }
                guard let part = parts.popFirst() else { return nil }
                rows = try content.rows(of: part)
            }
        }
    }
}

extension ReadError {
    /// Runs `body`, and throws an error of a columnar format as one of reading.
    static func ofColumns<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as ParquetError {
            throw ReadError.parquet(error)
        } catch let error as any ColumnarError {
            throw ReadError.columns("\(error)", isOfSystem: error.isOfSystem)
        }
    }
}

/// What is wrong with a file of columns; its description is a sentence that names the file and the place.
protocol ColumnarError: Error, CustomStringConvertible {
    /// The system did not give the bytes; what they are is not known.
    var isOfSystem: Bool { get }
}

/// Gives the values of one leaf column, some rows at a time.
protocol LeafReader: AnyObject {
    /// The next `rowCount` rows.
    ///
    /// - Throws: an error of the format, also where the column has fewer.
    func read(_ rowCount: Int) throws -> FieldColumn
}

/// Gives rows as values, whatever their nesting.
protocol ValueRows: AnyObject {
    /// The fields that rows have values of.
    var fields: [SchemaField] { get }

    /// The values of the next row, one for each field; nil at the end.
    func next() throws -> [ParquetValue]?
}

extension RowReader: ValueRows {}
