extension PageHeader {
    /// The header of a data page of either version.
    ///
    /// - Parameters:
    ///   - valuesLeft: how many entries of the column chunk have not been seen.
    ///   - limits: of the reader.
    func dataPageHeader(valuesLeft: Int64, limits: ParquetLimits) throws(ParquetProblem) -> DataPage.Header {
        let entries: Int32
        let rows: Int32?
        let encoding: Encoding
        switch type {
        case .dataPage:
            guard let dataPage else { throw .missingPageHeader(type: type) }
            (entries, rows, encoding) = (dataPage.valueCount, nil, dataPage.encoding)
        case .dataPageV2:
            guard let dataPageV2 else { throw .missingPageHeader(type: type) }
            (entries, rows, encoding) = (dataPageV2.valueCount, dataPageV2.rowCount, dataPageV2.encoding)
        default: throw .unknownPageType(type)
        }
        guard entries >= 0 else { throw .negativeCount(field: "num_values", Int64(entries)) }
        guard entries <= limits.pageEntries else {
            throw .tooManyEntries(count: Int64(entries), limit: Int64(limits.pageEntries))
        }
        guard entries <= valuesLeft else { throw .moreValuesThanChunk(count: Int64(entries), left: valuesLeft) }
        guard (rows ?? 0) >= 0 else { throw .negativeCount(field: "num_rows", Int64(rows ?? 0)) }
        return DataPage.Header(entryCount: Int(entries), rowCount: rows.map(Int.init), encoding: encoding)
    }
}
