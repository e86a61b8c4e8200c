extension ParquetFile {
    /// Where the data pages of a column chunk are. Nil if the file does not say, or if it gives two pages the same
    /// first row, as pyarrow does for a page without rows: it is then unknown which page has the row. Checked: the
    /// pages lie in the file, and their first rows ascend from 0 within the row group. Throws ``ParquetError``.
    public func offsetIndex(rowGroup: Int, leaf: Int) throws -> OffsetIndex? {
        let chunk = metadata.rowGroups[rowGroup].columns[leaf]
        guard let offset = chunk.offsetIndexOffset, let length = chunk.offsetIndexLength else { return nil }
        var place = place(.offsetIndex, rowGroup: rowGroup, leaf: leaf)
        place.offset = offset
        do throws(ParquetProblem) {
            let index: OffsetIndex = try structure(at: offset, length: Int64(length), what: "offset index")
            try check(index, rowCount: metadata.rowGroups[rowGroup].rowCount)
            let firstRows = index.pageLocations.map(\.firstRowIndex)
            return zip(firstRows, firstRows.dropFirst()).allSatisfy(<) ? index : nil
        } catch {
            throw ParquetError(error, at: place)
        }
    }

    /// What is known of the values of each data page; nil if the file does not say. Checked: it has an entry for each
    /// page. Throws ``ParquetError``.
    public func columnIndex(rowGroup: Int, leaf: Int) throws -> ColumnIndex? {
        let chunk = metadata.rowGroups[rowGroup].columns[leaf]
        guard let offset = chunk.columnIndexOffset, let length = chunk.columnIndexLength else { return nil }
        var place = place(.columnIndex, rowGroup: rowGroup, leaf: leaf)
        place.offset = offset
        do throws(ParquetProblem) {
            let index: ColumnIndex = try structure(at: offset, length: Int64(length), what: "column index")
            guard index.minimums.count == index.nullPages.count, index.maximums.count == index.nullPages.count else {
                throw .indexPageCounts(
                    nullPages: index.nullPages.count, minimums: index.minimums.count, maximums: index.maximums.count)
            }
            return index
        } catch {
            throw ParquetError(error, at: place)
        }
    }

    private func structure<Value: ThriftStructure>(
        at offset: Int64, length: Int64, what: String
    ) throws(ParquetProblem) -> Value {
        let range = try range(at: offset, length: length, what: what)
        let bytes = try source.bytes(at: range.lowerBound, count: range.count)
        return try bytes.withUnsafeBufferPointer { (bytes) throws(ParquetProblem) in
            var reader = CompactReader(UnsafeRawBufferPointer(bytes))
            return try Value(from: &reader)
        }
    }

    private func check(_ index: OffsetIndex, rowCount: Int64) throws(ParquetProblem) {
        var previous: Int64 = 0
        for (page, location) in index.pageLocations.enumerated() {
            _ = try range(at: location.offset, length: Int64(location.compressedSize), what: "page")
            let first = location.firstRowIndex
            guard first >= previous, first <= rowCount, page > 0 || first == 0 else {
                throw .offsetIndexUnordered(page: page)
            }
            previous = first
        }
    }
}
