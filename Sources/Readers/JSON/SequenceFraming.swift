/// The records of one JSON text: the elements of an array, the values of an object, or the text itself; or those of
/// several texts, one after another.
///
/// Only the current record is in memory. After a record that cannot be read, reading continues at the next comma
/// outside of strings and inner brackets; without one, the rest of the file is one reject. Between texts, it continues
/// at the next line that begins with a brace.
final class SequenceFraming: JSONFraming {
    enum Container {
        /// Arrays of records; only another array may follow an array.
        case array
        case object
        case none
        /// Records one after another. White space, a comma, a byte order mark or a record separator (RFC 7464) may be
        /// between them.
        case sequence
    }

    private enum State { case beforeStart, beforeFirst, beforeNext, afterRecord, afterEnd, finished }

    private let container: Container
    private let maximumRecordBytes: Int
    /// Whether a rest that is one reject is read to its end.
    private let readsRest: Bool
    private var state = State.beforeStart
    private(set) var recordKey: [UInt8]?

    init(_ container: Container, maximumRecordBytes: Int, readsRest: Bool = true) {
        self.container = container
        self.readsRest = readsRest
        self.maximumRecordBytes = maximumRecordBytes
    }

    private var closingBracket: UInt8 { container == .object ? UInt8(ascii: "}") : UInt8(ascii: "]") }
    private var containerName: String { container == .object ? "object" : "array" }

    func next(in window: InputWindow, _ parser: JSONParser) -> JSONFrame {
        while true {
            let byte = skipSpace(in: window)
            switch (state, byte) {
            case (.finished, _):
                return .end
            case (_, nil):
                return endOfInput(in: window)
            case (.beforeStart, let byte?):
                if container == .none || container == .sequence {
                    state = .afterEnd
                    return record(in: window, parser)
                }
                guard byte == (container == .object ? UInt8(ascii: "{") : UInt8(ascii: "[")) else {
                    return rejectRest(in: window, .json(.expectedValue, offset: 0))
                }
                window.advance(1)
                state = .beforeFirst
            case (.beforeFirst, closingBracket?), (.afterRecord, closingBracket?):
                window.advance(1)
                state = .afterEnd
            case (.afterRecord, UInt8(ascii: ",")?):
                window.advance(1)
                state = .beforeNext
            case (.afterRecord, _):
                return .reject(resynchronise(in: window, .json(.expectedCommaOrEnd, offset: 0)))
            case (.beforeNext, closingBracket?):
                let frame = RejectedFrame(window, count: 1, .json(.trailingComma, offset: 0))
                state = .afterRecord
                return .reject(frame)
            case (.beforeFirst, _), (.beforeNext, _):
                state = .afterRecord
                if container == .object, let frame = takeKey(in: window, parser) { return .reject(frame) }
                return record(in: window, parser)
            case (.afterEnd, UInt8(ascii: "[")?) where container == .array,
                (.afterEnd, _) where container == .sequence:
                state = .beforeStart
            case (.afterEnd, _):
                return rejectRest(in: window, .contentAfterEnd)
            }
        }
    }

    /// The first byte that is not white space, at the window's start then; `nil` at the end of the input.
    private func skipSpace(in window: InputWindow) -> UInt8? {
        while true {
            window.advance(ByteScan.skipSpace(window.text, from: 0, count: window.count))
            if window.count == 0 {
                if !window.fillOnce() { return nil }
            } else if state == .afterEnd, let separator = separatorLength(in: window) {
                window.advance(separator)
            } else {
                return window.text[0]
            }
        }
    }

    /// The length of the allowed characters between two texts at the window's start.
    private func separatorLength(in window: InputWindow) -> Int? {
        guard container == .sequence || container == .array else { return nil }
        switch window.text[0] {
        case 0x1E: return 1
        case UInt8(ascii: ",") where container == .sequence: return 1
        case ForeignFormat.byteOrderMark[0]:
            _ = window.count < 3 && window.fill(atLeast: 3)
            return window.beginsWithByteOrderMark ? ForeignFormat.byteOrderMark.count : nil
        default: return nil
        }
    }

