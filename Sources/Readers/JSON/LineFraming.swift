#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// JSON lines: a record ends at a line feed, whatever errors it has. Blank lines are skipped.
final class LineFraming: JSONFraming {
    private let maximumRecordBytes: Int
    let recordKey: [UInt8]? = nil
    /// Lines without a record met so far.
    private(set) var blankLines: Int64 = 0

    init(maximumRecordBytes: Int) { self.maximumRecordBytes = maximumRecordBytes }

    func next(in window: InputWindow, _ parser: JSONParser) -> JSONFrame {
        while true {
            guard let line = findLine(in: window) else {
                return window.count > maximumRecordBytes ? .reject(skipLongLine(in: window)) : .end
            }
            // A carriage return before the line feed is white space to the parser.
            let text = window.text
            if ByteScan.skipSpace(text, from: 0, count: line.count) == line.count {
                window.advance(line.total)
                blankLines += 1
                continue
            }
            guard line.count <= maximumRecordBytes else { return .reject(skipLongLine(in: window)) }
            switch parser.parseWhole(text, count: line.count) {
            case .complete, .incomplete:
                return .record(length: line.total)
            case .failed(let problem, let position):
                // Where files were joined, the second begins with its byte order mark.
                if position == 0, window.beginsWithByteOrderMark {
                    window.advance(ForeignFormat.byteOrderMark.count)
                    continue
                }
                let frame = RejectedFrame(window, count: line.count, .json(problem, offset: position))
                window.advance(line.total)
                return .reject(frame)
            }
        }
    }

    /// The length of the line at the window's start, without and with its end. `nil` at the end of the input, in a line
    /// that an error cut, and in a line longer than a record may be.
    private func findLine(in window: InputWindow) -> (count: Int, total: Int)? {
        var searched = 0
        while true {
            let text = window.text
            if let found = memchr(text + searched, 0x0A, window.count - searched) {
                let count = UnsafeRawPointer(text).distance(to: found)
                return (count, count + 1)
            }
            searched = window.count
            if searched > maximumRecordBytes { return nil }
            if !window.fillOnce() {
                return searched == 0 || window.endsInFailure ? nil : (searched, searched)
            }
        }
    }

    /// Drops the line at the window's start in pieces, so that its length costs no memory.
    private func skipLongLine(in window: InputWindow) -> RejectedFrame {
        _ = window.fill(atLeast: Reject.excerptBytes)
        let lineFeed = memchr(window.text, 0x0A, window.count)
        let count = lineFeed.map { UnsafeRawPointer(window.text).distance(to: $0) } ?? window.count
        let frame = RejectedFrame(window, count: count, .recordTooLong(limit: maximumRecordBytes))
        while true {
            let text = window.text
            if let found = memchr(text, 0x0A, window.count) {
                window.advance(UnsafeRawPointer(text).distance(to: found) + 1)
                return frame
            }
            window.advance(window.count)
            if !window.fillOnce() { return frame }
        }
    }
}
