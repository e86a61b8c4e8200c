/// The bytes of the levels of a page.
struct PageLevels {
    let repetition: UnsafeRawBufferPointer
    let repetitionEncoding: Encoding
    let definition: UnsafeRawBufferPointer
    let definitionEncoding: Encoding

    /// Removes the levels of a page of version 1 from the beginning of its decompressed `bytes`.
    init(
        takingFrom bytes: inout UnsafeRawBufferPointer, _ header: DataPageHeader, of leaf: LeafColumn
    ) throws(ParquetProblem) {
        let count = Int(header.valueCount)
        repetitionEncoding = header.repetitionLevelEncoding
        definitionEncoding = header.definitionLevelEncoding
        repetition = try Self.take(
            from: &bytes, repetitionEncoding, entries: count, maximum: leaf.maximumRepetitionLevel)
        definition = try Self.take(
            from: &bytes, definitionEncoding, entries: count, maximum: leaf.maximumDefinitionLevel)
    }

    private static func take(
        from bytes: inout UnsafeRawBufferPointer, _ encoding: Encoding, entries: Int, maximum: Int
    ) throws(ParquetProblem) -> UnsafeRawBufferPointer {
        if maximum == 0 { return UnsafeRawBufferPointer(start: nil, count: 0) }
        switch encoding {
        case .rle: return try bytes.takeLengthPrefixed()
        case .bitPacked: return try bytes.take(BitPackedLevels.byteCount(entries: entries, maximum: maximum))
        default: throw .unsupportedLevelEncoding(encoding)
        }
    }

    /// Removes the levels of a page of version 2 from the beginning of its `bytes`.
    init(takingFrom bytes: inout UnsafeRawBufferPointer, _ header: DataPageHeaderV2) throws(ParquetProblem) {
        let lengths = Int64(header.repetitionLevelsByteLength) + Int64(header.definitionLevelsByteLength)
        guard header.repetitionLevelsByteLength >= 0, header.definitionLevelsByteLength >= 0, lengths <= bytes.count
        else { throw .levelsLongerThanPage(levels: lengths, page: Int64(bytes.count)) }
        repetitionEncoding = .rle
        definitionEncoding = .rle
        repetition = try bytes.take(Int(header.repetitionLevelsByteLength))
        definition = try bytes.take(Int(header.definitionLevelsByteLength))
    }
}
