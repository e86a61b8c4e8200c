extension CSVScanner {
    /// Whether a text that the quotes in it hold together is better read line by line, each line a record: a quote that
    /// was opened in it is a character then.
    ///
    /// - Parameters:
    ///   - count: the length of the text with the line break at its end.
    ///   - expected: how many cells a record should have.
    ///   - isFaulty: whether a quote in it does not close as it should. Then it is enough that the first line has the
    ///     cells of a record, or that all others have; else all of three or more must have.
    func isOfLines(_ text: UnsafePointer<UInt8>, count: Int, expected: Int, isFaulty: Bool) -> Bool {
        let line = Self.endOfLine(text, count: count)
        guard expected > 0, line.total < count else { return false }
        if isFaulty, repair(text, count: line.count, expected: expected) { return true }
        return haveCells(expected, text, from: isFaulty ? line.total : 0, count: count, least: isFaulty ? 2 : 3)
    }

    private func haveCells(
        _ expected: Int, _ text: UnsafePointer<UInt8>, from start: Int, count: Int, least: Int
    ) -> Bool {
        // Any line is a record of one cell.
        guard expected > 1 else { return false }
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

    /// The length of the first line of a record that is longer than it may be, with its end, where the line has the
    /// cells of a record: then a quote in it that takes the lines after it was not meant to be one.
    func firstLine(ofLong text: UnsafePointer<UInt8>, _ maximumBytes: Int, count: Int, expected: Int) -> Int? {
        // Further than that more may be at hand of the same record at one time than at another.
        let line = Self.endOfLine(text, count: min(count, maximumBytes))
        guard line.count + 1 < min(count, maximumBytes), repair(text, count: line.count, expected: expected) else {
            return nil
        }
        return line.total
    }

    /// The ends of the lines of a text that have something in them, the last one with the blank lines after it.
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

    /// Where the record begins that a byte order mark at the beginning of `text` is in front of: files were joined
    /// there. The header of the second file, where it is that of the first, is passed over as well.
    func endOfMark(_ text: UnsafePointer<UInt8>, count: Int, isFinal: Bool, header: [String]?) -> Int {
        let mark = ForeignFormat.byteOrderMark.count
        guard let header, case .record(_, let end) = scan(text + mark, count: count - mark, isFinal: isFinal),
            cells.count == header.count,
            header.indices.allSatisfy({ string(ofCell: $0, in: text + mark) == header[$0] })
        else { return mark }
        return mark + end
    }
}
