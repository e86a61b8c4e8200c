/// A table that is one JSON text, as JSON lines.
///
/// Only the current record is in memory, except for tables by columns.
final class ReshapedSource: ByteSource {
    private enum State { case beforeStart, inObject, inList(key: [UInt8]), inRows, finished }

    private let window: InputWindow
    private let shape: TableShape
    private let maximumRecordBytes: Int
    private let parser = JSONParser()
    private var state = State.beforeStart
    private var columns: [[UInt8]] = []
    private var output: [UInt8] = []
    private var given = 0

    private static let outputBytes = 1 << 18

    init(_ window: InputWindow, _ shape: TableShape, maximumRecordBytes: Int) {
        self.window = window
        self.shape = shape
        self.maximumRecordBytes = maximumRecordBytes
    }

    var name: String { window.source.name }
    var consumedBytes: Int64 { window.source.consumedBytes }
    var totalBytes: Int64? { window.source.totalBytes }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        if given == output.count {
            output.removeAll(keepingCapacity: true)
            given = 0
            while output.count < Self.outputBytes, try step() {}
        }
        let count = min(buffer.count, output.count - given)
        buffer.copyBytes(from: output[given..<given + count])
        given += count
        return count
    }

    /// Moves past one token or value; false at the end.
    private func step() throws -> Bool {
        if case .finished = state { return false }
        guard let byte = skipSpace() else {
            if let failure = window.failure { throw failure }
            // A line that is not JSON shows that the file ends too early.
            if case .beforeStart = state {} else { append(line: [UInt8(ascii: "{")]) }
            state = .finished
            return !output.isEmpty
        }
        switch state {
        case .finished: return false
        case .beforeStart:
            if shape == .columns {
                try appendTransposed()
                state = .finished
            } else {
                window.advance(1)
                state = shape == .values ? .inRows : .inObject
            }
        case .inObject:
            if byte == UInt8(ascii: "}") {
                window.advance(1)
                state = .finished
            } else if byte == UInt8(ascii: ",") {
                window.advance(1)
            } else {
                try enterMember()
            }
        case .inList, .inRows:
            if byte == UInt8(ascii: ",") {
                window.advance(1)
            } else if byte == UInt8(ascii: "]") {
                window.advance(1)
                state = shape == .values ? .finished : .inObject
            } else {
                try appendElement()
            }
        }
        return true
    }

    private func skipSpace() -> UInt8? {
        while true {
            window.advance(ByteScan.skipSpace(window.text, from: 0, count: window.count))
            if window.count > 0 { return window.text[0] }
            if !window.fillOnce() { return nil }
        }
    }

    /// Reads a key, and its value unless that is one of the lists.
    private func enterMember() throws {
        guard let end = try parseValue(), parser.tape[0].kind == .string else { return appendBroken() }
        let key = raw(parser.tape[0])
        window.advance(end)
        guard skipSpace() == UInt8(ascii: ":") else { return appendBroken() }
        window.advance(1)
        let isList = skipSpace() == UInt8(ascii: "[")
        if isList, case .lists(let keys, _) = shape, keys?.contains(key) ?? true {
            window.advance(1)
            state = .inList(key: key)
        } else if isList, shape == .rows, key == Array("data".utf8) {
            window.advance(1)
            state = .inRows
        } else if shape == .rows, key == Array("columns".utf8) {
            guard let end = try parseValue() else { return appendBroken() }
            let tape = parser.tape
            columns = tape.elements(of: 0).map { raw(tape[$0]) }
            window.advance(end)
        } else {
            skipValue(closingBracket: UInt8(ascii: "}"))
        }
    }

    private func appendElement() throws {
        guard let end = try parseValue() else { return appendBroken() }
        let tape = parser.tape
        if tape[0].kind == .array, case .inRows = state {
            appendRow(tape.elements(of: 0).map { (tape[$0], $0) }, tape)
        } else if case .inList(let key) = state, case .lists(_, true) = shape, tape[0].kind == .object {
            let isEmpty = tape[0].next == 1
            output += Array("{\"split\":\"".utf8) + key + Array(isEmpty ? "\"".utf8 : "\",".utf8)
            append(line: UnsafeBufferPointer(start: window.text + 1, count: end - 1))
        } else {
            append(line: UnsafeBufferPointer(start: window.text, count: end))
        }
        window.advance(end)
    }

    private func appendRow(_ values: [(entry: TapeEntry, index: Int)], _ tape: JSONTape) {
        output.append(UInt8(ascii: "{"))
        for (position, value) in values.enumerated() {
            if position > 0 { output.append(UInt8(ascii: ",")) }
            let name = position < columns.count ? columns[position] : Array("column_\(position + 1)".utf8)
            append(name, value.entry)
        }
        append(line: [UInt8(ascii: "}")])
    }

    /// Appends a name and its value as they are in the text.
    private func append(_ name: [UInt8], _ value: TapeEntry) {
        output.append(UInt8(ascii: "\""))
        output += name
        output += Array("\":".utf8)
        let quotes = value.kind == .string ? 1 : 0
        let text = UnsafeBufferPointer(
            start: window.text + Int(value.start) - quotes, count: Int(value.length) + 2 * quotes)
        output.append(contentsOf: text.lazy.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 })
    }

    /// The rows of a table by columns, for which the table must be in memory.
    private func appendTransposed() throws {
        guard let end = try parseValue() else { return appendBroken() }
        let tape = parser.tape
        var rows: [[UInt8]: Int] = [:]
        var values: [[(name: [UInt8], value: TapeEntry)]] = []
        var column = 1
        while column < Int(tape[0].next) {
            let name = raw(tape[column])
            var entry = column + 2
            while entry < Int(tape[column + 1].next) {
                let key = raw(tape[entry])
                let row = rows[key] ?? values.count
                if row == values.count {
                    rows[key] = row
                    values.append([])
                }
                values[row].append((name, tape[entry + 1]))
                entry = Int(tape[entry + 1].next)
            }
            column = Int(tape[column + 1].next)
        }
        for row in values {
            output.append(UInt8(ascii: "{"))
            for (position, value) in row.enumerated() {
                if position > 0 { output.append(UInt8(ascii: ",")) }
                append(value.name, value.value)
            }
            append(line: [UInt8(ascii: "}")])
        }
        window.advance(end)
    }

    /// Where the value at the window's start ends; nil if it is not JSON or too long.
    private func parseValue() throws -> Int? {
        while true {
            switch parser.parse(window.text, count: window.count, isFinal: window.isAtEnd && !window.endsInFailure) {
            case .complete(let end): return end
            case .failed: return nil
            case .incomplete:
                if window.count > maximumRecordBytes { return nil }
                if !window.fillForRecord(of: maximumRecordBytes), let failure = window.failure { throw failure }
            }
        }
    }

    private func raw(_ entry: TapeEntry) -> [UInt8] {
        Array(UnsafeBufferPointer(start: window.text + Int(entry.start), count: Int(entry.length)))
    }

    /// Appends the text at the window's start, which is not JSON, as a line that the line reader will reject, and moves
    /// past it.
    private func appendBroken() {
        append(line: UnsafeBufferPointer(start: window.text, count: min(window.count, Reject.excerptBytes)))
        let isInObject = if case .inObject = state { true } else { false }
        skipValue(closingBracket: UInt8(ascii: isInObject ? "}" : "]"))
    }

    private func skipValue(closingBracket: UInt8) {
        var scan = BracketScan(closingBracket: closingBracket)
        while true {
            if let end = scan.end(in: window.text, count: window.count) { return window.advance(end) }
            window.advance(window.count)
            if !window.fillOnce() { return }
        }
    }

    private func append(line: some Sequence<UInt8>) {
        output.append(contentsOf: line.lazy.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 })
        output.append(0x0A)
    }
}
