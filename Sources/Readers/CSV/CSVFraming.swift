/// Finds one CSV record after another in a window. Lines with nothing on them are not records, even in files of one
/// column.
final class CSVFraming {
    enum Frame {
        /// A record at the window's start; the scanner holds its cells. The caller drops `end` bytes.
        case record(count: Int, end: Int)
        /// A record that cannot be read because of cell `cell`; the window is past it.
        case reject(RejectedFrame, cell: Int?)
        case end
    }

    let scanner: CSVScanner
    private let maximumRecordBytes: Int
    /// How many cells a record should have; 0 if not known. Only faulty records are compared with it.
    var expectedCells = 0
    /// Records that were split although their quotes do not close as they should.
    private(set) var repairs = 0
    /// Records in which a separator is missing before a quoted cell.
    private(set) var separations = 0
    /// Up to this offset each line is a record, since the quote that was opened before is a plain character.
    var endOfLines: Int64 = 0
    /// Where the records of a faulty chunk end, which only the thread that cut it can know; empty for other chunks.
    var frameEnds: ArraySlice<Int64> = []
    /// The names of the columns, in case another file of the same kind was appended to the file.
    var headerCells: [String]?

    init(_ dialect: CSVDialect, maximumRecordBytes: Int) {
        scanner = CSVScanner(dialect)
        self.maximumRecordBytes = maximumRecordBytes
    }

    func next(in window: InputWindow) -> Frame {
        while true {
            guard window.count > 0 || window.fillOnce() else { return .end }
            if window.offset < endOfLines {
                guard let frame = nextLine(in: window) else { continue }
                return frame
            }
            let frameEnd = frameEnds.isEmpty ? nil : endOfFrame(at: window.offset)
            let available = frameEnd ?? window.count
            let isFinal = frameEnd != nil || window.isAtEnd && !window.endsInFailure
            switch scanner.scan(window.text, count: available, isFinal: isFinal) {
            case .record(let count, let end):
                if scanner.isEmptyLine {
                    window.advance(end)
                    continue
                }
                guard count <= maximumRecordBytes else { return rejectLong(in: window) }
                if expectedCells > 0, scanner.cells.count != expectedCells {
                    if scanner.isOfLines(window.text, count: end, expected: expectedCells) {
                        endOfLines = window.offset + Int64(end)
                        continue
                    }
                    if scanner.separate(window.text, count: count, expected: expectedCells) {
                        separations += 1
                    } else {
                        // Looking at the text took the place of the cells.
                        _ = scanner.scan(window.text, count: available, isFinal: isFinal)
                    }
                }
                if scanner.hasHighBytes, let wrong = UTF8Check.firstInvalid(window.text, count: count) {
                    return reject(
                        .invalidUTF8(offset: wrong), cell: cell(at: wrong), count: count, end: end, in: window)
                }
                if scanner.hasHighBytes, window.beginsWithByteOrderMark {
                    window.advance(
                        scanner.endOfMark(window.text, count: available, isFinal: isFinal, header: headerCells))
                    continue
                }
                return .record(count: count, end: end)
            case .textAfterClosingQuote(let cell, let count, let end):
                guard count <= maximumRecordBytes else { return rejectLong(in: window) }
                let quote = Int(scanner.cells[cell].start) - 1
                return faulty(end: frameEnd ?? endOfFault(quote, count: end, isOpen: false, window), in: window)
            case .unterminatedQuote(let quote):
                guard available <= maximumRecordBytes else { return rejectLong(in: window) }
                return faulty(end: frameEnd ?? endOfFault(quote, count: available, isOpen: true, window), in: window)
            case .incomplete:
                if Self.isTooLong(unfinished: window.count, maximumRecordBytes) { return rejectLong(in: window) }
                if !window.fillForRecord(of: maximumRecordBytes) && window.endsInFailure { return .end }
            }
        }
    }

    /// The length of the frame at `offset`.
    private func endOfFrame(at offset: Int64) -> Int? {
        while let end = frameEnds.first, end <= offset { frameEnds.removeFirst() }
        return frameEnds.first.map { Int($0 - offset) }
    }

    private func endOfFault(_ quote: Int, count: Int, isOpen: Bool, _ window: InputWindow) -> Int {
        scanner.endOfFault(window.text, quote: quote, count: count, isOpen: isOpen, expected: expectedCells)
    }

