/// Where CSV records end, found from their quotes alone.
///
/// A line break ends a record unless it lies in a quoted cell. A quote opens a cell where a cell begins: after a
/// separator or a line break; of all other bytes nothing needs to be known.
struct CSVBoundaries: RecordBoundaries {
    let lineBreak: UInt8
    private let scanner: CSVScanner
    private let maximumRecordBytes: Int

    private var dialect: CSVDialect { scanner.dialect }

    init(_ dialect: CSVDialect, lineBreak: UInt8, maximumRecordBytes: Int) {
        self.lineBreak = lineBreak
        self.maximumRecordBytes = maximumRecordBytes
        scanner = CSVScanner(dialect)
    }

    func lastCut(in text: UnsafePointer<UInt8>, count: Int, isFinal: Bool) -> RecordCut {
        // Only a text this long may hold a record that is too long, after which nothing can be read.
        if count > maximumRecordBytes { return cutRecordByRecord(text, count: count, isFinal: isFinal) }
        if count == 0 { return .incomplete }
        if isFinal { return .end(count) }
        return lastRecordEnd(in: text, count: count).map(RecordCut.end) ?? .incomplete
    }

    func first(in text: UnsafePointer<UInt8>, count: Int, isFinal: Bool) -> RecordBoundary {
        switch scanner.scan(text, count: count, isFinal: isFinal) {
        case .record(_, let end) where scanner.isEmptyLine: .blank(end: end)
        case .record(let length, let end), .textAfterClosingQuote(_, let length, let end):
            length > maximumRecordBytes ? .tooLong : .record(end: end)
        case .unterminatedQuote: count > maximumRecordBytes ? .tooLong : .record(end: count)
        case .incomplete: CSVFraming.isTooLong(unfinished: count, maximumRecordBytes) ? .tooLong : .incomplete
        }
    }

    /// There is no telling where the record after one that is too long begins.
    func endOfLongRecord(in text: UnsafePointer<UInt8>, count: Int) -> Int? { nil }

    private func cutRecordByRecord(_ text: UnsafePointer<UInt8>, count: Int, isFinal: Bool) -> RecordCut {
        var position = 0
        while position < count {
            switch first(in: text + position, count: count - position, isFinal: isFinal) {
            case .record(let end), .blank(let end): position += end
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