    private func endOfInput(in window: InputWindow) -> JSONFrame {
        let isMissing =
            switch state {
            case .beforeFirst, .beforeNext, .afterRecord: true
            case .beforeStart, .afterEnd, .finished: false
            }
        state = .finished
        guard isMissing && !window.endsInFailure else { return .end }
        return .reject(RejectedFrame(window, count: 0, .inputEndsInside(containerName)))
    }

    /// Parses the value at the window's start.
    private func record(in window: InputWindow, _ parser: JSONParser) -> JSONFrame {
        switch parse(in: window, parser) {
        case .complete(let end): return .record(length: end)
        case .incomplete:
            state = .finished
            return .end
        case .failed(.none, _): return .reject(resynchronise(in: window, .recordTooLong(limit: maximumRecordBytes)))
        case .failed(let problem?, let position):
            return .reject(resynchronise(in: window, .json(problem, offset: position)))
        }
    }

    private enum Parsed {
        case complete(end: Int)
        /// The input was cut by an error inside the value.
        case incomplete
        /// Without a problem: the value is too long.
        case failed(JSONProblem?, at: Int)
    }

    /// Reads on until the value at the window's start is whole.
    private func parse(in window: InputWindow, _ parser: JSONParser) -> Parsed {
        while true {
            switch parser.parse(window.text, count: window.count, isFinal: window.isAtEnd && !window.endsInFailure) {
            case .complete(let end):
                return end <= maximumRecordBytes ? .complete(end: end) : .failed(nil, at: end)
            case .failed(let problem, let position):
                return .failed(position <= maximumRecordBytes ? problem : nil, at: position)
            case .incomplete:
                if window.count > maximumRecordBytes { return .failed(nil, at: window.count) }
                if !window.fillForRecord(of: maximumRecordBytes) && window.endsInFailure { return .incomplete }
            }
        }
    }

    /// Reads the key and colon before a record of an object; returns an error if it cannot.
    private func takeKey(in window: InputWindow, _ parser: JSONParser) -> RejectedFrame? {
        guard window.text[0] == UInt8(ascii: "\"") else {
            return resynchronise(in: window, .json(.expectedKey, offset: 0))
        }
        switch parse(in: window, parser) {
        case .complete(let end):
            let text = window.text
            recordKey = Array(JSONText.string(parser.tape[0], in: text).utf8)
            window.advance(end)
        case .incomplete:
            return nil
        case .failed(let problem, let position):
            let reason = problem.map { RejectReason.json($0, offset: position) }
            return resynchronise(in: window, reason ?? .recordTooLong(limit: maximumRecordBytes))
        }
        guard let byte = skipSpace(in: window) else { return nil }
        guard byte == UInt8(ascii: ":") else {
            return resynchronise(in: window, .json(.expectedColon, offset: 0))
        }
        window.advance(1)
        _ = skipSpace(in: window)
        return nil
    }

    private func rejectRest(in window: InputWindow, _ reason: RejectReason) -> JSONFrame {
        let frame = RejectedFrame(window, count: window.count, reason)
        if readsRest { repeat { window.advance(window.count) } while window.fillOnce() }
        state = .finished
        return .reject(frame)
    }

    /// Drops the broken record up to the comma or bracket that ends it, which stays.
    private func resynchronise(in window: InputWindow, _ reason: RejectReason) -> RejectedFrame {
        var scan = BracketScan(
            closingBracket: container == .array || container == .object ? closingBracket : nil,
            endsAtBrace: container == .sequence)
        _ = window.fill(atLeast: Reject.excerptBytes)
        let offset = window.offset
        var frame = RejectedFrame(window, count: window.count, reason)
        while true {
            if let end = scan.end(in: window.text, count: window.count) {
                window.advance(end)
                break
            }
            window.advance(window.count)
            if !window.fillOnce() {
                state = .finished
                break
            }
        }
        let length = Int(clamping: window.offset - offset)
        if frame.excerpt.utf8.count > length {
            frame.excerpt = String(decoding: frame.excerpt.utf8.prefix(length), as: UTF8.self)
        }
        return frame
    }
}
