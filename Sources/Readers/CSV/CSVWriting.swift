/// How cells are written in a file, for a reader of one byte at a time, in addition to ``CSVDialect``.
struct CSVWriting: Sendable, Hashable {
    /// One byte or several.
    var separator: [UInt8]
    var quote: UInt8?
    /// An escape byte: a quote, a separator or this byte after it is a character. Quotes may be doubled as well.
    var escape: UInt8?
    /// The beginning of a comment line.
    var comment: [UInt8]?

    /// Whether the scanner of many bytes at a time reads it.
    var isPlain: Bool { separator.count == 1 && escape == nil && comment == nil }

    /// One record, or a comment line.
    struct Record {
        var cells: [[UInt8]] = []
        /// How many cells begin with a quote that ends them.
        var quoted = 0
        /// A quote did not end its cell; it is a character.
        var hasStrayQuote = false
        var isComment = false
        /// Bytes up to the next record.
        var end = 0

        var isBlank: Bool { cells.count == 1 && cells[0].isEmpty && quoted == 0 }
    }

    /// How a cell is read whose first quote is not closed correctly.
    enum StrayQuotes {
        /// It ends at the first quote before a separator or a line break, on the same line; quotes before that are
        /// characters. Without such a quote, the first one is a character as well.
        case inside
        /// The first quote is a character, and the cell ends at the first separator.
        case first
    }

    /// The record at `start` in `text`; nil if it may continue after the text.
    func record(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, isFinal: Bool, strayQuotes: StrayQuotes = .inside
    ) -> Record? {
        var record = Record()
        var position = start
        if let comment, text[start...].starts(with: comment) {
            while position < text.count, text[position] != 0x0A, text[position] != 0x0D { position += 1 }
            record.isComment = true
            return end(record, text, at: position, isFinal: isFinal)
        }
        while true {
            var cell: [UInt8] = []
            if let quote, position < text.count, text[position] == quote {
                switch quotedCell(text, from: position + 1, quote: quote, isFinal: isFinal, into: &cell) {
                case .end(let end):
                    position = end
                    record.quoted += 1
                case .incomplete where !isFinal: return nil
                case .stray(let stray) where strayQuotes == .inside:
                    record.hasStrayQuote = true
                    let cellEnd = strayCell(
                        text, opening: position, from: stray, quote: quote, isFinal: isFinal, into: &cell)
                    switch cellEnd {
                    case .end(let end):
                        position = end
                        record.quoted += 1
                    case .incomplete: return nil
                    case .stray:
                        cell.removeAll(keepingCapacity: true)
                        position = plainCell(text, from: position, into: &cell)
                    }
                case .incomplete, .stray:
                    cell.removeAll(keepingCapacity: true)
                    record.hasStrayQuote = true
                    position = plainCell(text, from: position, into: &cell)
                }
            } else {
                position = plainCell(text, from: position, into: &cell)
            }
            record.cells.append(cell)
            // A separator of several bytes may be cut.
            if !isFinal, position + separator.count > text.count, separator.starts(with: text[position...]) {
                return nil
            }
            if position < text.count, text[position...].starts(with: separator) {
                position += separator.count
                continue
            }
            return end(record, text, at: position, isFinal: isFinal)
        }
    }

    private enum QuotedCell {
        case end(Int)
        case incomplete
        /// The quote there is not doubled and is followed by something other than a separator or line break.
        case stray(Int)
    }

    /// Continues in a quoted cell after a quote that does not end it, in the line of the opening quote.
    private func strayCell(
        _ text: UnsafeBufferPointer<UInt8>, opening: Int, from start: Int, quote: UInt8, isFinal: Bool,
        into cell: inout [UInt8]
    ) -> QuotedCell {
        // The meaning of a quote at the end of the text depends on what follows.
        let line = text[opening...].firstIndex { $0 == 0x0A || $0 == 0x0D }
        guard let end = line ?? (isFinal ? text.count : nil) else { return .incomplete }
        guard start < end else { return .stray(start) }
        let text = UnsafeBufferPointer(rebasing: text[..<end])
        var position = start
        while position < end, text[position] == quote {
            cell.append(quote)
            switch quotedCell(text, from: position + 1, quote: quote, isFinal: true, into: &cell) {
            case .stray(let next): position = next
            case .end(let end): return .end(end)
            case .incomplete: return .stray(start)
            }
        }
        return .stray(start)
    }

    private func quotedCell(
        _ text: UnsafeBufferPointer<UInt8>, from start: Int, quote: UInt8, isFinal: Bool, into cell: inout [UInt8]
    ) -> QuotedCell {
        var position = start
        while position < text.count {
            let byte = text[position]
            let next = position + 1 < text.count ? text[position + 1] : nil
            if byte == escape, byte != quote {
                guard let next else { return .incomplete }
                let isEscaped = next == quote || next == byte
                cell.append(isEscaped ? next : byte)
                position += isEscaped ? 2 : 1
            } else if byte == quote {
                if next == quote {
                    cell.append(quote)
                    position += 2
                    continue
                }
                if next == nil, !isFinal { return .incomplete }
                let rest = text[(position + 1)...]
                if !isFinal, rest.count < separator.count, separator.starts(with: rest) { return .incomplete }
                let ends = next == nil || next == 0x0A || next == 0x0D || rest.starts(with: separator)
                return ends ? .end(position + 1) : .stray(position)
            } else {
                cell.append(byte)
                position += 1
            }
        }
        return .incomplete
    }

    /// Reads a cell up to a separator or a line break, and returns where that is.
    private func plainCell(_ text: UnsafeBufferPointer<UInt8>, from start: Int, into cell: inout [UInt8]) -> Int {
        var position = start
        while position < text.count {
            let byte = text[position]
            if byte == 0x0A || byte == 0x0D || (byte == separator[0] && text[position...].starts(with: separator)) {
                return position
            }
            if byte == escape, position + 1 < text.count,
                text[position + 1] == quote || text[position + 1] == byte || text[position + 1] == separator[0]
            {
                position += 1
            }
            cell.append(text[position])
            position += 1
        }
        return position
    }

    private func end(_ record: Record, _ text: UnsafeBufferPointer<UInt8>, at position: Int, isFinal: Bool) -> Record? {
        var record = record
        record.end = position
        guard position < text.count else { return isFinal ? record : nil }
        record.end += 1
        if text[position] == 0x0D {
            guard position + 1 < text.count else { return isFinal ? record : nil }
            if text[position + 1] == 0x0A { record.end += 1 }
        }
        return record
    }
}
