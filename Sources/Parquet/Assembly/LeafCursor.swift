/// Walks the entries of a column chunk, one at a time.
final class LeafCursor {
    private let reader: ColumnChunkReader
    private let conversion: LeafConversion
    private let present: UInt8
    private var batch: ColumnBatch?
    private var entry = 0
    private var value = 0
    /// The dictionary's values, made when first met.
    private var fromDictionary: [RowValue?] = []

    /// Whether there is no entry any more.
    private(set) var isAtEnd = false
    private(set) var repetitionLevel: UInt8 = 0
    private(set) var definitionLevel: UInt8 = 0
    /// The row, of the row group, that the entry belongs to.
    private(set) var row: Int64 = -1

    init(_ reader: ColumnChunkReader) throws {
        self.reader = reader
        conversion = LeafConversion(reader.leaf)
        present = UInt8(clamping: reader.leaf.maximumDefinitionLevel)
        try enter()
    }

    var path: [String] { reader.leaf.path }

    /// Passes over the entry.
    func advance() throws {
        if definitionLevel == present { value += 1 }
        entry += 1
        try enter()
    }

    /// Passes over the entries of rows before `target`.
    func advance(toRow target: Int64) throws {
        while !isAtEnd, row < target { try advance() }
    }

    /// The entry's value, null if it has none; passes over it.
    func take() throws -> RowValue {
        guard !isAtEnd, let batch, definitionLevel == present else {
            try advance()
            return .null
        }
        let result: RowValue
        switch batch.values {
        case .plain(let values): result = conversion.value(values, value)
        case .codes(let codes): result = dictionaryValue(Int(codes[value]))
        }
        try advance()
        return result
    }

    private func dictionaryValue(_ code: Int) -> RowValue {
        guard let dictionary = reader.dictionary else { return .null }
        if fromDictionary.isEmpty { fromDictionary = Array(repeating: nil, count: dictionary.count) }
        if let known = fromDictionary[code] { return known }
        let made = conversion.value(dictionary, code)
        fromDictionary[code] = made
        return made
    }

    private func enter() throws {
        guard !isAtEnd else { return }
        while entry >= batch?.entryCount ?? 0 {
            guard let next = try reader.nextBatch() else {
                batch = nil
                isAtEnd = true
                repetitionLevel = 0
                definitionLevel = 0
                return
            }
            batch = next
            entry = 0
            value = 0
            row = next.repetitionLevels[0] == 0 ? next.firstRow - 1 : next.firstRow
        }
        guard let batch else { return }
        repetitionLevel = batch.repetitionLevels[entry]
        definitionLevel = batch.definitionLevels[entry]
        if repetitionLevel == 0 { row += 1 }
    }
}
