/// Splits a record whose quotes do not close as RFC 4180 has it, for the number of cells that it should have.
///
/// A cell that begins with a quote is read in one of two ways: it ends at the first quote before a separator or the
/// end, and quotes before that are characters; or the quote it begins with is a character as well. The first way is
/// tried first, cell by cell, and the first split that has the expected number of cells is taken.
struct CSVRepair {
    /// Cells in question are tried in so many ways.
    private static let mostWays = 64
    /// Longer records are not looked at.
    static let longestBytes = 1 << 20

    let dialect: CSVDialect

    /// Whether the record in the `count` bytes of `text`, without the line break at its end, has `expected` cells in
    /// one of the ways; `cells` are those then.
    func split(
        _ text: UnsafePointer<UInt8>, count: Int, expected: Int, into cells: inout GrowableBuffer<CSVCell>
    ) -> Bool {
        guard expected > 0, count <= Self.longestBytes, let quote = dialect.quote else { return false }
        var ways = 1
        var way = 0
        while way < ways {
            let questions = split(text, count: count, quote: quote, way: way, into: &cells)
            if cells.count == expected { return true }
            ways = min(1 &<< min(questions, 6), Self.mostWays)
            way += 1
        }
        return false
    }

    /// Splits in one way: of the cells in question the one whose bit is set begins with a character. Returns how many
    /// are in question.
    private func split(
        _ text: UnsafePointer<UInt8>, count: Int, quote: UInt8, way: Int, into cells: inout GrowableBuffer<CSVCell>
    ) -> Int {
        cells.truncate(to: 0)
        var position = 0
        var questions = 0
        while true {
            var end: Int?
            if position < count, text[position] == quote {
                let isCharacter = questions < 6 && way >> questions & 1 == 1
                questions += 1
                if !isCharacter { end = closingQuote(text, from: position + 1, count: count, quote: quote) }
            }
            if let end {
                let start = position + 1
                cells.append(
                    CSVCell(
                        start: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: end - start),
                        isQuoted: true,
                        hasDoubledQuotes: ByteScan.first(quote, in: text, from: start, count: end) != nil))
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
                cells.append(
                    CSVCell(
                        start: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: position - start),
                        isQuoted: false, hasDoubledQuotes: false))
            }
            guard position < count else { return questions }
            position += 1
        }
    }

    /// The first quote from `start` on before a separator or the end, doubled ones left out.
    private func closingQuote(
        _ text: UnsafePointer<UInt8>, from start: Int, count: Int, quote: UInt8
    ) -> Int? {
        var position = start
        while let found = ByteScan.first(quote, in: text, from: position, count: count) {
            if found + 1 == count || text[found + 1] == dialect.separator { return found }
            position = text[found + 1] == quote ? found + 2 : found + 1
        }
        return nil
    }
}
