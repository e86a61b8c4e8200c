/// Reads records with the form of the previous one: the same keys in the same order, the same blanks between them, and
/// scalars or lists of scalars as values.
///
/// Programs write such records. The bytes between two values are compared as one run, and the values go directly to
/// their columns, without a tape. Any other record, valid or not, is left to the parser.
final class FlatRecordReader {
    private struct Member {
        /// Where the bytes between the previous value and this one are in `separators`; they include the key.
        var separatorStart: Int
        var separatorLength: Int
        /// Where its columns are in `columns`; empty if no column takes the key.
        var firstColumn: Int
        var endColumn: Int
        /// Whether its value was a string that is better searched as a long one.
        var isLong: Bool
    }

    private let fields: [(key: [UInt8], column: Int)]
    /// The keys that are taken or ignored; nil if other keys need not be noticed.
    private let knownKeys: Set<[UInt8]>?
    @exclusivity(unchecked) private var members = GrowableBuffer<Member>()
    /// The bytes before each value, and after the last.
    @exclusivity(unchecked) private var separators = GrowableBuffer<UInt8>()
    @exclusivity(unchecked) private var tailStart = 0
    @exclusivity(unchecked) private var columns = GrowableBuffer<Int32>()
    /// Successes weigh one, failures many: if records differ from each other, trying costs more than it gains.
    @exclusivity(unchecked) private var credit = 64

    private static let greatestCredit = 1 << 12
    private static let costOfFailure = 8

    /// Nil if a projection needs more than the values of keys of the record.
    init?(_ projection: Projection) {
        guard projection.rows == .record else { return nil }
        var fields: [(key: [UInt8], column: Int)] = []
        for (column, path) in projection.fields.enumerated() {
            guard path.origin == .row || path.origin == .record, path.steps.count == 1,
                case .key(let key) = path.steps[0]
            else { return nil }
            fields.append((Array(key.utf8), column))
        }
        self.fields = fields
        knownKeys = projection.ignored.map { ignored in
            let keys = ignored.compactMap { path -> [UInt8]? in
                guard path.steps.count == 1, case .key(let key) = path.steps[0] else { return nil }
                return Array(key.utf8)
            }
            return Set(keys + fields.map(\.key))
        }
    }

    deinit {
        members.deallocate()
        separators.deallocate()
        columns.deallocate()
    }

    /// Whether records are tried: there was one to learn from, and enough of the following ones had its form.
    var isExpecting: Bool { members.count > 0 && credit > 0 }

    /// Appends the values of the record that begins `text`, which has `count` bytes so far.
    ///
    /// - Returns: the index of the line feed after the record, or `count` if the record ends with the buffered bytes;
    ///   -1 if the record has another form, and then the caller removes what was appended.
    func append(_ text: UnsafePointer<UInt8>, count: Int, to builders: UnsafeMutablePointer<ColumnBuilder>) -> Int {
        let end = read(text, count: count, into: builders)
        credit = end < 0 ? credit &- Self.costOfFailure : min(credit &+ 1, Self.greatestCredit)
        return end
    }

    /// Uses a parsed record of one line as the model for the next records.
    func learn(_ tape: JSONTape, in text: UnsafePointer<UInt8>, count: Int) {
        guard credit > 0 else { return }
        members.truncate(to: 0)
        separators.truncate(to: 0)
        columns.truncate(to: 0)
        guard tape[0].kind == .object else { return }
        var entry = 1
        var end = 0
        var seen: Set<[UInt8]> = []
        while entry < Int(tape[0].next) {
            let key = tape[entry]
            let value = tape[entry + 1]
            let bytes = UnsafeBufferPointer(start: text + Int(key.start), count: Int(key.length))
            // Of keys that are there twice the last counts.
            guard !key.hasEscapes, seen.insert(Array(bytes)).inserted else { return members.truncate(to: 0) }
            // A record with another key is left to the parser, which notices the key.
            if let knownKeys, !knownKeys.contains(Array(bytes)) { return members.truncate(to: 0) }
            let quotes = value.kind == .string ? 1 : 0
            let start = Int(value.start) - quotes
            let firstColumn = columns.count
            for field in fields where field.key.elementsEqual(bytes) { columns.append(Int32(field.column)) }
            members.append(
                Member(
                    separatorStart: separators.count, separatorLength: start - end, firstColumn: firstColumn,
                    endColumn: columns.count, isLong: Int(value.length) > JSONStringScan.plainBytes))
            separators.append(text + end, count: start - end)
            end = start + Int(value.length) + 2 * quotes
            entry = Int(value.next)
        }
        tailStart = separators.count
        let hasLineFeed = count > end && text[count - 1] == UInt8(ascii: "\n")
        separators.append(text + end, count: count - end - (hasLineFeed ? 1 : 0))
    }