    /// Reads the first `end` bytes as a record, with quotes that do not close correctly as characters.
    private func faulty(end: Int, in window: InputWindow) -> Frame {
        let count = CSVScanner.countWithoutBreak(window.text, count: end)
        if expectedCells > 0, scanner.repair(window.text, count: count, expected: expectedCells) {
            return repaired(count: count, end: end, in: window)
        }
        // The caller finds the wrong cell among the cells of the record.
        switch scanner.scan(window.text, count: end, isFinal: true) {
        case .textAfterClosingQuote(let cell, _, _):
            return reject(.textAfterClosingQuote, cell: cell, count: count, end: end, in: window)
        case .unterminatedQuote(let quote):
            let reason = RejectReason.unterminatedQuote(line: window.line(at: quote))
            return reject(reason, cell: scanner.cells.count, count: count, end: end, in: window)
        case .record, .incomplete:
            return reject(.textAfterClosingQuote, cell: nil, count: count, end: end, in: window)
        }
    }

    private func repaired(count: Int, end: Int, in window: InputWindow) -> Frame {
        if let wrong = UTF8Check.firstInvalid(window.text, count: count) {
            return reject(.invalidUTF8(offset: wrong), cell: cell(at: wrong), count: count, end: end, in: window)
        }
        repairs += 1
        return .record(count: count, end: end)
    }

    /// The line at the window's start as a record.
    private func nextLine(in window: InputWindow) -> Frame? {
        let line = CSVScanner.endOfLine(window.text, count: Int(clamping: endOfLines - window.offset))
        if line.count == 0 {
            window.advance(line.total)
            return nil
        }
        guard line.count <= maximumRecordBytes else {
            return reject(
                .recordTooLong(limit: maximumRecordBytes), cell: nil, count: line.count, end: line.total, in: window)
        }
        if case .record = scanner.scan(window.text, count: line.count, isFinal: true),
            scanner.cells.count == expectedCells
        {
            if let wrong = UTF8Check.firstInvalid(window.text, count: line.count) {
                return reject(
                    .invalidUTF8(offset: wrong), cell: cell(at: wrong), count: line.count, end: line.total, in: window)
            }
            return .record(count: line.count, end: line.total)
        }
        if scanner.repair(window.text, count: line.count, expected: expectedCells) {
            return repaired(count: line.count, end: line.total, in: window)
        }
        let found = scanner.cells.count
        return reject(
            .cellCount(expected: expectedCells, found: found), cell: nil, count: line.count, end: line.total, in: window
        )
    }

    /// Whether an unfinished record with `count` bytes so far is longer than the limit; the last byte may be a carriage
    /// return that ends it.
    static func isTooLong(unfinished count: Int, _ maximumRecordBytes: Int) -> Bool { count > maximumRecordBytes + 1 }

    private func reject(_ reason: RejectReason, cell: Int?, count: Int, end: Int, in window: InputWindow) -> Frame {
        let frame = RejectedFrame(window, count: count, reason)
        window.advance(end)
        return .reject(frame, cell: cell)
    }

    /// A record this long is usually a quote that was never closed: then its first line has the cells of a record.
    /// Otherwise it is dropped to its end, piece by piece, so that its length costs no more memory.
    private func rejectLong(in window: InputWindow) -> Frame {
        _ = window.fill(atLeast: Reject.excerptBytes)
        if let total = scanner.firstLine(
            ofLong: window.text, maximumRecordBytes, count: window.count, expected: expectedCells)
        {
            return repaired(
                count: CSVScanner.endOfLine(window.text, count: total).count, end: total, in: window)
        }
        var frame = RejectedFrame(window, count: window.count, .recordTooLong(limit: maximumRecordBytes))
        var scan = CSVLongRecordScan(scanner.dialect)
        var isFirst = true
        while true {
            if let end = scan.end(in: window.text, count: window.count) {
                if isFirst { frame.excerpt = window.excerpt(count: end - 1) }
                window.advance(end)
                break
            }
            isFirst = false
            window.advance(window.count)
            if !window.fillOnce() { break }
        }
        return .reject(frame, cell: nil)
    }

    private func cell(at position: Int) -> Int? {
        (0..<scanner.cells.count).last { Int(scanner.cells[$0].start) <= position }
    }
}
