/// A Parquet file: its footer, read and checked, and access to its column chunks.
///
/// Reading the footer costs two reads at the end of the file. A value can be used by several threads at a time.
public struct ParquetFile: Sendable {
    public let source: any RandomAccessSource
    public let metadata: FileMetadata
    public let schema: Schema
    public let limits: ParquetLimits
    /// Where the footer begins: pages end before it.
    let dataEnd: Int64

    /// The rows of all row groups. The total in the footer is not used: some writers leave it 0.
    public let rowCount: Int64
    public var rowGroups: [RowGroup] { metadata.rowGroups }

    /// Opens the file at `path`. Throws ``ParquetError``.
    public init(path: String, limits: ParquetLimits = ParquetLimits()) throws {
        try self.init(RandomAccessFile(path: path), limits: limits)
    }

    /// Reads the footer of `source`. Throws ``ParquetError``.
    ///
    /// The decoded footer takes at most a few hundred times the bytes of the encoded one.
    public init(_ source: any RandomAccessSource, limits: ParquetLimits = ParquetLimits()) throws {
        self.source = source
        self.limits = limits
        let footer = try FooterFrame(of: source)
        dataEnd = footer.offset
        var place = ParquetPlace(file: source.name, part: .footer, offset: footer.offset)
        do throws(ParquetProblem) {
            metadata = try footer.bytes.withUnsafeBufferPointer { (bytes) throws(ParquetProblem) in
                var reader = CompactReader(UnsafeRawBufferPointer(bytes))
                return try FileMetadata(from: &reader)
            }
            place.part = .schema
            schema = try Schema(metadata.schema)
            place.part = .footer
            rowCount = try Self.rowCount(metadata, leaves: schema.leaves.count)
        } catch {
            throw ParquetError(error, at: place)
        }
    }

    /// Larger numbers are refused, so that numbers of rows can be added without overflow.
    private static let mostRows: Int64 = 1 << 56

    private static func rowCount(_ metadata: FileMetadata, leaves: Int) throws(ParquetProblem) -> Int64 {
        var total: Int64 = 0
        for group in metadata.rowGroups {
            guard group.columns.count == leaves else {
                throw .columnCount(found: group.columns.count, schema: leaves)
            }
            guard group.rowCount >= 0 else { throw .negativeCount(field: "num_rows", group.rowCount) }
            let (sum, overflow) = total.addingReportingOverflow(group.rowCount)
            guard !overflow, sum <= Self.mostRows else { throw .tooManyRows }
            total = sum
        }
        return total
    }
}
