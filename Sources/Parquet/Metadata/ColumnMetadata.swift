/// What a column chunk is and where its pages are.
public struct ColumnMetadata: Sendable, Hashable {
    public var type: PhysicalType
    public var encodings: [Encoding]
    /// The names from below the root down to the leaf.
    public var path: [String]
    public var codec: CompressionCodec
    /// Including nulls and, in a repeated column, one value for each empty list.
    public var valueCount: Int64
    /// With page headers, as is ``totalCompressedSize``.
    public var totalUncompressedSize: Int64
    public var totalCompressedSize: Int64
    public var keyValueMetadata: [KeyValue]?
    public var dataPageOffset: Int64
    public var indexPageOffset: Int64?
    public var dictionaryPageOffset: Int64?
    public var statistics: Statistics?
    public var encodingStatistics: [PageEncodingStatistics]?
    public var bloomFilterOffset: Int64?
    public var bloomFilterLength: Int32?
    public var sizeStatistics: SizeStatistics?

    public init(
        type: PhysicalType, encodings: [Encoding], path: [String], codec: CompressionCodec, valueCount: Int64,
        totalUncompressedSize: Int64, totalCompressedSize: Int64, dataPageOffset: Int64
    ) {
        self.type = type
        self.encodings = encodings
        self.path = path
        self.codec = codec
        self.valueCount = valueCount
        self.totalUncompressedSize = totalUncompressedSize
        self.totalCompressedSize = totalCompressedSize
        self.dataPageOffset = dataPageOffset
    }
}

extension ColumnMetadata: ThriftStructure {
    static var thriftName: String { "ColumnMetaData" }

    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var type: PhysicalType?
        var encodings: [Encoding]?
        var path: [String]?
        var codec: CompressionCodec?
        var valueCount: Int64?
        var uncompressed: Int64?
        var compressed: Int64?
        var dataPageOffset: Int64?
        var metadata = ColumnMetadata(
            type: .boolean, encodings: [], path: [], codec: .uncompressed, valueCount: 0, totalUncompressedSize: 0,
            totalCompressedSize: 0, dataPageOffset: 0)
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: type = try PhysicalType(reading: field, from: &reader)
            case 2: encodings = try reader.enumerations(field)
            case 3: path = try reader.strings(field)
            case 4: codec = try reader.enumeration(field)
            case 5: valueCount = try reader.int64(field)
            case 6: uncompressed = try reader.int64(field)
            case 7: compressed = try reader.int64(field)
            case 8: metadata.keyValueMetadata = try reader.structures(field)
            case 9: dataPageOffset = try reader.int64(field)
            case 10: metadata.indexPageOffset = try reader.int64(field)
            case 11: metadata.dictionaryPageOffset = try reader.int64(field)
            case 12: metadata.statistics = try reader.structure(field)
            case 13: metadata.encodingStatistics = try reader.structures(field)
            case 14: metadata.bloomFilterOffset = try reader.int64(field)
            case 15: metadata.bloomFilterLength = try reader.int32(field)
            case 16: metadata.sizeStatistics = try reader.structure(field)
            default: try reader.skip(field)
            }
        }
        metadata.type = try Self.required(type, "type")
        metadata.encodings = try Self.required(encodings, "encodings")
        metadata.path = try Self.required(path, "path_in_schema")
        metadata.codec = try Self.required(codec, "codec")
        metadata.valueCount = try Self.required(valueCount, "num_values")
        metadata.totalUncompressedSize = try Self.required(uncompressed, "total_uncompressed_size")
        metadata.totalCompressedSize = try Self.required(compressed, "total_compressed_size")
        metadata.dataPageOffset = try Self.required(dataPageOffset, "data_page_offset")
        self = metadata
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, type.rawValue)
        writer.field(2, list: encodings)
        writer.field(3, list: path)
        writer.field(4, codec)
        writer.field(5, valueCount)
        writer.field(6, totalUncompressedSize)
        writer.field(7, totalCompressedSize)
        writer.field(8, list: keyValueMetadata)
        writer.field(9, dataPageOffset)
        writer.field(10, indexPageOffset)
        writer.field(11, dictionaryPageOffset)
        writer.field(12, statistics)
        writer.field(13, list: encodingStatistics)
        writer.field(14, bloomFilterOffset)
        writer.field(15, bloomFilterLength)
        writer.field(16, sizeStatistics)
    }
}
