/// What stands before the bytes of a page.
public struct PageHeader: Sendable, Hashable {
    public var type: PageType
    /// Without the header.
    public var uncompressedSize: Int32
    /// Without the header.
    public var compressedSize: Int32
    /// The CRC-32 of the bytes that follow, as they stand in the file.
    public var checksum: Int32?
    public var dataPage: DataPageHeader?
    public var dictionaryPage: DictionaryPageHeader?
    public var dataPageV2: DataPageHeaderV2?

    public init(type: PageType, uncompressedSize: Int32, compressedSize: Int32) {
        self.type = type
        self.uncompressedSize = uncompressedSize
        self.compressedSize = compressedSize
    }
}

extension PageHeader: ThriftStructure {
    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var type: PageType?
        var uncompressedSize: Int32?
        var compressedSize: Int32?
        var header = PageHeader(type: .dataPage, uncompressedSize: 0, compressedSize: 0)
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: type = try reader.enumeration(field)
            case 2: uncompressedSize = try reader.int32(field)
            case 3: compressedSize = try reader.int32(field)
            case 4: header.checksum = try reader.int32(field)
            case 5: header.dataPage = try reader.structure(field)
            case 7: header.dictionaryPage = try reader.structure(field)
            case 8: header.dataPageV2 = try reader.structure(field)
            default: try reader.skip(field)
            }
        }
        header.type = try Self.required(type, "type")
        header.uncompressedSize = try Self.required(uncompressedSize, "uncompressed_page_size")
        header.compressedSize = try Self.required(compressedSize, "compressed_page_size")
        self = header
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, type)
        writer.field(2, uncompressedSize)
        writer.field(3, compressedSize)
        writer.field(4, checksum)
        writer.field(5, dataPage)
        writer.field(7, dictionaryPage)
        writer.field(8, dataPageV2)
    }
}

extension PageHeader {
    /// The header in the compact protocol, as it stands before the page.
    public func serialized() -> [UInt8] { compactBytes() }
}

/// Of a data page of version 1, whose levels are compressed with its values.
public struct DataPageHeader: Sendable, Hashable {
    /// With nulls.
    public var valueCount: Int32
    public var encoding: Encoding
    public var definitionLevelEncoding: Encoding
    public var repetitionLevelEncoding: Encoding
    public var statistics: Statistics?

    public init(
        valueCount: Int32, encoding: Encoding, definitionLevelEncoding: Encoding = .rle,
        repetitionLevelEncoding: Encoding = .rle, statistics: Statistics? = nil
    ) {
        self.valueCount = valueCount
        self.encoding = encoding
        self.definitionLevelEncoding = definitionLevelEncoding
        self.repetitionLevelEncoding = repetitionLevelEncoding
        self.statistics = statistics
    }
}

extension DataPageHeader: ThriftStructure {
    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var valueCount: Int32?
        var encoding: Encoding?
        var definitionLevelEncoding: Encoding?
        var repetitionLevelEncoding: Encoding?
        var statistics: Statistics?
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: valueCount = try reader.int32(field)
            case 2: encoding = try reader.enumeration(field)
            case 3: definitionLevelEncoding = try reader.enumeration(field)
            case 4: repetitionLevelEncoding = try reader.enumeration(field)
            case 5: statistics = try reader.structure(field)
            default: try reader.skip(field)
            }
        }
        self.valueCount = try Self.required(valueCount, "num_values")
        self.encoding = try Self.required(encoding, "encoding")
        self.definitionLevelEncoding = try Self.required(definitionLevelEncoding, "definition_level_encoding")
        self.repetitionLevelEncoding = try Self.required(repetitionLevelEncoding, "repetition_level_encoding")
        self.statistics = statistics
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, valueCount)
        writer.field(2, encoding)
        writer.field(3, definitionLevelEncoding)
        writer.field(4, repetitionLevelEncoding)
        writer.field(5, statistics)
    }
}

/// Of a data page of version 2, whose levels stand uncompressed before its values.
public struct DataPageHeaderV2: Sendable, Hashable {
    /// With nulls.
    public var valueCount: Int32
    public var nullCount: Int32
    public var rowCount: Int32
    public var encoding: Encoding
    public var definitionLevelsByteLength: Int32
    public var repetitionLevelsByteLength: Int32
    public var isCompressed = true
    public var statistics: Statistics?

    public init(
        valueCount: Int32, nullCount: Int32, rowCount: Int32, encoding: Encoding, definitionLevelsByteLength: Int32,
        repetitionLevelsByteLength: Int32, isCompressed: Bool = true, statistics: Statistics? = nil
    ) {
        self.valueCount = valueCount
        self.nullCount = nullCount
        self.rowCount = rowCount
        self.encoding = encoding
        self.definitionLevelsByteLength = definitionLevelsByteLength
        self.repetitionLevelsByteLength = repetitionLevelsByteLength
        self.isCompressed = isCompressed
        self.statistics = statistics
    }
}

extension DataPageHeaderV2: ThriftStructure {
    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var valueCount: Int32?
        var nullCount: Int32?
        var rowCount: Int32?
        var encoding: Encoding?
        var definitionLevels: Int32?
        var repetitionLevels: Int32?
        var isCompressed = true
        var statistics: Statistics?
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: valueCount = try reader.int32(field)
            case 2: nullCount = try reader.int32(field)
            case 3: rowCount = try reader.int32(field)
            case 4: encoding = try reader.enumeration(field)
            case 5: definitionLevels = try reader.int32(field)
            case 6: repetitionLevels = try reader.int32(field)
            case 7: isCompressed = try reader.bool(field)
            case 8: statistics = try reader.structure(field)
            default: try reader.skip(field)
            }
        }
        self.init(
            valueCount: try Self.required(valueCount, "num_values"),
            nullCount: try Self.required(nullCount, "num_nulls"),
            rowCount: try Self.required(rowCount, "num_rows"),
            encoding: try Self.required(encoding, "encoding"),
            definitionLevelsByteLength: try Self.required(definitionLevels, "definition_levels_byte_length"),
            repetitionLevelsByteLength: try Self.required(repetitionLevels, "repetition_levels_byte_length"),
            isCompressed: isCompressed, statistics: statistics)
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, valueCount)
        writer.field(2, nullCount)
        writer.field(3, rowCount)
        writer.field(4, encoding)
        writer.field(5, definitionLevelsByteLength)
        writer.field(6, repetitionLevelsByteLength)
        writer.field(7, isCompressed)
        writer.field(8, statistics)
    }
}

/// Of the page that holds the distinct values of a column chunk.
public struct DictionaryPageHeader: Sendable, Hashable {
    public var valueCount: Int32
    public var encoding: Encoding
    public var isSorted: Bool?

    public init(valueCount: Int32, encoding: Encoding = .plain, isSorted: Bool? = nil) {
        self.valueCount = valueCount
        self.encoding = encoding
        self.isSorted = isSorted
    }
}

extension DictionaryPageHeader: ThriftStructure {
    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var valueCount: Int32?
        var encoding: Encoding?
        var isSorted: Bool?
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: valueCount = try reader.int32(field)
            case 2: encoding = try reader.enumeration(field)
            case 3: isSorted = try reader.bool(field)
            default: try reader.skip(field)
            }
        }
        self.valueCount = try Self.required(valueCount, "num_values")
        self.encoding = try Self.required(encoding, "encoding")
        self.isSorted = isSorted
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, valueCount)
        writer.field(2, encoding)
        writer.field(3, isSorted)
    }
}
