/// How records are arranged in a JSON file, detected from its first bytes.
enum JSONLayout {
    /// How far a first line is read; a longer one counts as a text without lines.
    static let longestFirstLine = 16 << 20

    /// - `[`: an array of records; lines where the name says so, and the first line is an array of something else;
    /// - `{`, the first line a whole object and more after it: lines. Also if the name says so, and if the first line
    ///   has an error that no other layout would explain;
    /// - `{`, another object after the first one, and both over several lines or on one: a sequence;
    /// - `{`, otherwise: an object of records if its first value is an object, else a single record.
    static func detect(_ window: InputWindow, nameSaysLines: Bool, limit: Int) -> FileFormat {
        var start = 0
        while true {
            start = ByteScan.skipSpace(window.text, from: start, count: window.count)
            if start < window.count || !window.fillOnce() { break }
        }
        guard start < window.count else { return .jsonLines }
        switch window.text[start] {
        case UInt8(ascii: "["):
            return nameSaysLines ? layoutOfArrays(in: window, from: start, limit: limit) : .jsonArray
        case UInt8(ascii: "{"): return layoutOfObjects(in: window, from: start, nameSaysLines, limit: limit)
        default: return nameSaysLines ? .jsonLines : .jsonRecord
        }
    }

    /// Whether lines that should be records are one array, or arrays, of records.
    private static func layoutOfArrays(in window: InputWindow, from start: Int, limit: Int) -> FileFormat {
        let parser = JSONParser()
        let line = endOfLine(in: window, from: start, limit: limit)
        switch parser.parseWhole(window.text + start, count: line - start) {
        case .failed(.unexpectedEnd, _), .incomplete: return .jsonArray
        case .complete, .failed:
            let tape = parser.tape
            return tape.count == 1 || tape.count > 1 && tape[1].kind == .object ? .jsonArray : .jsonLines
        }
    }

    private static func layoutOfObjects(
        in window: InputWindow, from start: Int, _ nameSaysLines: Bool, limit: Int
    ) -> FileFormat {
        let parser = JSONParser()
        let line = endOfLine(in: window, from: start, limit: limit)
        switch parser.parseWhole(window.text + start, count: line - start) {
        case .complete where nameSaysLines || hasMore(in: window, after: line): return .jsonLines
        case .complete: return firstValueIsObject(parser.tape) ? .jsonObject : .jsonRecord
        case .failed(.unexpectedEnd, _), .incomplete: break
        case .failed(.contentAfterValue, let position) where isObject(in: window, at: start + position):
            return .jsonSequence
        case .failed where nameSaysLines || hasMore(in: window, after: line): return .jsonLines
        case .failed: return firstValueIsObject(parser.tape) ? .jsonObject : .jsonRecord
        }
        // The first line is the beginning of a longer text, unless that text is wrong before its second line has begun.
        let second = line < window.count ? startOfMore(in: window, after: line) : nil
        while true {
            switch parser.parse(window.text + start, count: window.count - start, isFinal: window.isAtEnd) {
            case .incomplete where window.count <= limit && window.fill(atLeast: window.count * 2): continue
            case .failed(_, let position) where nameSaysLines || start + position <= second ?? -1: return .jsonLines
            // A first line that is longer than is looked at.
            case .incomplete where nameSaysLines && line == window.count && !window.isAtEnd: return .jsonLines
            case .complete(let end) where nameSaysLines || isObject(in: window, at: start + end): return .jsonSequence
            case .complete, .incomplete, .failed: break
            }
            return firstValueIsObject(parser.tape) ? .jsonObject : .jsonRecord
        }
    }

    /// The table that a JSON text is in another form than a list of records; nil for any other text.
    static func table(in window: InputWindow, _ format: FileFormat) -> TableShape? {
        switch format {
        case .jsonObject, .jsonRecord, .jsonArray: break
        default: return nil
        }
        let parser = JSONParser()
        let start = ByteScan.skipSpace(window.text, from: 0, count: window.count)
        while true {
            let count = window.count - start
            // The first element of an array is enough.
            switch parser.parse(window.text + start, count: count, isFinal: window.isAtEnd) {
            case .incomplete where format != .jsonArray && count <= longestFirstLine:
                if window.fill(atLeast: window.count * 2) { continue }
            case .incomplete, .complete, .failed: break
            }
            return TableShape(parser.tape, in: window.text + start)
        }
    }

    /// Whether an object follows at `position`, after white space and what is allowed between two texts.
    private static func isObject(in window: InputWindow, at position: Int) -> Bool {
        var index = position
        while hasMore(in: window, after: index) {
            index = ByteScan.skipSpace(window.text, from: index, count: window.count)
            switch window.text[index] {
            case UInt8(ascii: "{"): return true
            case UInt8(ascii: ","), 0x1E, 0xEF, 0xBB, 0xBF: index += 1
            default: return false
            }
        }
        // A comma after the last object.
        return index > position
    }

    /// Entry 0 is the object, 1 its first key, 2 that key's value: enough of a text that is not whole.
    private static func firstValueIsObject(_ tape: JSONTape) -> Bool { tape.count > 2 && tape[2].kind == .object }

    private static func endOfLine(in window: InputWindow, from start: Int, limit: Int) -> Int {
        var index = start
        while true {
            while index < window.count {
                if window.text[index] == 0x0A { return index }
                index += 1
            }
            if index > limit || !window.fillOnce() { return window.count }
        }
    }

    private static func hasMore(in window: InputWindow, after position: Int) -> Bool {
        startOfMore(in: window, after: position) != nil
    }

    /// Where the text goes on after white space; nil where it ends. What is not read yet is read, so that the layout
    /// does not depend on how the bytes arrive.
    private static func startOfMore(in window: InputWindow, after position: Int) -> Int? {
        var index = position
        while true {
            index = ByteScan.skipSpace(window.text, from: index, count: window.count)
            if index < window.count { return index }
            if !window.fillOnce() { return nil }
        }
    }
}
