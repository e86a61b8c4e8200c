/// Splits a record whose quotes do not close as in RFC 4180 into the number of cells that it should have.
///
/// A cell that begins with a quote is read in one of two ways: it ends at the first quote before a separator or the
/// end, and quotes before that are characters; or the quote it begins with is a character as well. The first way is
/// tried first, cell by cell, and the first split with the expected number of cells is used. If there is none, two
/// quotes before a separator are tried as one character and one quote that ends the cell, as in `"a, 5"",b`.
struct CSVRepair {
    /// Cells in question are tried in so many ways.
    private static let mostWays = 64
    /// How many quotes in unquoted cells are tried.
    private static let mostQuotes = 64
    /// Longer records are not looked at.
    static let longestBytes = 1 << 20

    let dialect: CSVDialect

    /// Whether the record in the `count` bytes of `text`, without the line break at its end, has `expected` cells in
    /// one of the ways; `cells` are those then.
    func split(
        _ text: UnsafePointer<UInt8>, count: Int, expected: Int, into cells: inout GrowableBuffer<CSVCell>
    ) -> Bool {
        guard expected > 0, count <= Self.longestBytes, let quote = dialect.quote else { return false }
        for closing in [Closing.single, .last] {
            var ways = 1
            var way = 0
            while way < ways {
                let questions = split(text, count: count, quote: quote, way: way, closing, into: &cells)
                if cells.count == expected { return true }
                ways = min(1 &<< min(questions, 6), Self.mostWays)
                way += 1
            }
        }
        return false
    }

    /// The quote that closes a cell.
    private enum Closing {
        /// One that is not doubled.
        case single
        /// Any before a separator, the second of two as well.
        case last
    }

    /// Whether a record has `expected` cells if a separator is missing before a quoted cell, as in `a"b, c",d`: a quote
    /// inside a cell then opens a new cell. There must be a separator between that quote and the one that closes it, or
    /// it could be a character.
    func separate(
        _ text: UnsafePointer<UInt8>, count: Int, expected: Int, into cells: inout GrowableBuffer<CSVCell>
    ) -> Bool {
        guard expected > 1, count <= Self.longestBytes, let quote = dialect.quote else { return false }
        guard ByteScan.first(quote, in: text, from: 0, count: count) != nil else { return false }
        cells.truncate(to: 0)
        var position = 0
        var quotesLeft = Self.mostQuotes
        while true {
            if position < count, text[position] == quote {
                guard let end = closingQuote(text, from: position + 1, count: count, quote: quote, .single) else {
                    return false
                }
                appendQuoted(text, from: position + 1, to: end, quote: quote, &cells)
                position = end + 1
            } else {
                let start = position
                position = endOfPlainCell(text, from: start, count: count, quote: quote, &quotesLeft)
                appendPlain(from: start, to: position, &cells)
                if position < count, text[position] != dialect.separator { continue }
            }
            guard position < count else { return cells.count == expected }
            position += 1
        }
    }

    /// Where a cell without quotes ends: at a separator, or at a quote that opens a cell with a separator in it.
    private func endOfPlainCell(
        _ text: UnsafePointer<UInt8>, from start: Int, count: Int, quote: UInt8, _ quotesLeft: inout Int
    ) -> Int {
        var position = start
        while position < count, text[position] != dialect.separator {
            if text[position] == quote, quotesLeft > 0 {
                quotesLeft -= 1
                if let end = closingQuote(text, from: position + 1, count: count, quote: quote, .single),
                    ByteScan.first(dialect.separator, in: text, from: position + 1, count: end) != nil
                {
                    return position
                }
            }
            position += 1
        }
        return position
    }

    /// Splits in one way: among the ambiguous cells, those whose bit is set begin with a quote as a character. Returns
    /// the number of ambiguous cells.
    private func split(
        _ text: UnsafePointer<UInt8>, count: Int, quote: UInt8, way: Int, _ closing: Closing,
        into cells: inout GrowableBuffer<CSVCell>
    ) -> Int {
        cells.truncate(to: 0)
        var position = 0
        var questions = 0
        while true {
            var end: Int?
            if position < count, text[position] == quote {
                let isCharacter = questions < 6 && way >> questions & 1 == 1
                questions += 1
                if !isCharacter {
                    end =
                        closingQuote(text, from: position + 1, count: count, quote: quote, closing)
                        ?? closingQuote(text, from: position + 1, count: count, quote: quote, .last)
                }
            }
            if let end {
                appendQuoted(text, from: position + 1, to: end, quote: quote, &cells)
                position = end + 1
            } else {
                let start = position
                while position < count, text[position] != dialect.separator {
                    // A line break is no character of a cell without quotes.
                    if text[position] == 0x0A || text[position] == 0x0D {
                        cells.truncate(to: 0)
                        return questions
                    }
                    position += 1
                }
                appendPlain(from: start, to: position, &cells)
            }
            guard position < count else { return questions }
            position += 1
        }
    }

    private func appendQuoted(
        _ text: UnsafePointer<UInt8>, from start: Int, to end: Int, quote: UInt8,
        _ cells: inout GrowableBuffer<CSVCell>
    ) {
        cells.append(
            CSVCell(
                start: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: end - start),
                isQuoted: true, hasDoubledQuotes: ByteScan.first(quote, in: text, from: start, count: end) != nil))
    }

    private func appendPlain(from start: Int, to end: Int, _ cells: inout GrowableBuffer<CSVCell>) {
        cells.append(
            CSVCell(
                start: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: end - start),
                isQuoted: false, hasDoubledQuotes: false))
    }

    /// The first quote from `start` on before a separator or the end.
    private func closingQuote(
        _ text: UnsafePointer<UInt8>, from start: Int, count: Int, quote: UInt8, _ closing: Closing
    ) -> Int? {
        var position = start
        while let found = ByteScan.first(quote, in: text, from: position, count: count) {
            if found + 1 == count || text[found + 1] == dialect.separator { return found }
            position = closing == .single && text[found + 1] == quote ? found + 2 : found + 1
        }
        return nil
    }
}
