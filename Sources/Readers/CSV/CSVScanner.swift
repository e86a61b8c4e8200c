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
        /// Text follows the closing quote of the cell `cell`. The record ends as it would without that.
        case textAfterClosingQuote(cell: Int, count: Int, end: Int)
        /// The quoted cell whose quote is at `at` goes on to the end of the input.
        case unterminatedQuote(at: Int)
    }

    let dialect: CSVDialect
    @exclusivity(unchecked) private(set) var cells = GrowableBuffer<CSVCell>(capacity: 64)
    /// Whether a byte above ASCII was met in the record.
    @exclusivity(unchecked) private(set) var hasHighBytes = false

    init(_ dialect: CSVDialect) { self.dialect = dialect }

    deinit { cells.deallocate() }

    /// Whether the record scanned last is a line with nothing on it.
    var isEmptyLine: Bool { cells.count == 1 && cells[0].length == 0 && !cells[0].isQuoted }

    /// Scans the record that begins `text`, of which `count` bytes are at hand; `isFinal` where no more will come.
    func scan(_ text: UnsafePointer<UInt8>, count: Int, isFinal: Bool) -> Outcome {
        var cells = self.cells
        cells.truncate(to: 0)
        var seen: UInt64 = 0
        let outcome = fill(&cells, &seen, text, count: count, isFinal: isFinal)
        self.cells = cells
        hasHighBytes = seen & ByteScan.highBits != 0
        return outcome
    }

    private func fill(
        _ cells: inout GrowableBuffer<CSVCell>, _ seen: inout UInt64, _ text: UnsafePointer<UInt8>, count: Int,
        isFinal: Bool
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
                    position = Self.find(quote, in: text, from: position, count: count, &seen)
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
                    position = Self.findEnd(separator, in: text, from: position, count: count, &seen)
                }
            } else {
                let start = position
                position = Self.findEnd(separator, in: text, from: start, count: count, &seen)
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

    /// A cell that goes on after this many bytes is likely to go on for long.
    private static let shortBytes = 16

    /// The index of the first `byte` from `start` on, or `count`. Gathers in `seen` the bytes passed.
    @inline(__always)
    private static func find(
        _ byte: UInt8, in text: UnsafePointer<UInt8>, from start: Int, count: Int, _ seen: inout UInt64
    ) -> Int {
        let pattern = ByteScan.repeated(byte)
        var index = start
        var isLong = false
        while index &+ 8 <= count {
            if !isLong, index &- start >= shortBytes {
                isLong = true
                index = ByteScan.skipOthers(than: (byte, byte, byte), text, from: index, count: count, &seen)
                continue
            }
            let word = ByteScan.word(text, at: index)
            let stops = ByteScan.matches(word, pattern) & ByteScan.highBits
            if stops != 0 {
                let offset = stops.trailingZeroBitCount &>> 3
                seen |= ByteScan.lowest(offset, of: word)
                return index &+ offset
            }
            seen |= word
            index &+= 8
        }
        while index < count && text[index] != byte {
            seen |= UInt64(text[index])
            index &+= 1
        }
        return index
    }

    /// The index of the first separator or line break from `start` on, or `count`. Gathers in `seen` the bytes passed.
    @inline(__always)
    private static func findEnd(
        _ separator: UInt8, in text: UnsafePointer<UInt8>, from start: Int, count: Int, _ seen: inout UInt64
    ) -> Int {
        let separators = ByteScan.repeated(separator)
        let lineFeeds = ByteScan.repeated(0x0A)
        let carriageReturns = ByteScan.repeated(0x0D)
        var index = start
        var isLong = false
        while index &+ 8 <= count {
            if !isLong, index &- start >= shortBytes {
                isLong = true
                index = ByteScan.skipOthers(than: (separator, 0x0A, 0x0D), text, from: index, count: count, &seen)
                continue
            }
            let word = ByteScan.word(text, at: index)
            let stops =
                (ByteScan.matches(word, separators) | ByteScan.matches(word, lineFeeds)
                    | ByteScan.matches(word, carriageReturns)) & ByteScan.highBits
            if stops != 0 {
                let offset = stops.trailingZeroBitCount &>> 3
                seen |= ByteScan.lowest(offset, of: word)
                return index &+ offset
            }
            seen |= word
            index &+= 8
        }
        while index < count && !ends(text[index], separator) {
            seen |= UInt64(text[index])
            index &+= 1
        }
        return index
    }
}
