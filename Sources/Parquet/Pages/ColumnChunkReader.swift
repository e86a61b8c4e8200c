/// Reads the entries of a leaf column in a row group, in order, a batch at a time.
///
/// A string column that is dictionary-coded in the file comes as codes and one ``dictionary``; nothing is allocated per
/// row. An object is used by one thread; readers of different column chunks can run at the same time.
public final class ColumnChunkReader {
    public let leaf: LeafColumn
    public let metadata: ColumnMetadata
    /// The rows of the row group.
    public let rowCount: Int64

    private let pages: PageReader
    private let limits: ParquetLimits
    private let scratch = DataPage.Scratch()
    private let decompressed = ScratchBuffer()
    private var dictionaryPage: DictionaryPage?
    private var page: DataPage?
    private var place: ParquetPlace

    /// The rows that are wanted, nil for all.
    private let rows: RowRanges?
    /// The pages of the offset index that have wanted rows and have not been read; nil if pages are read in order.
    private var locations: ArraySlice<PageLocation>?
    /// Entries of pages begun or passed over.
    private var entriesSeen: Int64 = 0
    /// Rows begun, in the row group.
    private var rowsBegun: Int64 = 0

    init(
        pages: PageReader, leaf: LeafColumn, metadata: ColumnMetadata, rowCount: Int64, rows: RowRanges?,
        locations: [PageLocation]?, limits: ParquetLimits, place: ParquetPlace
    ) {
        self.pages = pages
        self.leaf = leaf
        self.metadata = metadata
        self.rowCount = rowCount
        self.rows = rows
        self.locations = locations.map { $0[...] }
        self.limits = limits
        self.place = place
    }

    /// The distinct values of the codes; nil until the dictionary page is read, which happens before the first batch.
    /// Valid as long as the reader.
    public var dictionary: ColumnValues? { dictionaryPage?.values }

    /// The next entries, nil at the end. They are of one page, and at most ``ParquetLimits/batchEntries``.
    ///
    /// The memory of the previous batch is reused. Throws ``ParquetError``, after which the reader must not be used.
    public func nextBatch() throws -> ColumnBatch? {
        do throws(ParquetProblem) {
            while true {
                if page == nil || page?.entriesLeft == 0 {
                    guard try openPage() else { return nil }
                }
                if let batch = try decodeBatch() { return batch }
            }
        } catch {
            throw ParquetError(error, at: place)
        }
    }

    /// The next entries of the current page; nil if it has none of the wanted rows.
    private func decodeBatch() throws(ParquetProblem) -> ColumnBatch? {
        guard
            let (count, repetition, definition, values) = try page?.next(
                limit: limits.batchEntries, scratch: scratch), count > 0
        else { return nil }
        let begun = repetition.occurrences(of: 0, in: count)
        let continues = repetition[0] > 0
        guard !continues || rowsBegun > 0 else { throw .firstLevelRepeated(level: Int(repetition[0])) }
        let firstRow = continues ? rowsBegun - 1 : rowsBegun
        rowsBegun += Int64(begun)
        guard rowsBegun <= rowCount else { throw .rowCountOfColumn(found: rowsBegun, rowGroup: rowCount) }
        if let rows, !rows.overlaps(firstRow..<rowsBegun) { return nil }
        return ColumnBatch(
            firstRow: firstRow, entryCount: count, repetitionLevels: repetition, definitionLevels: definition,
            values: values)
    }

    // MARK: Pages

    /// Opens the next data page that has wanted rows; false at the end.
    private func openPage() throws(ParquetProblem) -> Bool {
        page = nil
        while true {
            guard let header = try nextHeader() else { return false }
            switch header.type {
            case .dictionaryPage: try readDictionary(header)
            case .dataPage, .dataPageV2:
                let claims = try header.dataPageHeader(
                    valuesLeft: metadata.valueCount - (locations == nil ? entriesSeen : 0), limits: limits)
                entriesSeen += Int64(claims.entryCount)
                if skips(claims) {
                    pages.skipBody(of: header)
                } else {
                    page = try open(header, claims)
                    if claims.entryCount > 0 { return true }
                }
            // Index pages were never used; page types of later versions are not data.
            default: pages.skipBody(of: header)
            }
        }
    }

    /// The header of the next page, nil after the last.
    private func nextHeader() throws(ParquetProblem) -> PageHeader? {
        place.part = .pageHeader
        if locations != nil, pages.input.remaining == 0 {
            guard let next = locations?.popFirst() else { return nil }
            pages.input.move(to: next.offset..<next.offset + Int64(next.compressedSize))
            rowsBegun = next.firstRowIndex
        } else if locations == nil, entriesSeen == metadata.valueCount {
            guard rowsBegun == rowCount else { throw .rowCountOfColumn(found: rowsBegun, rowGroup: rowCount) }
            return nil
        }
        place.offset = pages.input.position
        place.page = pages.pageNumber + 1
        guard let header = try pages.nextHeader() else {
            throw .valueTotal(pages: entriesSeen, chunk: metadata.valueCount)
        }
        place.part = header.type == .dictionaryPage ? .dictionaryPage : .page
        return header
    }

    /// Whether the page has no wanted row according to its header. Its rows then count as begun.
    private func skips(_ claims: DataPage.Header) -> Bool {
        guard let rows, let count = leaf.maximumRepetitionLevel == 0 ? claims.entryCount : claims.rowCount,
            !rows.overlaps(rowsBegun..<rowsBegun + Int64(count))
        else { return false }
        rowsBegun += Int64(count)
        return true
    }

    private func readDictionary(_ header: PageHeader) throws(ParquetProblem) {
        guard let dictionary = header.dictionaryPage else { throw .missingPageHeader(type: header.type) }
        guard dictionaryPage == nil else { throw .secondDictionary }
        guard entriesSeen == 0 else { throw .dictionaryAfterData }
        dictionaryPage = try DictionaryPage(pages, header, dictionary, of: leaf, limits: limits)
    }

    private func open(_ header: PageHeader, _ claims: DataPage.Header) throws(ParquetProblem) -> DataPage {
        var stored = try pages.body(of: header)
        let levels: PageLevels
        let values: UnsafeRawBufferPointer
        if let version2 = header.dataPageV2, header.type == .dataPageV2 {
            levels = try PageLevels(takingFrom: &stored, version2)
            let levelBytes = Int(header.compressedSize) - stored.count
            let size = Int(header.uncompressedSize) - levelBytes
            guard size >= 0 else {
                throw .levelsLongerThanPage(levels: Int64(levelBytes), page: Int64(header.uncompressedSize))
            }
            values = version2.isCompressed ? try pages.decompress(stored, size: size, into: decompressed) : stored
        } else if let version1 = header.dataPage {
            var bytes = try pages.decompress(stored, size: Int(header.uncompressedSize), into: decompressed)
            levels = try PageLevels(takingFrom: &bytes, version1, of: leaf)
            values = bytes
        } else {
            throw .missingPageHeader(type: header.type)
        }
        return try DataPage(
            header: claims, levels: levels, values: values, leaf: leaf, limits: limits,
            dictionaryCount: dictionaryPage?.values.count, scratch: scratch)
    }
}
