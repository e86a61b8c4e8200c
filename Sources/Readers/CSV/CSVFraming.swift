/// Finds one CSV record after another in a window. Lines with nothing on them are not records, even in files of one
/// column.
final class CSVFraming {
    enum Frame {
        /// A record at the window's start; the scanner holds its cells. The caller drops `end` bytes.
        case record(count: Int, end: Int)
        /// A record that cannot be read, at fault in cell `cell`; the window is past it.
        case reject(RejectedFrame, cell: Int?)
        case end
    }

    let scanner: CSVScanner
    private let maximumRecordBytes: Int

    init(_ dialect: CSVDialect, maximumRecordBytes: Int) {
        scanner = CSVScanner(dialect)
        self.maximumRecordBytes = maximumRecordBytes
    }

    func next(in window: InputWindow) -> Frame {
        while true {
            guard window.count > 0 || window.fillOnce() else { return .end }
            let isFinal = window.isAtEnd && !window.endsInFailure
            switch scanner.scan(window.text, count: window.count, isFinal: isFinal) {
            case .record(let count, let end):
                if scanner.isEmptyLine {
                    window.advance(end)
                    continue
                }
                guard count <= maximumRecordBytes else { return rejectRest(in: window) }
                if scanner.hasHighBytes, let wrong = UTF8Check.firstInvalid(window.text, count: count) {
                    return reject(
                        .invalidUTF8(offset: wrong), cell: cell(at: wrong), count: count, end: end, in: window)
                }
                return .record(count: count, end: end)
            case .textAfterClosingQuote(let cell, let count, let end):
                guard count <= maximumRecordBytes else { return rejectRest(in: window) }
                return reject(.textAfterClosingQuote, cell: cell, count: count, end: end, in: window)
            case .unterminatedQuote(let position):
                guard window.count <= maximumRecordBytes else { return rejectRest(in: window) }
                let reason = RejectReason.unterminatedQuote(line: window.line(at: position))
                let count = window.count
                return reject(reason, cell: scanner.cells.count, count: count, end: count, in: window)
            case .incomplete:
                if Self.isTooLong(unfinished: window.count, maximumRecordBytes) { return rejectRest(in: window) }
                if !window.fill(atLeast: window.count * 2) && window.endsInFailure { return .end }
            }
        }
    }

    /// Whether a record of which `count` bytes are at hand, and which is not at its end, is longer than the limit; the
    /// last of them may be a carriage return that ends it.
    static func isTooLong(unfinished count: Int, _ maximumRecordBytes: Int) -> Bool { count > maximumRecordBytes + 1 }

    private func reject(_ reason: RejectReason, cell: Int?, count: Int, end: Int, in window: InputWindow) -> Frame {
        let frame = RejectedFrame(window, count: count, reason)
        window.advance(end)
        return .reject(frame, cell: cell)
    }

    /// A record this long is a quote that was never closed, as a rule: there is no telling where the next record
    /// begins.
    private func rejectRest(in window: InputWindow) -> Frame {
        _ = window.fill(atLeast: Reject.excerptBytes)
        let frame = RejectedFrame(window, count: window.count, .recordTooLong(limit: maximumRecordBytes))
        repeat { window.advance(window.count) } while window.fillOnce()
        return .reject(frame, cell: nil)
    }

    private func cell(at position: Int) -> Int? {
        (0..<scanner.cells.count).last { Int(scanner.cells[$0].start) <= position }
    }
}
