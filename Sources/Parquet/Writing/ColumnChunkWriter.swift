/// Makes the pages of one column of one row group from its values.
///
/// Values go to a dictionary as long as that pays. It is abandoned on the first page if it takes more than the values
/// themselves, and later if it exceeds its limit; the pages that follow are plain.
final class ColumnChunkWriter {
    let column: WriterColumn
    private let options: ParquetWriterOptions
    /// Finished pages, in their order.
    var pages: [WrittenPage] = []

    @exclusivity(unchecked) private var dictionary: DictionaryBuilder?
    @exclusivity(unchecked) private var takesToDictionary: Bool
    /// For each code of the input's dictionary, its index in this one.
    @exclusivity(unchecked) private var indexOfCode: [UInt32?] = []
    private var codesOf: ObjectIdentifier?

    // The current page
    @exclusivity(unchecked) private var definitionLevels: [UInt8] = []
    @exclusivity(unchecked) private var repetitionLevels: [UInt8] = []
    @exclusivity(unchecked) private var rowCount = 0
    @exclusivity(unchecked) private var indices: [UInt32] = []
    @exclusivity(unchecked) private var plain: [UInt8] = []
    @exclusivity(unchecked) private var booleans: [Bool] = []
    @exclusivity(unchecked) private var valueBytes = 0
    @exclusivity(unchecked) private var bounds: ValueBounds

    init(_ column: WriterColumn, _ options: ParquetWriterOptions) {
        self.column = column
        self.options = options
        takesToDictionary = column.kind != .boolean
        dictionary = takesToDictionary ? DictionaryBuilder() : nil
        bounds = ValueBounds(column.physicalType)
    }

    // MARK: Values

    func append(_ batch: WriterValues) {
        switch batch {
        case .booleans(let values): for value in values { appendRow(value.map { [$0 ? 1 : 0] as [UInt8] }) }
        case .integers(let values): for value in values { appendRow(word: value.map { UInt64(bitPattern: $0) }) }
        case .reals(let values): for value in values { appendRow(word: value?.bitPattern) }
        case .texts(let texts):
            for row in 0..<texts.count {
                texts.withBytes(of: row) { add($0, definitionLevel: 1) }
                endRow()
            }
        case .codes(let codes, let dictionary):
            begin(dictionary)
            for code in codes {
                add(code, of: dictionary, definitionLevel: 1)
                endRow()
            }
        case .textLists(let lengths, let elements):
            appendLists(lengths) { index in elements.withBytes(of: index) { add($0, definitionLevel: 3) } }
        case .codeLists(let lengths, let codes, let dictionary):
            begin(dictionary)
            appendLists(lengths) { index in add(codes[index], of: dictionary, definitionLevel: 3) }
        }
    }

    private func appendRow(word: UInt64?) {
        if let word {
            withUnsafeBytes(of: word.littleEndian) { add($0, definitionLevel: 1) }
        } else {
            add(nil, definitionLevel: 1)
        }
        endRow()
    }

    private func appendRow(_ value: [UInt8]?) {
        if let value { value.withUnsafeBytes { add($0, definitionLevel: 1) } } else { add(nil, definitionLevel: 1) }
        endRow()
    }

    /// A null list has definition level 0, an empty one 1, a null in a list 2.
    private func appendLists(_ lengths: [Int?], _ addElement: (Int) -> Void) {
        var element = 0
        for length in lengths {
            if let length, length > 0 {
                for position in 0..<length {
                    repetitionLevels.append(position == 0 ? 0 : 1)
                    addElement(element + position)
                }
                element += length
            } else {
                repetitionLevels.append(0)
                definitionLevels.append(length == nil ? 0 : 1)
            }
            endRow()
        }
    }

    /// Adds a value, or a null, which is one level below a value.
    private func add(_ value: UnsafeRawBufferPointer?, definitionLevel: UInt8) {
        guard let value else { return definitionLevels.append(definitionLevel - 1) }
        definitionLevels.append(definitionLevel)
        if takesToDictionary, let index = dictionary?.index(of: value) {
            add(index, byteCount: value.count)
        } else {
            addPlain(value)
        }
    }

    private func begin(_ dictionary: ValueDictionary) {
        guard codesOf != ObjectIdentifier(dictionary) else { return }
        codesOf = ObjectIdentifier(dictionary)
        indexOfCode = Array(repeating: nil, count: dictionary.count + 1)
    }

    private func add(_ code: UInt32, of values: ValueDictionary, definitionLevel: UInt8) {
        if takesToDictionary, Int(code) < indexOfCode.count, let index = indexOfCode[Int(code)] {
            definitionLevels.append(definitionLevel)
            return add(index, byteCount: dictionary?.length(of: index) ?? 0)
        }
        values.withBytes(of: code) { add($0, definitionLevel: definitionLevel) }
        if takesToDictionary, let index = indices.last, code > 0, Int(code) < indexOfCode.count {
            indexOfCode[Int(code)] = index
        }
    }

    private func add(_ index: UInt32, byteCount: Int) {
        indices.append(index)
        valueBytes += byteCount + lengthBytes
    }

