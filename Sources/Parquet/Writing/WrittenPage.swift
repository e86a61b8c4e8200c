import CZlib

/// A page to be written to the file.
struct WrittenPage: Sendable {
    /// With nulls and empty lists.
    var valueCount: Int
    var rowCount: Int
    var nullCount: Int
    var encoding: Encoding
    var bounds: ValueBounds?
    var uncompressedSize: Int
    /// Levels and values; compressed once ``compress(by:)`` ran.
    private(set) var bytes: [UInt8]
    private(set) var isCompressed = false

    init(
        bytes: [UInt8], valueCount: Int, rowCount: Int = 0, nullCount: Int = 0, encoding: Encoding,
        bounds: ValueBounds? = nil
    ) {
        self.bytes = bytes
        self.valueCount = valueCount
        self.rowCount = rowCount
        self.nullCount = nullCount
        self.encoding = encoding
        self.bounds = bounds
        uncompressedSize = bytes.count
    }

    /// - Throws: `ParquetWriterError.cannotCompress`.
    mutating func compress(by compressor: PageCompressor) throws {
        guard !isCompressed else { return }
        bytes = try compressor.compress(bytes)
        isCompressed = true
    }

    /// The header of the page, with the checksum of its bytes as they are in the file.
    func header(_ type: PageType) -> [UInt8] {
        var header = PageHeader(
            type: type, uncompressedSize: Int32(clamping: uncompressedSize),
            compressedSize: Int32(clamping: bytes.count))
        header.checksum = Int32(truncatingIfNeeded: crc32(0, bytes, UInt32(clamping: bytes.count)))
        let valueCount = Int32(clamping: valueCount)
        if type == .dictionaryPage {
            header.dictionaryPage = DictionaryPageHeader(valueCount: valueCount, encoding: encoding)
        } else {
            header.dataPage = DataPageHeader(valueCount: valueCount, encoding: encoding)
        }
        return header.serialized()
    }
}
