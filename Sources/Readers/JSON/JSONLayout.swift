/// How records lie in a JSON file, found out from its first bytes.
enum JSONLayout {
    /// How far a first line is followed; a longer one is taken for a text without lines.
    static let longestFirstLine = 16 << 20

    /// - `[`: an array of records;
    /// - `{`, the first line a whole object and more after it: lines. Also where the name says so, and where the first
    ///   line is wrong in a way that no other layout would mend;
    /// - `{`, otherwise: an object of records if its first value is an object, else a single record.
    static func detect(_ window: InputWindow, nameSaysLines: Bool, limit: Int) -> FileFormat {
        var start = 0
        while true {
            start = ByteScan.skipSpace(window.text, from: start, count: window.count)
            if start < window.count || !window.fillOnce() { break }
        }
        guard start < window.count else { return .jsonLines }
        if nameSaysLines { return .jsonLines }
        switch window.text[start] {
        case UInt8(ascii: "["): return .jsonArray
        case UInt8(ascii: "{"): break
        default: return .jsonRecord
        }

        let parser = JSONParser()
        let line = endOfLine(in: window, from: start, limit: limit)
        switch parser.parseWhole(window.text + start, count: line - start) {
        case .complete where hasMore(in: window, after: line): return .jsonLines
        case .complete: return firstValueIsObject(parser.tape) ? .jsonObject : .jsonRecord
        case .failed(.unexpectedEnd, _), .incomplete: break
        case .failed: return .jsonLines
        }
        // The first line is the beginning of a longer text, unless that text is wrong before its second line has begun.
        let second = ByteScan.skipSpace(window.text, from: line, count: window.count)
        if case .failed(_, let position) = parser.parse(
            window.text + start, count: window.count - start, isFinal: false),
            start + position <= second, second < window.count
        {
            return .jsonLines
        }
        return firstValueIsObject(parser.tape) ? .jsonObject : .jsonRecord
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
        var index = position
        while true {
            index = ByteScan.skipSpace(window.text, from: index, count: window.count)
            if index < window.count { return true }
            if !window.fillOnce() { return false }
        }
    }
}
