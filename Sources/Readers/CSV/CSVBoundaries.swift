/// Where CSV records end, found from their quotes alone.
///
/// A line break ends a record unless it lies in a quoted cell. A quote opens a cell only at the beginning of a cell:
/// after a separator or a line break. No other byte matters.
struct CSVBoundaries: RecordBoundaries {
    let lineBreak: UInt8
    private let scanner: CSVScanner
    private let maximumRecordBytes: Int
    private let expectedCells: Int
    private let headerCells: [String]?

    private var dialect: CSVDialect { scanner.dialect }

    /// - Parameter expectedCells: how many cells a record should have; 0 where that is not known.
    init(
        _ dialect: CSVDialect, lineBreak: UInt8, maximumRecordBytes: Int, expectedCells: Int = 0,
        headerCells: [String]? = nil
    ) {
        self.headerCells = headerCells
        self.expectedCells = expectedCells
        self.lineBreak = lineBreak
        self.maximumRecordBytes = maximumRecordBytes
        scanner = CSVScanner(dialect)
    }

    func lastCut(in text: UnsafePointer<UInt8>, count: Int, isFinal: Bool) -> RecordCut {
        // Only a text this long may hold a record that is too long.
        if count > maximumRecordBytes { return cutRecordByRecord(text, count: count, isFinal: isFinal) }
        if count == 0 { return .incomplete }
        if isFinal { return .end(count) }
        var isFaulty = false
        let end = lastRecordEnd(in: text, count: count, &isFaulty)
        // After a fault, the beginnings of records are determined from their cells.
        if isFaulty { return cutRecordByRecord(text, count: count, isFinal: false) }
        return end.map(RecordCut.end) ?? .incomplete
    }

    func first(in text: UnsafePointer<UInt8>, count: Int, isFinal: Bool) -> RecordBoundary {
        switch scanner.scan(text, count: count, isFinal: isFinal) {
        case .record(_, let end) where scanner.isEmptyLine: return .blank(end: end)
        case .record(let length, let end):
            if length > maximumRecordBytes { return longRecord(text, count: count) }
            if scanner.cells.count != expectedCells,
                scanner.isOfLines(text, count: end, expected: expectedCells)
            {
                return .records(ends: CSVScanner.endsOfLines(text, count: end))
            }
            let mark = ForeignFormat.byteOrderMark
            if scanner.hasHighBytes, UnsafeBufferPointer(start: text, count: count).starts(with: mark) {
                return .blank(
                    end: scanner.endOfMark(text, count: count, isFinal: isFinal, header: headerCells))
            }
            return .record(end: end)
        case .textAfterClosingQuote(let cell, let length, let end):
            if length > maximumRecordBytes { return longRecord(text, count: count) }
            let quote = Int(scanner.cells[cell].start) - 1
            return .fault(
                end: scanner.endOfFault(text, quote: quote, count: end, isOpen: false, expected: expectedCells))
        case .unterminatedQuote(let quote):
            if count > maximumRecordBytes { return longRecord(text, count: count) }
            return .fault(
                end: scanner.endOfFault(text, quote: quote, count: count, isOpen: true, expected: expectedCells))
        case .incomplete:
            return CSVFraming.isTooLong(unfinished: count, maximumRecordBytes)
                ? longRecord(text, count: count) : .incomplete
        }
    }

    /// A record that is too long; or only its first line, if that is a record when the open quote is taken as a
    /// character.
    private func longRecord(_ text: UnsafePointer<UInt8>, count: Int) -> RecordBoundary {
        scanner.firstLine(ofLong: text, maximumRecordBytes, count: count, expected: expectedCells)
            .map { .line(end: $0) } ?? .tooLong
    }

    func longRecordScan() -> (_ text: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        var scan = CSVLongRecordScan(dialect)
        return { scan.end(in: $0, count: $1) }
    }

    private func cutRecordByRecord(_ text: UnsafePointer<UInt8>, count: Int, isFinal: Bool) -> RecordCut {
        var position = 0
        var ends: [Int] = []
        var isFaulty = false
        scan: while position < count {
            switch first(in: text + position, count: count - position, isFinal: isFinal) {
            case .record(let end), .blank(let end): position += end
            case .fault(let end):
                position += end
                isFaulty = true
            case .records(let lines): position += lines.last ?? 0
            case .line(let end):
                ends.append(position + end)
                return isFaulty ? .frames(ends: ends) : .end(position + end)
            case .incomplete: break scan
            case .tooLong:
                if position == 0 { return .tooLong }
                break scan
            }
            ends.append(position)
        }
        guard position > 0 else { return .incomplete }
        return isFaulty ? .frames(ends: ends) : .end(position)
    }

    /// The index after the last record that ends in the text; more text follows.
    ///
    /// - Parameter isFaulty: becomes true if text follows a closing quote.
    private func lastRecordEnd(in text: UnsafePointer<UInt8>, count: Int, _ isFaulty: inout Bool) -> Int? {
        // A line feed may follow a carriage return at the end.
        let last = text[count - 1] == 0x0D ? count - 1 : count
        for stretch in stretchesOutsideQuotes(of: text, count: count, &isFaulty).reversed() {
            var end = min(stretch.upperBound, last)
            while end > stretch.lowerBound {
                if text[end &- 1] == 0x0A || text[end &- 1] == 0x0D { return end }
                end &-= 1
            }
        }
        return nil
    }

    private func stretchesOutsideQuotes(
        of text: UnsafePointer<UInt8>, count: Int, _ isFaulty: inout Bool
    ) -> [Range<Int>] {
        guard let quote = dialect.quote else { return [0..<count] }
        let separator = dialect.separator
        var stretches: [Range<Int>] = []
        var start = 0
        var position = 0
        while let found = ByteScan.first(quote, in: text, from: position, count: count) {
            guard found == 0 || CSVScanner.ends(text[found &- 1], separator) else {
                position = found &+ 1
                continue
            }
            stretches.append(start..<found)
            guard let closing = closingQuote(quote, in: text, from: found &+ 1, count: count) else { return stretches }
            start = closing &+ 1
            position = start
            if !CSVScanner.ends(text[start], separator) { isFaulty = true }
        }
        stretches.append(start..<count)
        return stretches
    }

    /// The index of the first quote from `start` on that is not followed by another; nil also if the text ends after a
    /// quote, since its meaning depends on the next byte.
    @inline(__always)
    private func closingQuote(
        _ quote: UInt8, in text: UnsafePointer<UInt8>, from start: Int, count: Int
    ) -> Int? {
        var position = start
        while let found = ByteScan.first(quote, in: text, from: position, count: count), found &+ 1 < count {
            if text[found &+ 1] != quote { return found }
            position = found &+ 2
        }
        return nil
    }
}