    private func addPlain(_ value: UnsafeRawBufferPointer) {
        bounds.add(value)
        valueBytes += value.count + lengthBytes
        if column.kind == .boolean { return booleans.append(value[0] != 0) }
        if lengthBytes > 0 {
            withUnsafeBytes(of: UInt32(clamping: value.count).littleEndian) { plain.append(contentsOf: $0) }
        }
        plain.append(contentsOf: value)
    }

    /// What stands before a byte array in PLAIN encoding.
    private var lengthBytes: Int { column.physicalType == .byteArray ? 4 : 0 }

    private func endRow() {
        rowCount += 1
        if rowCount >= options.pageRows || valueBytes >= options.pageBytes { endPage() }
    }

    // MARK: Pages

    /// Ends the current page, if it has rows.
    func endPage() {
        guard rowCount > 0 else { return }
        if takesToDictionary, pages.isEmpty, !dictionaryPays { giveUpDictionary() }
        var bytes: [UInt8] = []
        if column.maximumRepetitionLevel > 0 { appendLevels(repetitionLevels, bitWidth: 1, to: &bytes) }
        appendLevels(
            definitionLevels, bitWidth: HybridEncoder.bitWidth(Int(column.maximumDefinitionLevel)), to: &bytes)
        if takesToDictionary { appendIndices(to: &bytes) } else { appendPlain(to: &bytes) }
        pages.append(
            WrittenPage(
                bytes: bytes, valueCount: definitionLevels.count, rowCount: rowCount,
                nullCount: definitionLevels.count { $0 < column.maximumDefinitionLevel },
                encoding: takesToDictionary ? .rleDictionary : .plain, bounds: bounds))
        if let dictionary, dictionary.bytes.count + dictionary.count * lengthBytes > options.dictionaryBytes {
            takesToDictionary = false
        }
        clearPage()
    }

    private func clearPage() {
        definitionLevels.removeAll(keepingCapacity: true)
        repetitionLevels.removeAll(keepingCapacity: true)
        indices.removeAll(keepingCapacity: true)
        plain.removeAll(keepingCapacity: true)
        booleans.removeAll(keepingCapacity: true)
        rowCount = 0
        valueBytes = 0
        bounds = ValueBounds(column.physicalType)
    }

    private var dictionaryPays: Bool {
        guard let dictionary else { return false }
        let indexBytes = indices.count * HybridEncoder.bitWidth(max(0, dictionary.count - 1)) / 8
        return dictionary.bytes.count + dictionary.count * lengthBytes + indexBytes < valueBytes
            || indices.isEmpty
    }

    /// Writes the values of the first page plain after all.
    private func giveUpDictionary() {
        guard let dictionary else { return }
        takesToDictionary = false
        self.dictionary = nil
        valueBytes = 0
        for index in indices { dictionary.withBytes(of: index) { addPlain($0) } }
    }

    private func appendLevels(_ levels: [UInt8], bitWidth: Int, to bytes: inout [UInt8]) {
        let start = bytes.count
        bytes.append(contentsOf: [0, 0, 0, 0])
        HybridEncoder.append(levels, bitWidth: bitWidth, to: &bytes)
        let length = UInt32(clamping: bytes.count - start - 4)
        for place in 0..<4 { bytes[start + place] = UInt8(truncatingIfNeeded: length >> UInt32(8 * place)) }
    }

    private func appendIndices(to bytes: inout [UInt8]) {
        guard let dictionary else { return }
        let bitWidth = HybridEncoder.bitWidth(max(0, dictionary.count - 1))
        bytes.append(UInt8(bitWidth))
        HybridEncoder.append(indices, bitWidth: bitWidth, to: &bytes)
        var seen = [Bool](repeating: false, count: dictionary.count)
        for index in indices where !seen[Int(index)] {
            seen[Int(index)] = true
            dictionary.withBytes(of: index) { bounds.add($0) }
        }
    }

    private func appendPlain(to bytes: inout [UInt8]) {
        guard column.kind == .boolean else { return bytes.append(contentsOf: plain) }
        for start in stride(from: 0, to: booleans.count, by: 8) {
            var byte: UInt8 = 0
            for index in start..<min(start + 8, booleans.count) where booleans[index] {
                byte |= 1 << UInt8(index - start)
            }
            bytes.append(byte)
        }
    }

    /// The dictionary's page, nil if no page uses one.
    var dictionaryPage: WrittenPage? {
        guard let dictionary, pages.contains(where: { $0.encoding == .rleDictionary }) else { return nil }
        var bytes: [UInt8] = []
        if lengthBytes == 0 {
            bytes = dictionary.bytes
        } else {
            for index in 0..<UInt32(dictionary.count) {
                dictionary.withBytes(of: index) { value in
                    withUnsafeBytes(of: UInt32(clamping: value.count).littleEndian) { bytes.append(contentsOf: $0) }
                    bytes.append(contentsOf: value)
                }
            }
        }
        return WrittenPage(bytes: bytes, valueCount: dictionary.count, encoding: .plain)
    }

    /// The bytes held, compressed as far as they are.
    var byteCount: Int { pages.reduce(valueBytes) { $0 + $1.bytes.count } }
}
