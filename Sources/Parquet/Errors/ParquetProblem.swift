/// What is wrong. Offsets are in the part that the ``ParquetPlace`` names, lengths in bytes.
public enum ParquetProblem: Error, Sendable, Hashable {
    // The file and its frame
    case cannotOpen(systemError: Int32)
    case readFailed(systemError: Int32)
    /// The file became shorter while it was read.
    case fileEndsEarly
    case tooShort(fileBytes: Int64)
    case noMagic(found: [UInt8], atEnd: Bool)
    case footerLength(Int64, fileBytes: Int64)

    // Features that are known and not read
    case encryptedFooter
    case encryptedColumn
    case columnInOtherFile(String)
    case unsupportedCodec(CompressionCodec)
    case unsupportedEncoding(Encoding, type: PhysicalType)
    case unsupportedLevelEncoding(Encoding)

    // Thrift
    case truncated(needed: Int, available: Int)
    case varintTooLong(offset: Int)
    case thriftIntegerTooLarge(bits: Int, offset: Int)
    case thriftUnknownType(UInt8, offset: Int)
    /// Stays inside the Thrift reader, which treats such a field as unknown.
    case thriftTypeMismatch
    case thriftTooDeep(limit: Int, offset: Int)
    case missingField(structure: String, field: String)

    // Schema
    case unknownPhysicalType(Int32)
    case unknownRepetition(Int32)
    case schemaEmpty
    case schemaTruncated(elements: Int)
    case schemaLeftOver(elements: Int, used: Int)
    case schemaTooDeep(limit: Int)
    case schemaNoType(node: String)
    case schemaEmptyGroup(node: String)
    case schemaNoRepetition(node: String)
    case schemaTypeLength(node: String, length: Int32?)

    // The account of rows, chunks and pages
    case columnCount(found: Int, schema: Int)
    case negativeCount(field: String, Int64)
    case tooManyRows
    case chunkDoesNotMatchSchema(field: String, found: String, schema: String)
    case noColumnMetadata
    case outsideFile(what: String, offset: Int64, length: Int64, limit: Int64)
    case valueTotal(pages: Int64, chunk: Int64)
    case rowCountOfColumn(found: Int64, rowGroup: Int64)
    case offsetIndexUnordered(page: Int)
    case indexPageCounts(nullPages: Int, minimums: Int, maximums: Int)

    // Pages
    case checksum(stored: UInt32, computed: UInt32)
    case missingPageHeader(type: PageType)
    case unknownPageType(PageType)
    case pageTooLarge(size: Int64, limit: Int64)
    case tooManyEntries(count: Int64, limit: Int64)
    case moreValuesThanChunk(count: Int64, left: Int64)
    case levelsLongerThanPage(levels: Int64, page: Int64)
    case secondDictionary
    case dictionaryAfterData
    case dictionaryMissing
    case dictionaryIndexTooLarge(index: UInt32, count: Int)
    case decompressionFailed(codec: CompressionCodec, detail: String)
    case compressionFailed(codec: CompressionCodec)
    case decompressedSize(found: Int, header: Int)
    case impossibleRatio(codec: CompressionCodec, compressed: Int, claimed: Int)

    // Levels and values
    case bitWidth(Int, limit: Int)

    /// The data ends when `needed` more values are wanted.
    case fewerValues(needed: Int)
    case levelTooLarge(level: Int, limit: Int)
    case firstLevelRepeated(level: Int)
    case deltaHeader(field: String, value: Int64)
    case negativeLength(Int64)
    case prefixTooLong(prefix: Int64, previous: Int)
    case valueLength(found: Int, column: Int)
    case decodedTooLarge(limit: Int)

    // Rows
    case columnsDisagree(first: [String], second: [String])
    case columnEndsEarly([String])
    case columnTooLong([String])
    case rowTooLarge(limit: Int)
}
