/// The distinct values of a column chunk, in memory of their own.
final class DictionaryPage {
    let values: ColumnValues
    private let bytes = ScratchBuffer()
    private let scratch = ScratchBuffer()

    /// Reads the page whose header was read last.
    init(
        _ pages: PageReader, _ page: PageHeader, _ header: DictionaryPageHeader, of leaf: LeafColumn,
        limits: ParquetLimits
    ) throws(ParquetProblem) {
        guard header.valueCount >= 0 else { throw .negativeCount(field: "num_values", Int64(header.valueCount)) }
        guard header.encoding == .plain || header.encoding == .plainDictionary else {
            throw .unsupportedEncoding(header.encoding, type: leaf.type)
        }
        let stored = try pages.body(of: page)
        var body = try pages.decompress(stored, size: Int(page.uncompressedSize), into: bytes)
        if pages.codec == .uncompressed {
            // The memory of the input is reused for the pages that follow.
            let copy = bytes.bytes(body.count)
            copy.copyMemory(from: body)
            body = UnsafeRawBufferPointer(copy)
        }
        let count = Int(header.valueCount)
        var decoder = try Encoding.plain.decoder(
            of: leaf, body, count: count, decodedLimit: limits.pageBytes, dictionaryCount: nil)
        guard case .plain(let values) = try decoder.next(count, scratch: scratch) else {
            throw .unsupportedEncoding(header.encoding, type: leaf.type)
        }
        self.values = values
    }
}
