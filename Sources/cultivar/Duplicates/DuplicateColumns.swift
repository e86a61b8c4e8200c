import Duplicates
import LocalFacts
import Parquet
import SQLite
import Warehouse

/// The columns of samples that tell their duplicates.
struct DuplicateColumns {
    static let all = [
        NewColumn(
            name: "duplicate", kind: .tag,
            description: "unique, first of its group, exact or near duplicate; null without a text and if not looked at"
        ),
        NewColumn(
            name: "duplicate_of", kind: .integer,
            description: "the number of the first sample with the same or nearly the same text; null for that one"),
        NewColumn(
            name: "duplicate_group", kind: .integer,
            description: "the number of the first sample of the group, its own for a unique text"),
    ]

    /// Nil to empty the columns.
    let groups: DuplicateGroups?

    /// Writes the columns in one transaction.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    /// - Complexity: O(samples).
    func write(to store: Store, reading texts: StoredTexts) throws {
        let load = try LoadWriter(
            store: store,
            description: LoadDescription(
                profile: nil, arguments: FileName.commandLineArguments().map(FileName.shown),
                version: Release.version))
        let filling = try ColumnFilling(Self.all, load: load)
        let members = groups?.members ?? []
        let words = try ["unique", "first", "exact", "near"].map { try filling.code(of: $0, in: filling.columns[0]) }
        var next = 0
        try filling.run { ids in
            guard groups != nil else { return [nil, nil, nil] }
            var tags: [UInt32] = []
            var originals: [Int64?] = []
            var numbers: [Int64?] = []
            for (id, hasText) in zip(ids, try TextPresence(texts, ids).flags) {
                while next < members.count, members[next].row < id { next += 1 }
                if next < members.count, members[next].row == id {
                    let member = members[next]
                    tags.append(words[member.duplicateOf == nil ? 1 : member.isExact ? 2 : 3])
                    originals.append(member.duplicateOf)
                    numbers.append(member.group)
                } else {
                    tags.append(hasText ? words[0] : 0)
                    originals.append(nil)
                    numbers.append(hasText ? id : nil)
                }
            }
            return [.tags(tags), .integers(orNull: originals), .integers(orNull: numbers)]
        }
        try load.finish()
    }
}

/// Which samples have a text.
private struct TextPresence {
    let flags: [Bool]

    init(_ texts: StoredTexts, _ ids: Range<Int64>) throws {
        let column = SQLName.quoted(texts.column)
        var flags = [Bool](repeating: false, count: ids.count)
        let statement = try texts.store.connection.prepare(
            "select id from samples where id between ? and ? and octet_length(\(column)) > 0")
        try statement.bind([.integer(ids.lowerBound), .integer(ids.upperBound - 1)])
        while try statement.step() {
            if let id = statement.value(at: 0).integer { flags[Int(id - ids.lowerBound)] = true }
        }
        self.flags = flags
    }
}
