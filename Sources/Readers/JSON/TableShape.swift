/// A table that is one JSON text but not a list of records, as pandas, datasets and web services write it.
enum TableShape: Equatable {
    /// An object with lists of records. With `takesKey` the key of the list is the record's field `split`. If not all
    /// keys are known names, every list has records.
    case lists(keys: [[UInt8]]?, takesKey: Bool)
    /// An object with the names of the columns and lists of their values, row by row (pandas' `split`).
    case rows
    /// An object of columns, each an object of values by row (pandas' `columns`).
    case columns
    /// A list of rows, each a list of values (pandas' `values`).
    case values

    /// Names of lists that usually hold the records of a file, not values of one record.
    private static let listNames: Set<String> = [
        "data", "rows", "records", "examples", "items", "samples", "results", "instances", "documents", "docs",
        "entries", "train", "training", "test", "testing", "dev", "development", "val", "valid", "validation", "eval",
        "evaluation", "all",
    ]
    private static let splitNames: Set<String> = [
        "train", "training", "test", "testing", "dev", "development", "val", "valid", "validation", "eval",
        "evaluation",
    ]

    /// A key of the outermost object and what is known of its value.
    private struct Member {
        var key: [UInt8]
        var kind: JSONKind
        /// The kind of the value's first element, or of its first key's value; nil if it is empty.
        var firstKind: JSONKind?
        /// The entry of the value.
        var index: Int
        var isWhole: Bool

        var name: String { String(decoding: key, as: UTF8.self) }
        var holdsRecords: Bool { kind == .array && firstKind == .object }
        var isEmptyList: Bool { kind == .array && firstKind == nil }
    }

    /// The shape of the text that begins `text`; the tape has at least its beginning. Nil for any other text.
    init?(_ tape: JSONTape, in text: UnsafePointer<UInt8>) {
        guard tape.count > 1 else { return nil }
        if tape[0].kind == .array {
            guard tape[1].kind == .array, tape.count > 2, tape[2].kind != .object, tape[2].kind != .array else {
                return nil
            }
            self = .values
            return
        }
        guard tape[0].kind == .object else { return nil }
        let members = Self.members(tape, text)
        let names = members.map(\.name)
        func member(_ name: String) -> Member? { members.first { $0.name == name } }
        if let columns = member("columns"), let data = member("data"), columns.index < data.index,
            columns.kind == .array, columns.firstKind != .object, columns.firstKind != .array, data.kind == .array,
            data.firstKind == .array,
            Set(names).isSubset(of: ["columns", "index", "data", "index_names", "column_names"])
        {
            self = .rows
        } else if let lists = Self.lists(members) {
            self = lists
        } else if !members.isEmpty, members.allSatisfy({ $0.kind == .object }),
            members.allSatisfy({ Self.hasRowNumbers(tape, $0.index, text, isWhole: $0.isWhole) })
        {
            self = .columns
        } else {
            return nil
        }
    }

    private static func lists(_ members: [Member]) -> TableShape? {
        let lists = members.filter(\.holdsRecords)
        guard !lists.isEmpty else { return nil }
        let areAllLists = members.allSatisfy { $0.holdsRecords || $0.isEmptyList }
        let known = lists.filter { listNames.contains($0.name.lowercased()) }
        let chosen = areAllLists && members.count > 1 ? lists : known
        guard !chosen.isEmpty else { return nil }
        let isWhole = members.allSatisfy(\.isWhole)
        return .lists(
            keys: isWhole ? chosen.map(\.key) : nil,
            takesKey: chosen.count > 1 || splitNames.contains(chosen[0].name.lowercased()))
    }

    private static func members(_ tape: JSONTape, _ text: UnsafePointer<UInt8>) -> [Member] {
        var members: [Member] = []
        var entry = 1
        while entry + 1 < tape.count {
            let value = tape[entry + 1]
            let isContainer = value.kind == .object || value.kind == .array
            // A container that the text ends in has no length yet.
            let isWhole = !isContainer || value.length > 1
            let first = entry + (value.kind == .object ? 3 : 2)
            let hasFirst = isContainer && first < tape.count && (!isWhole || first < Int(value.next))
            let key = tape[entry]
            members.append(
                Member(
                    key: Array(UnsafeBufferPointer(start: text + Int(key.start), count: Int(key.length))),
                    kind: value.kind, firstKind: hasFirst ? tape[first].kind : nil, index: entry + 1, isWhole: isWhole))
            guard isWhole else { break }
            entry = Int(value.next)
        }
        return members
    }

    /// Whether the keys of the object at `index` count from 0 on, and its values are not records.
    private static func hasRowNumbers(
        _ tape: JSONTape, _ index: Int, _ text: UnsafePointer<UInt8>, isWhole: Bool
    ) -> Bool {
        var entry = index + 1
        var row = 0
        let end = isWhole ? Int(tape[index].next) : tape.count
        while entry + 1 < end {
            let key = UnsafeBufferPointer(start: text + Int(tape[entry].start), count: Int(tape[entry].length))
            guard key.elementsEqual("\(row)".utf8), tape[entry + 1].kind != .object else { return false }
            row += 1
            entry = Int(tape[entry + 1].next)
        }
        return row > 0
    }
}
