@testable import Parquet

/// Metadata with random fields, present or not.
enum RandomMetadata {
    static let logicalTypes: [LogicalType] = [
        .string, .map, .list, .enum, .date, .null, .json, .bson, .uuid, .float16,
        .decimal(scale: 2, precision: 10), .time(unit: .milliseconds, isAdjustedToUTC: true),
        .time(unit: .nanoseconds, isAdjustedToUTC: false), .timestamp(unit: .microseconds, isAdjustedToUTC: true),
        .integer(bitWidth: 8, isSigned: true), .integer(bitWidth: 64, isSigned: false), .variant(version: nil),
        .variant(version: 1), .geometry(coordinateSystem: nil), .geometry(coordinateSystem: "OGC:CRS84"),
        .geography(coordinateSystem: "x", algorithm: 2), .unknown(30),
    ]

    private static func maybe<Value>(
        _ generator: inout some RandomNumberGenerator, _ value: (inout Random) -> Value
    ) -> Value? {
        var random = Random(state: generator.next())
        return Bool.random(using: &generator) ? value(&random) : nil
    }

    /// A generator of values for closures.
    struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }

        mutating func int32() -> Int32 { Int32.random(in: .min ... .max, using: &self) }
        mutating func int64() -> Int64 { Int64(truncatingIfNeeded: next() >> (next() % 64)) }
        mutating func bool() -> Bool { Bool.random(using: &self) }
        mutating func bytes() -> [UInt8] {
            (0..<Int.random(in: 0...20, using: &self)).map { _ in UInt8.random(in: 0...255, using: &self) }
        }
        mutating func string() -> String { ["", "a", "文化", "a.b", "🙂"].randomElement(using: &self) ?? "" }
        mutating func many<Value>(_ value: (inout Random) -> Value) -> [Value] {
            let counts = [0, 1, 3, 14, 15, 16, 40]
            return (0..<(counts.randomElement(using: &self) ?? 0)).map { _ in value(&self) }
        }
    }

    static func file(_ generator: inout some RandomNumberGenerator) -> FileMetadata {
        var random = Random(state: generator.next())
        var metadata = FileMetadata(
            schema: random.many { element(&$0) }, rowCount: random.int64(),
            rowGroups: (0..<2).map { _ in rowGroup(&random) })
        metadata.version = random.int32()
        metadata.keyValueMetadata = maybe(&random) { $0.many { KeyValue(key: $0.string(), value: $0.string()) } }
        metadata.createdBy = maybe(&random) { $0.string() }
        metadata.columnOrders = maybe(&random) { $0.many { $0.bool() ? .typeDefined : .totalOrder } }
        return metadata
    }

    private static func element(_ random: inout Random) -> SchemaElement {
        SchemaElement(
            name: random.string(), type: maybe(&random) { PhysicalType.allCases.randomElement(using: &$0) ?? .int32 },
            typeLength: maybe(&random) { $0.int32() },
            repetition: maybe(&random) { Repetition.allCases.randomElement(using: &$0) ?? .required },
            childCount: maybe(&random) { $0.int32() }, convertedType: maybe(&random) { .init(rawValue: $0.int32()) },
            scale: maybe(&random) { $0.int32() }, precision: maybe(&random) { $0.int32() },
            fieldID: maybe(&random) { $0.int32() },
            logicalType: maybe(&random) { logicalTypes.randomElement(using: &$0) ?? .list })
    }

    private static func rowGroup(_ random: inout Random) -> RowGroup {
        var group = RowGroup(
            columns: (0..<3).map { _ in chunk(&random) }, totalByteSize: random.int64(), rowCount: random.int64())
        group.sortingColumns = maybe(&random) {
            $0.many { SortingColumn(columnIndex: $0.int32(), isDescending: $0.bool(), nullsFirst: $0.bool()) }
        }
        group.fileOffset = maybe(&random) { $0.int64() }
        group.totalCompressedSize = maybe(&random) { $0.int64() }
        group.ordinal = maybe(&random) { Int16(truncatingIfNeeded: $0.int32()) }
        return group
    }

    private static func chunk(_ random: inout Random) -> ColumnChunk {
        var chunk = ColumnChunk(metadata: maybe(&random) { columnMetadata(&$0) })
        chunk.filePath = maybe(&random) { $0.string() }
        chunk.fileOffset = random.int64()
        chunk.offsetIndexOffset = maybe(&random) { $0.int64() }
        chunk.offsetIndexLength = maybe(&random) { $0.int32() }
        chunk.columnIndexOffset = maybe(&random) { $0.int64() }
        chunk.columnIndexLength = maybe(&random) { $0.int32() }
        return chunk
    }

    private static func columnMetadata(_ random: inout Random) -> ColumnMetadata {
        var metadata = ColumnMetadata(
            type: .byteArray, encodings: random.many { Encoding(rawValue: $0.int32()) },
            path: random.many { $0.string() },
            codec: CompressionCodec(rawValue: random.int32()), valueCount: random.int64(),
            totalUncompressedSize: random.int64(), totalCompressedSize: random.int64(), dataPageOffset: random.int64())
        metadata.keyValueMetadata = maybe(&random) { $0.many { KeyValue(key: $0.string(), value: nil) } }
        metadata.indexPageOffset = maybe(&random) { $0.int64() }
        metadata.dictionaryPageOffset = maybe(&random) { $0.int64() }
        metadata.statistics = maybe(&random) { statistics(&$0) }
        metadata.encodingStatistics = maybe(&random) {
            $0.many { PageEncodingStatistics(pageType: .dataPage, encoding: .plain, count: $0.int32()) }
        }
        metadata.bloomFilterOffset = maybe(&random) { $0.int64() }
        metadata.bloomFilterLength = maybe(&random) { $0.int32() }
        metadata.sizeStatistics = maybe(&random) {
            var statistics = SizeStatistics()
            statistics.unencodedByteArrayBytes = maybe(&$0) { $0.int64() }
            statistics.repetitionLevelHistogram = maybe(&$0) { $0.many { $0.int64() } }
            statistics.definitionLevelHistogram = maybe(&$0) { $0.many { $0.int64() } }
            return statistics
        }
        return metadata
    }

    private static func statistics(_ random: inout Random) -> Statistics {
        var statistics = Statistics()
        statistics.deprecatedMaximum = maybe(&random) { $0.bytes() }
        statistics.deprecatedMinimum = maybe(&random) { $0.bytes() }
        statistics.nullCount = maybe(&random) { $0.int64() }
        statistics.distinctCount = maybe(&random) { $0.int64() }
        statistics.maximum = maybe(&random) { $0.bytes() }
        statistics.minimum = maybe(&random) { $0.bytes() }
        statistics.isMaximumExact = maybe(&random) { $0.bool() }
        statistics.isMinimumExact = maybe(&random) { $0.bool() }
        statistics.nanCount = maybe(&random) { $0.int64() }
        return statistics
    }

    static func pageHeader(_ generator: inout some RandomNumberGenerator) -> PageHeader {
        var random = Random(state: generator.next())
        var header = PageHeader(
            type: PageType(rawValue: random.int32()), uncompressedSize: random.int32(), compressedSize: random.int32())
        header.checksum = maybe(&random) { $0.int32() }
        header.dataPage = maybe(&random) {
            DataPageHeader(valueCount: $0.int32(), encoding: .plain, statistics: maybe(&$0) { statistics(&$0) })
        }
        header.dictionaryPage = maybe(&random) {
            DictionaryPageHeader(valueCount: $0.int32(), isSorted: maybe(&$0) { $0.bool() })
        }
        header.dataPageV2 = maybe(&random) {
            DataPageHeaderV2(
                valueCount: $0.int32(), nullCount: $0.int32(), rowCount: $0.int32(), encoding: .rleDictionary,
                definitionLevelsByteLength: $0.int32(), repetitionLevelsByteLength: $0.int32(),
                isCompressed: $0.bool(), statistics: maybe(&$0) { statistics(&$0) })
        }
        return header
    }

    static func offsetIndex(_ generator: inout some RandomNumberGenerator) -> OffsetIndex {
        var random = Random(state: generator.next())
        var index = OffsetIndex(
            pageLocations: random.many {
                PageLocation(offset: $0.int64(), compressedSize: $0.int32(), firstRowIndex: $0.int64())
            })
        index.unencodedByteArrayBytes = maybe(&random) { $0.many { $0.int64() } }
        return index
    }

    static func columnIndex(_ generator: inout some RandomNumberGenerator) -> ColumnIndex {
        var random = Random(state: generator.next())
        var index = ColumnIndex(
            nullPages: random.many { $0.bool() }, minimums: random.many { $0.bytes() },
            maximums: random.many { $0.bytes() }, boundaryOrder: .ascending)
        index.nullCounts = maybe(&random) { $0.many { $0.int64() } }
        index.repetitionLevelHistograms = maybe(&random) { $0.many { $0.int64() } }
        index.definitionLevelHistograms = maybe(&random) { $0.many { $0.int64() } }
        index.nanCounts = maybe(&random) { $0.many { $0.int64() } }
        return index
    }
}
