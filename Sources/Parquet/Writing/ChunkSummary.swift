/// Where the pages of a column chunk are and what is known of their values.
struct ChunkIndexes {
    /// Nil if not known, for chunks that other programs wrote.
    var offsetIndex: OffsetIndex?
    /// Nil if a page has values without known bounds.
    var columnIndex: ColumnIndex?
}

/// Collects the data for the footer and the page index of a column chunk while its pages are written.
struct ChunkSummary {
    private let column: WriterColumn
    private let boundLimit: Int
    var dictionaryOffset: Int64?
    var dataOffset: Int64 = 0
    private var valueCount = 0
    private var nullCount = 0
    private var rowCount = 0
    private var uncompressedSize = 0
    private var compressedSize = 0
    private var bounds: ValueBounds
    private var pageCounts: [Encoding: Int32] = [:]
    private var locations: [PageLocation] = []
    private var index = ColumnIndex(nullPages: [], minimums: [], maximums: [], boundaryOrder: .unordered)
    private var nullCounts: [Int64] = []
    private var hasIndex = true

    init(_ column: WriterColumn, boundLimit: Int) {
        self.column = column
        self.boundLimit = boundLimit
        bounds = ValueBounds(column.physicalType)
    }

    /// Adds a page that is written at `offset`.
    mutating func add(_ page: WrittenPage, _ type: PageType, headerBytes: Int, offset: Int64) {
        uncompressedSize += page.uncompressedSize + headerBytes
        compressedSize += page.bytes.count + headerBytes
        guard type == .dataPage else { return }
        locations.append(
            PageLocation(
                offset: offset, compressedSize: Int32(clamping: page.bytes.count + headerBytes),
                firstRowIndex: Int64(rowCount)))
        valueCount += page.valueCount
        nullCount += page.nullCount
        rowCount += page.rowCount
        pageCounts[page.encoding, default: 0] += 1
        if let pageBounds = page.bounds { bounds.add(pageBounds) }

        let isNull = page.nullCount == page.valueCount
        let encoded = page.bounds?.encoded(limit: boundLimit)
        if encoded == nil, !isNull { hasIndex = false }
        index.nullPages.append(isNull)
        index.minimums.append(encoded?.minimum.bytes ?? [])
        index.maximums.append(encoded?.maximum.bytes ?? [])
        nullCounts.append(Int64(page.nullCount))
    }

    func metadata(codec: CompressionCodec) -> ColumnMetadata {
        var metadata = ColumnMetadata(
            type: column.physicalType, encodings: encodings, path: column.path, codec: codec,
            valueCount: Int64(valueCount), totalUncompressedSize: Int64(uncompressedSize),
            totalCompressedSize: Int64(compressedSize), dataPageOffset: dataOffset)
        metadata.dictionaryPageOffset = dictionaryOffset
        metadata.statistics = statistics
        metadata.encodingStatistics =
            (dictionaryOffset == nil
                ? [] : [PageEncodingStatistics(pageType: .dictionaryPage, encoding: .plain, count: 1)])
            + pageCounts.sorted { $0.key.rawValue < $1.key.rawValue }.map {
                PageEncodingStatistics(pageType: .dataPage, encoding: $0.key, count: $0.value)
            }
        return metadata
    }

    private var encodings: [Encoding] {
        var encodings: Set<Encoding> = [.rle]
        if dictionaryOffset != nil { encodings.insert(.plain) }
        encodings.formUnion(pageCounts.keys)
        return encodings.sorted { $0.rawValue < $1.rawValue }
    }

    private var statistics: Statistics {
        var statistics = Statistics()
        statistics.nullCount = Int64(nullCount)
        if let (minimum, maximum) = bounds.encoded(limit: boundLimit) {
            statistics.minimum = minimum.bytes
            statistics.maximum = maximum.bytes
            statistics.isMinimumExact = minimum.isExact
            statistics.isMaximumExact = maximum.isExact
        }
        return statistics
    }

    var indexes: ChunkIndexes {
        var index = index
        index.nullCounts = nullCounts
        return ChunkIndexes(
            offsetIndex: OffsetIndex(pageLocations: locations), columnIndex: hasIndex ? index : nil)
    }
}
