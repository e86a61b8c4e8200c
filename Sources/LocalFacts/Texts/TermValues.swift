import Columns

/// The values of a `TextTerm` for the texts of a block, by row of the block.
struct TermValues {
    /// Whole numbers, or codes of `texts`; `null` for null.
    var numbers: [Int64]
    /// The texts by code, if the values are texts.
    var texts: TagDictionary?

    /// The number that stands for null.
    static let null = Int64.min

    init(numbers: [Int64]) { self.numbers = numbers }

    /// The characters of texts from a place on, as SQLite's `substr` counts them.
    ///
    /// - Parameters:
    ///   - texts: without a NUL.
    ///   - start: from 1, or from the end below 0.
    ///   - count: nil for all.
    init(partsOf texts: TextVector, rows: [Int], _ start: Int, _ count: Int?) {
        numbers = [Int64](repeating: TermValues.null, count: texts.rowCount)
        var parts = TagDictionary()
        for row in rows {
            numbers[row] = texts.withBytes(of: row) { text in
                text.map { Int64(parts.intern(TermValues.part(of: $0, start, count))) } ?? TermValues.null
            }
        }
        self.texts = parts
    }

    /// The codes of rows' values among distinct values of an expression.
    func codes(of rows: [Int], in values: inout DistinctValues) -> [UInt32] {
        guard let texts else {
            return rows.map { numbers[$0] == TermValues.null ? 0 : values.code(of: .integer(numbers[$0])) }
        }
        let codes = (0..<UInt32(texts.count)).map { place in texts.withBytes(of: place + 1) { values.code(ofText: $0) }
        }
        return rows.map { numbers[$0] == TermValues.null ? 0 : codes[Int(numbers[$0]) - 1] }
    }

    private static func part(of text: UnsafeRawBufferPointer, _ start: Int, _ count: Int?) -> UnsafeRawBufferPointer {
        var skipped = start - 1
        var count = count ?? .max
        if start < 0 {
            skipped = CharacterCount.of(text) + start
            // Before the first character there are none to give.
            if skipped < 0 {
                count = max(0, count + skipped)
                skipped = 0
            }
        }
        let first = place(after: skipped, in: text, from: 0)
        return UnsafeRawBufferPointer(rebasing: text[first..<place(after: count, in: text, from: first)])
    }

    /// The place after so many characters. A byte from 0xC0 on begins a character with all bytes 10xxxxxx after it.
    private static func place(after count: Int, in text: UnsafeRawBufferPointer, from start: Int) -> Int {
        if count >= text.count - start { return text.count }
        var place = start
        var left = count
        while left > 0, place < text.count {
            let isLead = text[place] >= 0xC0
            place += 1
            if isLead { while place < text.count, text[place] & 0xC0 == 0x80 { place += 1 } }
            left -= 1
        }
        return place
    }
}
