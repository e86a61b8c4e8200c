import Testing

@testable import Parquet

/// Column chunks that seldom occur, spelled page by page.
@Suite struct PageTests {
    private static func numbers(_ values: Int32...) -> [UInt8] { values.flatMap(Twin.littleEndian) }

    private static func expect(
        _ builder: FileBuilder, _ values: [RowValue], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for batchEntries in [1, 3, 1_000] {
            var limits = ParquetLimits()
            limits.batchEntries = batchEntries
            #expect(builder.values(limits: limits) == .success(values), sourceLocation: sourceLocation)
        }
    }

    @Test func plainPages() {
        var builder = FileBuilder()
        builder.rowCount = 3
        builder.addPage(Self.numbers(1, 2), values: 2)
        builder.addPage(Self.numbers(), values: 0)
        builder.addPage(Self.numbers(3), values: 1)
        Self.expect(builder, [.int(1), .int(2), .int(3)])
    }

    /// A writer gives a dictionary up in the middle of a column chunk.
    @Test func fallbackFromDictionary() {
        var builder = FileBuilder()
        builder.rowCount = 6
        builder.addDictionary(Self.numbers(10, 20, 30), values: 3)
        builder.addPage([2] + Twin.run(2, count: 2, width: 2), values: 2, encoding: .rleDictionary)
        builder.addPage(Self.numbers(7), values: 1)
        builder.addPage([2] + Twin.run(0, count: 1, width: 2), values: 1, encoding: .plainDictionary)
        builder.addPage(Twin.delta([8, 9], blockSize: 128, miniblocks: 4), values: 2, encoding: .deltaBinaryPacked)
        Self.expect(builder, [.int(30), .int(30), .int(7), .int(10), .int(8), .int(9)])
    }

    @Test func bitPackedLevels() {
        var builder = FileBuilder()
        builder.element.repetition = .optional
        builder.rowCount = 9
        let levels: [UInt8] = [1, 0, 1, 1, 0, 0, 0, 0, 1]
        builder.addPage(
            Twin.packedFromTheTop(levels, width: 1) + Self.numbers(1, 2, 3, 4), values: 9, definition: .bitPacked)
        Self.expect(builder, [.int(1), .null, .int(2), .int(3), .null, .null, .null, .null, .int(4)])
    }

    /// A list may go on in the next page of version 1.
    @Test func listOverPages() {
        var builder = FileBuilder()
        builder.element.repetition = .repeated
        builder.rowCount = 2
        builder.valueCount = 5
        func levels(_ values: [UInt64]) -> [UInt8] {
            let runs = Twin.packedRun(values + Array(repeating: 0, count: 8 - values.count), width: 1)
            return Twin.littleEndian(UInt32(runs.count)) + runs
        }
        builder.addPage(levels([0, 1]) + levels([1, 1]) + Self.numbers(1, 2), values: 2)
        builder.addPage(levels([1, 1, 0]) + levels([1, 1, 0]) + Self.numbers(3, 4), values: 3)
        Self.expect(builder, [.list([.int(1), .int(2), .int(3), .int(4)]), .list([])])
    }

    @Test func pagesOfOtherTypesArePassedOver() {
        var builder = FileBuilder()
        builder.rowCount = 1
        for type in [PageType.indexPage, PageType(rawValue: 9)] {
            builder.add(PageHeader(type: type, uncompressedSize: 3, compressedSize: 3), [1, 2, 3])
        }
        builder.addPage(Self.numbers(5), values: 1)
        Self.expect(builder, [.int(5)])
    }

    @Test func version2() {
        var builder = FileBuilder()
        builder.element.repetition = .optional
        builder.codec = .snappy
        builder.rowCount = 4
        let levels = Twin.run(1, count: 2, width: 1)
        var header = PageHeader(type: .dataPageV2, uncompressedSize: Int32(levels.count + 8), compressedSize: 0)
        header.compressedSize = header.uncompressedSize
        header.dataPageV2 = DataPageHeaderV2(
            valueCount: 2, nullCount: 0, rowCount: 2, encoding: .plain, definitionLevelsByteLength: Int32(levels.count),
            repetitionLevelsByteLength: 0, isCompressed: false)
        builder.add(header, levels + Self.numbers(1, 2))
        // All null: no values, compressed to nothing.
        let nulls = Twin.run(0, count: 2, width: 1)
        header.uncompressedSize = Int32(nulls.count)
        header.compressedSize = Int32(nulls.count)
        header.dataPageV2?.isCompressed = true
        header.dataPageV2?.definitionLevelsByteLength = Int32(nulls.count)
        builder.add(header, nulls)
        Self.expect(builder, [.int(1), .int(2), .null, .null])
    }

    /// A header longer than what is read at first.
    @Test func longHeader() {
        var builder = FileBuilder()
        builder.rowCount = 1
        var statistics = Statistics()
        statistics.maximum = Array(repeating: 1, count: 100_000)
        var header = PageHeader(type: .dataPage, uncompressedSize: 4, compressedSize: 4)
        header.dataPage = DataPageHeader(valueCount: 1, encoding: .plain, statistics: statistics)
        builder.add(header, Self.numbers(5))
        Self.expect(builder, [.int(5)])
    }

    @Test func writersThatLeaveOutDictionaryHeaders() {
        let writers: [(String?, Bool)] = [
            ("parquet-mr", true), ("parquet-mr version 1.2.8 (build x)", true), ("parquet-mr version 1.2.9", false),
            ("parquet-mr version 1.10.0-SNAPSHOT", false), ("parquet-cpp version 1.0.0", false), (nil, false),
        ]
        for (writer, expected) in writers {
            var metadata = FileMetadata(schema: [], rowCount: 0, rowGroups: [])
            metadata.createdBy = writer
            #expect(metadata.leavesOutDictionaryHeaders == expected, "\(writer ?? "")")
        }
    }
}
