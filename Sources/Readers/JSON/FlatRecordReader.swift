#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Reads records that are like the one before: the same keys in the same order, with scalars or lists of scalars.
///
/// That is what programs write. Each key is then compared with the one that is expected and its value goes straight to
/// its columns, without a tape. Whatever is otherwise, right or wrong, is left to the parser, which every record can be
/// given.
final class FlatRecordReader {
    private struct Member {
        var keyStart: Int
        var keyLength: Int
        /// Where its columns stand in `columns`; none where nobody asks for the key.
        var firstColumn: Int
        var columnCount: Int
    }

    private let fields: [(key: [UInt8], column: Int)]
    @exclusivity(unchecked) private var members = GrowableBuffer<Member>()
    @exclusivity(unchecked) private var keyBytes = GrowableBuffer<UInt8>()
    @exclusivity(unchecked) private var columns = GrowableBuffer<Int32>()
    /// Successes weigh one, failures many: where records differ from each other, trying costs more than it gains.
    @exclusivity(unchecked) private var credit = 64

    private static let greatestCredit = 1 << 12
    private static let costOfFailure = 8

    /// Nil where a projection asks for more than the values of keys of the record.
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
    }

    deinit {
        members.deallocate()
        keyBytes.deallocate()
        columns.deallocate()
    }

    /// Whether records are tried: there was one to learn from, and enough after it were like it.
    var isExpecting: Bool { members.count > 0 && credit > 0 }

    /// Appends the values of the record that `text` is; false where it is not like the one before, and then the caller
    /// takes back what was appended.
    func append(_ text: UnsafePointer<UInt8>, count: Int, to builders: UnsafeMutablePointer<ColumnBuilder>) -> Bool {
        if read(text, count: count, into: builders) {
            credit = min(credit &+ 1, Self.greatestCredit)
            return true
        }
        credit &-= Self.costOfFailure
        return false
    }

    /// Takes the keys of a parsed record for those of the records to come.
    func learn(_ tape: JSONTape, in text: UnsafePointer<UInt8>) {
        guard credit > 0 else { return }
        members.truncate(to: 0)
        keyBytes.truncate(to: 0)
        columns.truncate(to: 0)
        guard tape[0].kind == .object else { return }
        var entry = 1
        var seen: Set<[UInt8]> = []
        while entry < Int(tape[0].next) {
            let key = tape[entry]
            let bytes = UnsafeBufferPointer(start: text + Int(key.start), count: Int(key.length))
            // Of keys that are there twice the last counts.
            guard !key.hasEscapes, seen.insert(Array(bytes)).inserted else { return members.truncate(to: 0) }
            let member = Member(
                keyStart: keyBytes.count, keyLength: bytes.count, firstColumn: columns.count,
                columnCount: fields.count { $0.key.elementsEqual(bytes) })
            for byte in bytes { keyBytes.append(byte) }
            for field in fields where field.key.elementsEqual(bytes) { columns.append(Int32(field.column)) }
            members.append(member)
            entry = Int(tape[entry + 1].next)
        }
    }

    private func read(
        _ text: UnsafePointer<UInt8>, count: Int, into builders: UnsafeMutablePointer<ColumnBuilder>
    ) -> Bool {
        var position = ByteScan.skipSpace(text, from: 0, count: count)
        guard position < count, text[position] == UInt8(ascii: "{") else { return false }
        position &+= 1
        for index in 0..<members.count {
            let member = members.base[index]
            position = ByteScan.skipSpace(text, from: position, count: count)
            guard count &- position > member.keyLength &+ 2, text[position] == UInt8(ascii: "\""),
                text[position &+ 1 &+ member.keyLength] == UInt8(ascii: "\""),
                memcmp(text + (position &+ 1), keyBytes.base + member.keyStart, member.keyLength) == 0
            else { return false }
            position = ByteScan.skipSpace(text, from: position &+ member.keyLength &+ 2, count: count)
            guard position < count, text[position] == UInt8(ascii: ":") else { return false }
            position = ByteScan.skipSpace(text, from: position &+ 1, count: count)
            position = readValue(text, from: position, count: count, member, builders)
            guard position > 0 else { return false }
            position = ByteScan.skipSpace(text, from: position, count: count)
            let end = index == members.count &- 1 ? UInt8(ascii: "}") : UInt8(ascii: ",")
            guard position < count, text[position] == end else { return false }
            position &+= 1
        }
        return ByteScan.skipSpace(text, from: position, count: count) == count
    }

    /// The index after the value at `start`; -1 where it is not a scalar or a list of scalars.
    @inline(__always)
    private func readValue(
        _ text: UnsafePointer<UInt8>, from start: Int, count: Int, _ member: Member,
        _ builders: UnsafeMutablePointer<ColumnBuilder>
    ) -> Int {
        guard start < count else { return -1 }
        guard text[start] == UInt8(ascii: "[") else {
            return readScalar(text, from: start, count: count, member, builders)
        }
        var position = ByteScan.skipSpace(text, from: start &+ 1, count: count)
        guard position < count else { return -1 }
        if text[position] == UInt8(ascii: "]") { return position &+ 1 }
        while true {
            position = readScalar(text, from: position, count: count, member, builders)
            guard position > 0 else { return -1 }
            position = ByteScan.skipSpace(text, from: position, count: count)
            guard position < count else { return -1 }
            if text[position] == UInt8(ascii: "]") { return position &+ 1 }
            guard text[position] == UInt8(ascii: ",") else { return -1 }
            position = ByteScan.skipSpace(text, from: position &+ 1, count: count)
        }
    }

    /// The index after the scalar at `start`, or -1.
    private func readScalar(
        _ text: UnsafePointer<UInt8>, from start: Int, count: Int, _ member: Member,
        _ builders: UnsafeMutablePointer<ColumnBuilder>
    ) -> Int {
        guard start < count else { return -1 }
        var kind = ValueKind.number
        let end: Int
        switch text[start] {
        case UInt8(ascii: "\""):
            let string = JSONStringScan(text, from: start &+ 1, count: count)
            guard string.problem == nil else { return -1 }
            let length = string.end &- start &- 1
            for slot in member.firstColumn..<member.firstColumn &+ member.columnCount {
                let column = Int(columns.base[slot])
                if string.hasEscapes {
                    builders[column].appendUnescaping(text + (start &+ 1), count: length)
                } else {
                    builders[column].append(text + (start &+ 1), count: length, kind: .string)
                }
            }
            return string.end &+ 1
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
        for slot in member.firstColumn..<member.firstColumn &+ member.columnCount {
            builders[Int(columns.base[slot])].append(text + start, count: end &- start, kind: kind)
        }
        return end
    }
}
