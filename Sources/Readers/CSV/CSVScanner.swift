/// Splits text into records and cells after RFC 4180.
///
/// A quote opens a quoted cell only as its first byte; later in a cell it is a character. Records end with a line feed,
/// a carriage return, or both.
final class CSVScanner {
    enum Outcome: Equatable {
        /// A record of `count` bytes; the next one begins at `end`.
        case record(count: Int, end: Int)
        /// The text stops inside the record, and more is to come.
        case incomplete
        /// Text follows the closing quote of the cell `cell`. The record ends as it would without this text.
        case textAfterClosingQuote(cell: Int, count: Int, end: Int)
        /// The quoted cell whose quote is at `at` extends to the end of the input.
        case unterminatedQuote(at: Int)
    }

    let dialect: CSVDialect
    @exclusivity(unchecked) private(set) var cells = GrowableBuffer<CSVCell>(capacity: 64)
    /// Whether there is a byte above ASCII in the record or a little after it.
    @exclusivity(unchecked) private(set) var hasHighBytes = false

    init(_ dialect: CSVDialect) { self.dialect = dialect }

    deinit { cells.deallocate() }

    /// Replaces the cells scanned last by those that ``CSVRepair`` finds, if it can split the record.
    func repair(_ text: UnsafePointer<UInt8>, count: Int, expected: Int) -> Bool {
        var cells = self.cells
        defer { self.cells = cells }
        return CSVRepair(dialect: dialect).split(text, count: count, expected: expected, into: &cells)
    }

    /// Replaces the cells scanned last by those with the missing separator before a quoted cell added.
    func separate(_ text: UnsafePointer<UInt8>, count: Int, expected: Int) -> Bool {
        var cells = self.cells
        defer { self.cells = cells }
        return CSVRepair(dialect: dialect).separate(text, count: count, expected: expected, into: &cells)
    }

    /// Whether the record scanned last is a blank line.
    var isEmptyLine: Bool { cells.count == 1 && cells[0].length == 0 && !cells[0].isQuoted }

    /// Scans the record that begins `text`, which has `count` bytes so far; `isFinal` if no more will come.
    func scan(_ text: UnsafePointer<UInt8>, count: Int, isFinal: Bool) -> Outcome {
        var cells = self.cells
        cells.truncate(to: 0)
        var ends = MarkedBlocks((dialect.separator, 0x0A, 0x0D), in: text, count: count)
        let quote = dialect.quote ?? 0
        var quotes = MarkedBlocks((quote, quote, quote), in: text, count: count)
        let outcome = fill(&cells, &ends, &quotes, text, count: count, isFinal: isFinal)
        self.cells = cells
        hasHighBytes = ends.hasSeenHighBytes || quotes.hasSeenHighBytes
        return outcome
    }

    @inline(__always)
    private func fill(
        _ cells: inout GrowableBuffer<CSVCell>, _ ends: inout MarkedBlocks, _ quotes: inout MarkedBlocks,
        _ text: UnsafePointer<UInt8>, count: Int, isFinal: Bool
    ) -> Outcome {
        let separator = dialect.separator
        let quote = dialect.quote ?? 0
        let hasQuote = dialect.quote != nil
        var position = 0
        var badCell = -1
        while true {
            if hasQuote && position < count && text[position] == quote {
                let start = position &+ 1
                var hasDoubledQuotes = false
                position = start
                while true {
                    position = quotes.next(from: position)
                    guard position < count else {
                        return isFinal ? .unterminatedQuote(at: start &- 1) : .incomplete
                    }
                    // Whether this quote closes the cell depends on the byte after it.
                    if position &+ 1 == count {
                        if isFinal { break }
                        return .incomplete
                    }
                    guard text[position &+ 1] == quote else { break }
                    hasDoubledQuotes = true
                    position &+= 2
                }
                cells.append(Self.cell(start, position, isQuoted: true, hasDoubledQuotes: hasDoubledQuotes))
                position &+= 1
                if position < count, !Self.ends(text[position], separator) {
                    if badCell < 0 { badCell = cells.count &- 1 }
                    position = ends.next(from: position)
                }
            } else {
                let start = position
                position = ends.next(from: start)
                cells.append(Self.cell(start, position, isQuoted: false, hasDoubledQuotes: false))
            }

            var end = position
            if position == count {
                guard isFinal else { return .incomplete }
            } else if text[position] == separator {
                position &+= 1
                continue
            } else if text[position] == 0x0A {
                end = position &+ 1
            } else if position &+ 1 < count {
                end = position &+ (text[position &+ 1] == 0x0A ? 2 : 1)
            } else {
                guard isFinal else { return .incomplete }
                end = count
            }
            if badCell >= 0 { return .textAfterClosingQuote(cell: badCell, count: position, end: end) }
            return .record(count: position, end: end)
        }
    }

    @inline(__always)
    private static func cell(_ start: Int, _ end: Int, isQuoted: Bool, hasDoubledQuotes: Bool) -> CSVCell {
        CSVCell(
            start: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: end &- start),
            isQuoted: isQuoted, hasDoubledQuotes: hasDoubledQuotes)
    }

    @inline(__always)
    static func ends(_ byte: UInt8, _ separator: UInt8) -> Bool {
        byte == separator || byte == 0x0A || byte == 0x0D
    }
}