    private func read(
        _ text: UnsafePointer<UInt8>, count: Int, into builders: UnsafeMutablePointer<ColumnBuilder>
    ) -> Int {
        var position = 0
        for index in 0..<members.count {
            let member = UnsafePointer(members.base + index)
            // At least a byte of the value comes after it.
            guard count &- position > member.pointee.separatorLength,
                ByteScan.isSame(
                    text + position, separators.base + member.pointee.separatorStart,
                    count: member.pointee.separatorLength)
            else { return -1 }
            position = readValue(
                text, from: position &+ member.pointee.separatorLength, count: count, member, builders)
            if position < 0 { return -1 }
        }
        let tailLength = separators.count &- tailStart
        guard count &- position >= tailLength,
            ByteScan.isSame(text + position, separators.base + tailStart, count: tailLength)
        else { return -1 }
        position &+= tailLength
        return position == count || text[position] == UInt8(ascii: "\n") ? position : -1
    }

    /// The index after the value at `start`, which is below `count`; -1 where it is not a scalar or a list of scalars.
    @inline(__always)
    private func readValue(
        _ text: UnsafePointer<UInt8>, from start: Int, count: Int, _ member: UnsafePointer<Member>,
        _ builders: UnsafeMutablePointer<ColumnBuilder>
    ) -> Int {
        if text[start] == UInt8(ascii: "["), count &- start > 1 {
            if text[start &+ 1] == UInt8(ascii: "]") { return start &+ 2 }
            return readList(text, from: start &+ 1, count: count, member, builders)
        }
        return readScalar(text, from: start, count: count, member, builders)
    }

    /// The index after the list whose first byte behind the bracket is at `start`, or -1. A line feed ends the record,
    /// and is no blank here.
    private func readList(
        _ text: UnsafePointer<UInt8>, from start: Int, count: Int, _ member: UnsafePointer<Member>,
        _ builders: UnsafeMutablePointer<ColumnBuilder>
    ) -> Int {
        var position = start
        while true {
            while position < count, text[position] == UInt8(ascii: " ") { position &+= 1 }
            guard position < count else { return -1 }
            position = readScalar(text, from: position, count: count, member, builders)
            guard position >= 0, position < count else { return -1 }
            if text[position] == UInt8(ascii: "]") { return position &+ 1 }
            guard text[position] == UInt8(ascii: ",") else { return -1 }
            position &+= 1
        }
    }

    /// The index after the scalar at `start`, which is below `count`, or -1.
    @inline(__always)
    private func readScalar(
        _ text: UnsafePointer<UInt8>, from start: Int, count: Int, _ member: UnsafePointer<Member>,
        _ builders: UnsafeMutablePointer<ColumnBuilder>
    ) -> Int {
        guard text[start] == UInt8(ascii: "\"") else {
            return readWord(text, from: start, count: count, member, builders)
        }
        if !member.pointee.isLong, count &- start > JSONStringScan.plainBytes {
            let bytes = text + (start &+ 1)
            if let (length, key) = JSONStringScan.plainString(bytes) {
                for slot in member.pointee.firstColumn..<member.pointee.endColumn {
                    builders[Int(columns.base[slot])].append(key, bytes, count: length)
                }
                return start &+ length &+ 2
            }
        }
        return readString(text, from: start &+ 1, count: count, member, builders)
    }

    /// The index after the string whose first byte behind the quote is at `start`, or -1.
    private func readString(
        _ text: UnsafePointer<UInt8>, from start: Int, count: Int, _ member: UnsafePointer<Member>,
        _ builders: UnsafeMutablePointer<ColumnBuilder>
    ) -> Int {
        let string = JSONStringScan(text, from: start, count: count, isLong: member.pointee.isLong)
        // The parser counts what it has to replace.
        guard string.problem == nil, !string.hasLoneSurrogates else { return -1 }
        if string.hasEscapes {
            for slot in member.pointee.firstColumn..<member.pointee.endColumn {
                builders[Int(columns.base[slot])].appendUnescaping(text + start, count: string.end &- start)
            }
        } else {
            append(text + start, count: string.end &- start, .string, member, builders)
        }
        return string.end &+ 1
    }

    /// The index after the number or word at `start`, or -1.
    private func readWord(
        _ text: UnsafePointer<UInt8>, from start: Int, count: Int, _ member: UnsafePointer<Member>,
        _ builders: UnsafeMutablePointer<ColumnBuilder>
    ) -> Int {
        var kind = ValueKind.number
        let end: Int
        switch text[start] {
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            end = JSONScalar.endOfNumber(text, from: start, count: count)
        case UInt8(ascii: "n"):
            return JSONScalar.endOfWord(text, from: start, count: count)
        case UInt8(ascii: "t"), UInt8(ascii: "f"):
            kind = .boolean
            end = JSONScalar.endOfWord(text, from: start, count: count)
        default: return -1
        }
        guard end > 0 else { return -1 }
        append(text + start, count: end &- start, kind, member, builders)
        return end
    }

    @inline(__always)
    private func append(
        _ text: UnsafePointer<UInt8>, count: Int, _ kind: ValueKind, _ member: UnsafePointer<Member>,
        _ builders: UnsafeMutablePointer<ColumnBuilder>
    ) {
        for slot in member.pointee.firstColumn..<member.pointee.endColumn {
            builders[Int(columns.base[slot])].append(text, count: count, kind: kind)
        }
    }
}
