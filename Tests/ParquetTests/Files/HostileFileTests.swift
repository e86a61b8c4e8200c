import Testing

@testable import Parquet

/// Files with false claims are refused, and the error names the claim.
@Suite struct HostileFileTests {
    private static func problem(
        limits: ParquetLimits = ParquetLimits(), _ change: (inout FileBuilder) -> Void
    ) -> ParquetProblem? {
        var builder = FileBuilder()
        builder.rowCount = 2
        change(&builder)
        if case .failure(let problem) = builder.values(limits: limits) { return problem }
        return nil
    }

    private static func page(
        _ type: PageType = .dataPage, size: Int32, claimed: Int32? = nil, values: Int32 = 2
    ) -> PageHeader {
        var header = PageHeader(type: type, uncompressedSize: claimed ?? size, compressedSize: size)
        header.dataPage = DataPageHeader(valueCount: values, encoding: .plain)
        return header
    }

    private static let two = Twin.littleEndian(Int32(1)) + Twin.littleEndian(Int32(2))

    @Test func frames() {
        func problem(_ bytes: [UInt8]) -> ParquetProblem? {
            do {
                _ = try ParquetFile(RandomAccessMemory(bytes))
                return nil
            } catch { return (error as? ParquetError)?.problem }
        }
        let magic = Array("PAR1".utf8)
        #expect(problem([]) == .tooShort(fileBytes: 0))
        #expect(problem(magic + [0, 0, 0, 0] + Array("PARE".utf8)) == .encryptedFooter)
        #expect(problem(magic + [0, 0, 0, 0] + [1, 2, 3, 4]) == .noMagic(found: [1, 2, 3, 4], atEnd: true))
        #expect(problem([1, 2, 3, 4, 0, 0, 0, 0] + magic) == .noMagic(found: [1, 2, 3, 4], atEnd: false))
        #expect(problem(magic + [1, 0, 0, 0] + magic) == .footerLength(1, fileBytes: 12))
        #expect(
            problem(magic + [0xFF, 0xFF, 0xFF, 0xFF] + magic) == .footerLength(4_294_967_295, fileBytes: 12))
        #expect(problem(magic + [0, 0, 0, 0] + magic) == .truncated(needed: 1, available: 0))
    }

    @Test func chunks() {
        func with(_ change: @escaping (inout ColumnMetadata) -> Void) -> ParquetProblem? {
            Self.problem {
                $0.addPage(Self.two, values: 2)
                $0.changeMetadata = change
            }
        }
        #expect(with { _ in } == nil)
        #expect(
            with { $0.type = .int64 } == .chunkDoesNotMatchSchema(field: "type", found: "INT64", schema: "INT32"))
        #expect(
            with { $0.path = ["d"] } == .chunkDoesNotMatchSchema(field: "path_in_schema", found: "d", schema: "c"))
        #expect(with { $0.valueCount = -1 } == .negativeCount(field: "num_values", -1))
        #expect(with { $0.codec = .lzo } == .unsupportedCodec(.lzo))
        for (offset, length) in [(Int64(3), Int64(5)), (-1, 5), (4, -1), (4, 1 << 40), (.max, .max), (1 << 40, 0)] {
            let found = with {
                $0.dataPageOffset = offset
                $0.totalCompressedSize = length
            }
            guard case .outsideFile("column chunk", offset, length, _) = found else {
                Issue.record("\(offset), \(length): \(String(describing: found))")
                continue
            }
        }
        func withChunk(_ change: @escaping (inout ColumnChunk) -> Void) -> ParquetProblem? {
            Self.problem { $0.changeChunk = change }
        }
        #expect(withChunk { $0.filePath = "other" } == .columnInOtherFile("other"))
        #expect(withChunk { $0.metadata = nil } == .noColumnMetadata)
    }

    @Test func counts() {
        #expect(Self.problem { $0.addPage(Self.two, values: 3) } == .moreValuesThanChunk(count: 3, left: 2))
        #expect(Self.problem { $0.addPage(Self.two, values: -2) } == .negativeCount(field: "num_values", -2))
        #expect(
            Self.problem {
                $0.valueCount = 1 << 40
                $0.addPage(Self.two, values: 1 << 30)
            } == .tooManyEntries(count: 1 << 30, limit: 1 << 27))
        #expect(
            Self.problem {
                $0.rowCount = 3
                $0.addPage(Self.two, values: 2)
            } == .valueTotal(pages: 2, chunk: 3))
        #expect(
            Self.problem {
                $0.rowCount = 3
                $0.valueCount = 2
                $0.addPage(Self.two, values: 2)
            } == .rowCountOfColumn(found: 2, rowGroup: 3))
        #expect(
            Self.problem {
                $0.valueCount = 4
                $0.addPage(Self.two + Self.two, values: 4)
            } == .rowCountOfColumn(found: 4, rowGroup: 2))
        #expect(Self.problem { $0.rowCount = -1 } == .negativeCount(field: "num_rows", -1))
        #expect(Self.problem { $0.rowCount = .max } == .tooManyRows)
    }

    /// Rows without columns are no rows to read, however many are claimed.
    @Test func noColumns() throws {
        let footer = FileMetadata(
            schema: [SchemaElement(name: "root", childCount: 0)], rowCount: 1 << 50,
            rowGroups: [RowGroup(columns: [], totalByteSize: 0, rowCount: 1 << 50)]
        ).serialized()
        let magic = Array("PAR1".utf8)
        let file = try ParquetFile(
            RandomAccessMemory(magic + footer + Twin.littleEndian(UInt32(footer.count)) + magic))
        #expect(file.rowCount == 1 << 50)
        #expect(try file.rows(rowGroup: 0).next() == nil)
    }

    @Test func pages() {
        #expect(
            Self.problem { $0.add(Self.page(size: 8, claimed: 9), Self.two) }
                == .decompressedSize(found: 8, header: 9))
        #expect(
            Self.problem { $0.add(Self.page(size: 9), Self.two) } == .truncated(needed: 9, available: 8))
        #expect(
            Self.problem { $0.add(Self.page(size: -1), Self.two) }
                == .negativeCount(field: "uncompressed_page_size", -1))
        #expect(
            Self.problem {
                $0.codec = .snappy
                $0.add(Self.page(size: 8, claimed: .max), Self.two)
            } == .impossibleRatio(codec: .snappy, compressed: 8, claimed: Int(Int32.max)))
        #expect(Self.problem { $0.addPage([1, 2, 3], values: 2) } == .fewerValues(needed: 2))
        #expect(
            Self.problem { $0.add(Self.page(.dataPageV2, size: 8), Self.two) }
                == .missingPageHeader(type: .dataPageV2))
        #expect(
            Self.problem { $0.add(Self.page(.dictionaryPage, size: 8), Self.two) }
                == .missingPageHeader(type: .dictionaryPage))
        var header = Self.page(size: 8)
        header.checksum = 5
        #expect(Self.problem { $0.add(header, Self.two) } == .checksum(stored: 5, computed: 0x381_177C))
        #expect(
            Self.problem {
                $0.element.repetition = .optional
                $0.addPage([200, 0, 0, 0, 1], values: 2)
            } == .truncated(needed: 200, available: 1))
        #expect(
            Self.problem {
                $0.element.repetition = .optional
                $0.addPage(Self.two, values: 2, definition: .plain)
            } == .unsupportedLevelEncoding(.plain))
    }

    @Test func version2Levels() {
        for (definition, repetition, bytes) in [(Int32(9), Int32(0), Int64(9)), (5, 5, 10), (-1, 0, -1)] {
            var header = PageHeader(type: .dataPageV2, uncompressedSize: 8, compressedSize: 8)
            header.dataPageV2 = DataPageHeaderV2(
                valueCount: 2, nullCount: 0, rowCount: 2, encoding: .plain, definitionLevelsByteLength: definition,
                repetitionLevelsByteLength: repetition)
            #expect(
                Self.problem { $0.add(header, Self.two) } == .levelsLongerThanPage(levels: bytes, page: 8))
        }
    }

    @Test func dictionaries() {
        #expect(
            Self.problem {
                $0.addDictionary(Self.two, values: 2)
                $0.addDictionary(Self.two, values: 2)
            } == .secondDictionary)
        #expect(
            Self.problem {
                $0.addPage(Array(Self.two.prefix(4)), values: 1)
                $0.addDictionary(Self.two, values: 2)
            } == .dictionaryAfterData)
        #expect(Self.problem { $0.addDictionary(Self.two, values: 3) } == .fewerValues(needed: 1))
        #expect(Self.problem { $0.addDictionary(Self.two, values: -3) } == .negativeCount(field: "num_values", -3))
        #expect(
            Self.problem { $0.addPage([1, 4, 0], values: 2, encoding: .rleDictionary) } == .dictionaryMissing)
        #expect(
            Self.problem {
                $0.addDictionary(Self.two, values: 2)
                $0.addPage([2, 4, 2], values: 2, encoding: .rleDictionary)
            } == .dictionaryIndexTooLarge(index: 2, count: 2))
    }

    /// A row of millions of list elements, in a few bytes.
    @Test func endlessList() {
        var limits = ParquetLimits()
        limits.rowElements = 1_000
        limits.batchEntries = 500
        let found = Self.problem(limits: limits) {
            $0.element.repetition = .repeated
            $0.rowCount = 1
            $0.valueCount = 1 << 26
            let levels = Twin.run(0, count: 1, width: 1) + Twin.run(1, count: 1 << 26, width: 1)
            let definition = Twin.run(1, count: 1 << 26, width: 1)
            $0.addDictionary(Twin.littleEndian(Int32(1)), values: 1)
            $0.addPage(
                Twin.littleEndian(UInt32(levels.count)) + levels + Twin.littleEndian(UInt32(definition.count))
                    + definition + [0] + Twin.run(0, count: 1 << 26, width: 0),
                values: 1 << 26, encoding: .rleDictionary)
        }
        #expect(found == .rowTooLarge(limit: 1_000))
    }
}
