extension CSVScanner {
    /// Whether a text that quotes hold together, but without the cells of a record, is better read line by line: it has
    /// three lines or more, and each is a record. A quote opened in it is then a character.
    ///
    /// - Parameters:
    ///   - count: the length of the text with the line break at its end.
    ///   - expected: how many cells a record should have.
    func isOfLines(_ text: UnsafePointer<UInt8>, count: Int, expected: Int) -> Bool {
        // Any line is a record of one cell.
        expected > 1 && haveCells(expected, text, from: 0, count: count, least: 3)
    }

    /// Whether all lines that are not blank are records, and there are at least so many.
    private func haveCells(
        _ expected: Int, _ text: UnsafePointer<UInt8>, from start: Int, count: Int, least: Int
    ) -> Bool {
        var position = start
        var lines = 0
        while position < count {
            let line = Self.endOfLine(text + position, count: count - position)
            if line.count > 0 {
                guard repair(text + position, count: line.count, expected: expected) else { return false }
                lines += 1
            }
            position += line.total
        }
        return lines >= least
    }

    /// Where reading continues after a quote that does not close correctly.
    ///
    /// That is after the line of the quote, if the record up to there has its cells with the quote as a character, or
    /// if the next lines are records: the quote then does not swallow them. Otherwise it is after everything that the
    /// quotes hold together.
    ///
    /// - Parameters:
    ///   - quote: the position of the quote in the text, which begins with its record.
    ///   - count: the length of the text that the quotes hold together, with the line break at its end.
    ///   - isOpen: whether the quote is never closed.
    func endOfFault(_ text: UnsafePointer<UInt8>, quote: Int, count: Int, isOpen: Bool, expected: Int) -> Int {
        let end = quote + Self.endOfLine(text + quote, count: count - quote).total
        guard expected > 0, end < count else { return count }
        if repair(text, count: Self.countWithoutBreak(text, count: end), expected: expected) { return end }
        guard expected > 1 else { return count }
        if haveCells(expected, text, from: end, count: count, least: 2) { return end }
        if !isOpen, repair(text, count: Self.countWithoutBreak(text, count: count), expected: expected) { return count }
        var position = end
        while position < count {
            let line = Self.endOfLine(text + position, count: count - position)
            if isRecord(text + position, count: line.count, expected: expected) { return end }
            position += line.total
        }
        return count
    }

    /// Whether a line is a record by RFC 4180; a piece of a broken record with its quote is not.
    private func isRecord(_ text: UnsafePointer<UInt8>, count: Int, expected: Int) -> Bool {
        guard case .record = scan(text, count: count, isFinal: true), cells.count == expected else { return false }
        guard let quote = dialect.quote else { return true }
        return (0..<cells.count).allSatisfy { index in
            let cell = cells[index]
            return cell.isQuoted
                || ByteScan.first(quote, in: text, from: Int(cell.start), count: Int(cell.start + cell.length)) == nil
        }
    }

    /// The length of a text without the line break at its end.
    static func countWithoutBreak(_ text: UnsafePointer<UInt8>, count: Int) -> Int {
        guard count > 0 else { return 0 }
        if text[count - 1] == 0x0A { return count > 1 && text[count - 2] == 0x0D ? count - 2 : count - 1 }
        return text[count - 1] == 0x0D ? count - 1 : count
    }

    /// The length of the first line of a too long record, with its line break, if the line has the cells of a record:
    /// the quote in it that includes the next lines is then a plain character.
    func firstLine(ofLong text: UnsafePointer<UInt8>, _ maximumBytes: Int, count: Int, expected: Int) -> Int? {
        // Beyond that, the part of the record that is in memory depends on how the file was cut.
        let line = Self.endOfLine(text, count: min(count, maximumBytes))
        guard line.count + 1 < min(count, maximumBytes), repair(text, count: line.count, expected: expected) else {
            return nil
        }
        return line.total
    }

    /// The ends of the lines of a text that are not blank; the last end includes the blank lines after it.
    static func endsOfLines(_ text: UnsafePointer<UInt8>, count: Int) -> [Int] {
        var ends: [Int] = []
        var position = 0
        while position < count {
            let line = endOfLine(text + position, count: count - position)
            position += line.total
            if line.count > 0 { ends.append(position) }
        }
        if !ends.isEmpty { ends[ends.count - 1] = count }
        return ends
    }

    /// The length of the line that begins `text`, without and with its end.
    static func endOfLine(_ text: UnsafePointer<UInt8>, count: Int) -> (count: Int, total: Int) {
        var end = 0
        while end < count, text[end] != 0x0A, text[end] != 0x0D { end += 1 }
        let isPair = end + 1 < count && text[end] == 0x0D && text[end + 1] == 0x0A
        return (end, min(count, end + (isPair ? 2 : 1)))
    }

    /// Where the record after a byte order mark at the beginning of `text` begins: files were joined there. The header
    /// of the second file is skipped as well, if it equals that of the first.
    func endOfMark(_ text: UnsafePointer<UInt8>, count: Int, isFinal: Bool, header: [String]?) -> Int {
        let mark = ForeignFormat.byteOrderMark.count
        guard let header, case .record(_, let end) = scan(text + mark, count: count - mark, isFinal: isFinal),
            cells.count == header.count,
            header.indices.allSatisfy({ string(ofCell: $0, in: text + mark) == header[$0] })
        else { return mark }
        return mark + end
    }
}
