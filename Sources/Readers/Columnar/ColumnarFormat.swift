import Parquet

/// A format whose files hold columns instead of text.
protocol ColumnarFormat: Sendable {
    static var format: FileFormat { get }
    /// Its name in profiles.
    static var word: String { get }
    /// The extensions of its files, without the dot.
    static var endings: [String] { get }

    /// Whether a file that begins with these bytes, sixteen if it is as long, is of the format.
    static func recognises(_ prefix: [UInt8]) -> Bool

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - source: the file, readable at any position if it is no stream.
    ///   - window: the same bytes from the beginning on, for formats that are read as a stream.
    /// - Throws: `ReadError`.
    static func open(_ source: any ByteSource, _ window: InputWindow, name: String) throws -> any ColumnarFile
}

/// An opened columnar file.
protocol ColumnarFile {
    /// Nil if it is known only at the end.
    var rowCount: Int64? { get }

    /// How to read the rows. Only one method of the file may be called, and only once.
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

/// How the rows of a columnar file are read.
enum ColumnarRows {
    case parts(any ColumnarContent)
    /// Of a file that comes as a stream.
    case inOrder(any BatchReader)

    /// A reader of all rows.
    var reader: any BatchReader {
        switch self {
        case .parts(let content): ColumnarBatchReader(content)
        case .inOrder(let reader): reader
        }
    }
}

/// A columnar file and the projection to read; several threads can use it at the same time.
protocol ColumnarContent: Sendable {
    /// The parts, without those whose records are all among the first `records`.
    func parts(skipping records: Int64) -> [ColumnarPart]

    /// - Throws: `ReadError`, or an error of the format.
    func rows(of part: ColumnarPart) throws -> ColumnarRowReader
}

/// Some rows of a row group. Arrow calls it a record batch.
public struct ColumnarPart: Sendable {
    let rowGroup: Int
    let rows: Range<Int64>
}

/// Reads the rows of a columnar file in their order.
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
    /// Runs `body`, and throws the error of a columnar format as a `ReadError`.
    static func ofColumns<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as ParquetError {
            throw ReadError.parquet(error)
        } catch let error as any ColumnarError {
            throw ReadError.columns("\(error)", isOfSystem: error.isOfSystem)
        }
    }
}

/// What is wrong with a columnar file; its description is a sentence that names the file and the position.
protocol ColumnarError: Error, CustomStringConvertible {
    /// Whether the system failed to read the bytes, so that they are unknown.
    var isOfSystem: Bool { get }
}

/// Gives the values of one leaf column, some rows at a time.
protocol LeafReader: AnyObject {
    /// The next `rowCount` rows.
    ///
    /// - Throws: an error of the format, also if the column has fewer.
    func read(_ rowCount: Int) throws -> FieldColumn
}

/// Gives rows as values of any nesting.
protocol ValueRows: AnyObject {
    /// The fields that rows have values of.
    var fields: [SchemaField] { get }

    /// The values of the next row, one for each field; nil at the end.
    func next() throws -> [RowValue]?
}

extension RowReader: ValueRows {}
