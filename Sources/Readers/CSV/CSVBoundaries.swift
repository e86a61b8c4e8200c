/// Where CSV records end, found from their quotes alone.
///
/// A line break ends a record unless it lies in a quoted cell. A quote opens a cell where a cell begins: after a
/// separator or a line break; of all other bytes nothing needs to be known.
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
        return lastRecordEnd(in: text, count: count).map(RecordCut.end) ?? .incomplete
    }

    func first(in text: UnsafePointer<UInt8>, count: Int, isFinal: Bool) -> RecordBoundary {
        switch scanner.scan(text, count: count, isFinal: isFinal) {
        case .record(_, let end) where scanner.isEmptyLine: return .blank(end: end)
        case .record(let length, let end):
            if length > maximumRecordBytes { return longRecord(text, count: count) }
            if scanner.cells.count != expectedCells,
                scanner.isOfLines(text, count: end, expected: expectedCells, isFaulty: false)
            {
                return .records(ends: CSVScanner.endsOfLines(text, count: end))
            }
            let mark = ForeignFormat.byteOrderMark
            if scanner.hasHighBytes, UnsafeBufferPointer(start: text, count: count).starts(with: mark) {
                return .blank(
                    end: scanner.endOfMark(text, count: count, isFinal: isFinal, header: headerCells))
            }
            return .record(end: end)
        case .textAfterClosingQuote(_, let length, let end):
            return length > maximumRecordBytes ? longRecord(text, count: count) : faulty(text, count: end)
        case .unterminatedQuote:
            return count > maximumRecordBytes ? longRecord(text, count: count) : faulty(text, count: count)
        case .incomplete:
            return CSVFraming.isTooLong(unfinished: count, maximumRecordBytes)
                ? longRecord(text, count: count) : .incomplete
        }
    }

    private func faulty(_ text: UnsafePointer<UInt8>, count: Int) -> RecordBoundary {
        scanner.isOfLines(text, count: count, expected: expectedCells, isFaulty: true)
            ? .records(ends: CSVScanner.endsOfLines(text, count: count)) : .record(end: count)
    }

    /// A record that is too long, or its first line where that is a record if the quote that goes on is a character.
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
        while position < count {
            switch first(in: text + position, count: count - position, isFinal: isFinal) {
            case .record(let end), .blank(let end): position += end
            case .records(let ends): position += ends.last ?? 0
            case .line(let end): return .end(position + end)
            case .incomplete: return position > 0 ? .end(position) : .incomplete
            case .tooLong: return position > 0 ? .end(position) : .tooLong
            }
        }
        return .end(position)
    }

    /// The index after the last record that ends in the text, after which more text comes.
    private func lastRecordEnd(in text: UnsafePointer<UInt8>, count: Int) -> Int? {
        // A line feed may follow a carriage return at the end.
        let last = text[count - 1] == 0x0D ? count - 1 : count
        for stretch in stretchesOutsideQuotes(of: text, count: count).reversed() {
            var end = min(stretch.upperBound, last)
            while end > stretch.lowerBound {
                if text[end &- 1] == 0x0A || text[end &- 1] == 0x0D { return end }
                end &-= 1
            }
        }
        return nil
    }

    private func stretchesOutsideQuotes(of text: UnsafePointer<UInt8>, count: Int) -> [Range<Int>] {
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
        }
        stretches.append(start..<count)
        return stretches
    }

    /// The index of the first quote from `start` on that no other follows; nil also where the text ends after a quote,
    /// since what it is depends on the next byte.
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
