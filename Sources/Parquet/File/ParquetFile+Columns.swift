extension ParquetFile {
    /// A reader of the column chunk of `leaf` in the row group of that number, which exist.
    ///
    /// - Parameter rows: the wanted rows. Pages without wanted rows are not decoded, and not even read if the file has
    ///   an offset index. A batch has at least one wanted row, and may have others.
    ///
    /// Throws ``ParquetError``. Cost: only the offset index is read, and only if `rows` is given.
    public func columnChunk(rowGroup: Int, leaf: Int, rows: RowRanges? = nil) throws -> ColumnChunkReader {
        let group = metadata.rowGroups[rowGroup]
        let column = schema.leaves[leaf]
        let place = place(.columnChunk, rowGroup: rowGroup, leaf: leaf)
        let index = rows == nil ? nil : try offsetIndex(rowGroup: rowGroup, leaf: leaf)
        do throws(ParquetProblem) {
            let chunk = group.columns[leaf]
            let metadata = try Self.metadata(of: chunk, column)
            var range = try pageRange(metadata)
            var locations: [PageLocation]?
            if let index, let rows {
                locations = index.pageLocations(with: rows, rowCount: group.rowCount)
                // What comes before the first data page is the dictionary.
                let first = index.pageLocations.first?.offset ?? range.lowerBound
                range = range.lowerBound..<min(max(first, range.lowerBound), range.upperBound)
            }
            let input = ChunkInput(source, range: range)
            return ColumnChunkReader(
                pages: try PageReader(input, codec: metadata.codec, limits: limits), leaf: column, metadata: metadata,
                rowCount: group.rowCount, rows: rows, locations: locations, limits: limits, place: place)
        } catch {
            throw ParquetError(error, at: place)
        }
    }

    func place(_ part: ParquetPlace.Part, rowGroup: Int, leaf: Int) -> ParquetPlace {
        ParquetPlace(file: source.name, part: part, column: schema.leaves[leaf].path, rowGroup: rowGroup)
    }

    static func metadata(of chunk: ColumnChunk, _ leaf: LeafColumn) throws(ParquetProblem) -> ColumnMetadata {
        guard !chunk.isEncrypted else { throw .encryptedColumn }
        if let path = chunk.filePath { throw .columnInOtherFile(path) }
        guard let metadata = chunk.metadata else { throw .noColumnMetadata }
        guard metadata.type == leaf.type else {
            throw .chunkDoesNotMatchSchema(
                field: "type", found: "\(metadata.type)", schema: "\(leaf.type)")
        }
        guard metadata.path == leaf.path else {
            throw .chunkDoesNotMatchSchema(
                field: "path_in_schema", found: metadata.path.joined(separator: "."), schema: leaf.dottedPath)
        }
        guard metadata.valueCount >= 0 else { throw .negativeCount(field: "num_values", metadata.valueCount) }
        return metadata
    }

    private static let largestDictionaryHeader: Int64 = 100

    /// The bytes of all pages of a column chunk.
    func pageRange(_ metadata: ColumnMetadata) throws(ParquetProblem) -> Range<Int64> {
        // There may be no page then, and offsets mean nothing.
        guard metadata.valueCount > 0 else { return 4..<4 }
        var start = metadata.dataPageOffset
        // Some writers give 0 where the dictionary is at the data page offset.
        if let dictionary = metadata.dictionaryPageOffset, dictionary > 0 { start = min(start, dictionary) }
        let range = try range(at: start, length: metadata.totalCompressedSize, what: "column chunk")
        guard self.metadata.leavesOutDictionaryHeaders else { return range }
        // Pages are read until all values are there, so too large a size does no harm.
        return range.lowerBound..<min(range.upperBound + Self.largestDictionaryHeader, dataEnd)
    }

    /// A part of the file between its magic and its footer.
    func range(at offset: Int64, length: Int64, what: String) throws(ParquetProblem) -> Range<Int64> {
        let (end, overflow) = offset.addingReportingOverflow(length)
        guard offset >= 4, length >= 0, !overflow, end <= dataEnd else {
            throw .outsideFile(what: what, offset: offset, length: length, limit: dataEnd)
        }
        return offset..<end
    }
}

extension FileMetadata {
    /// Whether the writer left the header of the dictionary page out of the size of a column chunk, as parquet-mr did
    /// before 1.2.9 (PARQUET-816).
    var leavesOutDictionaryHeaders: Bool {
        guard let words = createdBy?.split(separator: " "), words.first == "parquet-mr" else { return false }
        guard words.count >= 3, words[1] == "version" else { return true }
        return words[2].split(whereSeparator: { !$0.isNumber }).prefix(3).compactMap { Int($0) }
            .lexicographicallyPrecedes([1, 2, 9])
    }
}

extension OffsetIndex {
    /// The pages that have any of `rows`.
    func pageLocations(with rows: RowRanges, rowCount: Int64) -> [PageLocation] {
        pageLocations.indices.filter { index in
            let next = index + 1 < pageLocations.count ? pageLocations[index + 1].firstRowIndex : rowCount
            return rows.overlaps(pageLocations[index].firstRowIndex..<next)
        }.map { pageLocations[$0] }
    }
}
