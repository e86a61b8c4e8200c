/// A data page that is being decoded: its levels and values, some entries at a time.
struct DataPage {
    /// The claims of the page header, checked against the bounds of its position.
    struct Header {
        let entryCount: Int
        /// Known of pages of version 2.
        let rowCount: Int?
        let encoding: Encoding
    }

    private(set) var entriesLeft: Int
    private var repetition: LevelDecoder
    private var definition: LevelDecoder
    private var values: any ValueDecoder
    private let maximumDefinitionLevel: UInt8

    /// The scratch memory of a column chunk, used for one page after another.
    struct Scratch {
        let repetition = ScratchBuffer()
        let definition = ScratchBuffer()
        let values = ScratchBuffer()
    }

    init(
        header: Header, levels: PageLevels, values: UnsafeRawBufferPointer, leaf: LeafColumn, limits: ParquetLimits,
        dictionaryCount: Int?, scratch: Scratch
    ) throws(ParquetProblem) {
        entriesLeft = header.entryCount
        repetition = try LevelDecoder(
            levels.repetition, encoding: levels.repetitionEncoding, maximum: leaf.maximumRepetitionLevel,
            scratch: scratch.repetition)
        definition = try LevelDecoder(
            levels.definition, encoding: levels.definitionEncoding, maximum: leaf.maximumDefinitionLevel,
            scratch: scratch.definition)
        self.values = try header.encoding.decoder(
            of: leaf, values, count: header.entryCount, decodedLimit: limits.pageBytes,
            dictionaryCount: dictionaryCount)
        maximumDefinitionLevel = UInt8(clamping: leaf.maximumDefinitionLevel)
    }

    /// The levels and values of the next entries, at most `limit`. Some must be left.
    mutating func next(
        limit: Int, scratch: Scratch
    ) throws(ParquetProblem) -> (count: Int, repetition: Levels, definition: Levels, values: BatchValues) {
        let count = min(limit, entriesLeft)
        let repetitionLevels = try repetition.next(count)
        let definitionLevels = try definition.next(count)
        let present = definitionLevels.occurrences(of: maximumDefinitionLevel, in: count)
        let batch = try values.next(present, scratch: scratch.values)
        entriesLeft -= count
        return (count, repetitionLevels, definitionLevels, batch)
    }
}
