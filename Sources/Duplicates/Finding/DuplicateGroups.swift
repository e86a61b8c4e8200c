/// The groups of texts that are equal or nearly so.
public struct DuplicateGroups: Sendable, Equatable {
    /// A text that has duplicates.
    public struct Member: Sendable, Equatable {
        public let row: Int64
        /// The least row of its group.
        public let group: Int64
        /// Whether a text of the group with a lesser row is equal to it, byte for byte.
        public let isExact: Bool

        /// The row that it is a duplicate of; nil for the first one of a group, which is kept.
        public var duplicateOf: Int64? { row == group ? nil : group }
    }

    /// All texts that have duplicates, by row.
    public let members: [Member]
    /// The number of texts.
    public let textCount: Int
    /// The number of different texts.
    public let distinctCount: Int
    /// The number of texts that are left if each group keeps one.
    public var keptCount: Int { textCount - members.count { $0.duplicateOf != nil } }
    /// The number of groups of at least two texts.
    public var groupCount: Int { members.count { $0.duplicateOf == nil } }

    /// - Parameters:
    ///   - rows: the row of each text.
    ///   - numbers: the number of each text among the different ones.
    ///   - sets: the groups of these numbers.
    init(rows: [Int64], numbers: [Int32], distinctCount: Int, sets: inout DisjointSets) {
        // By the number that stands for a group its least row and its size, and by text its least row.
        var leastOfGroup = [Int64](repeating: .max, count: distinctCount)
        var sizes = [Int32](repeating: 0, count: distinctCount)
        var leastOfText = [Int64](repeating: .max, count: distinctCount)
        for (row, number) in zip(rows, numbers) {
            let group = Int(sets.least(number))
            leastOfGroup[group] = min(leastOfGroup[group], row)
            leastOfText[Int(number)] = min(leastOfText[Int(number)], row)
            sizes[group] += 1
        }
        var members: [Member] = []
        for (row, number) in zip(rows, numbers) {
            let group = Int(sets.least(number))
            guard sizes[group] > 1 else { continue }
            members.append(
                Member(row: row, group: leastOfGroup[group], isExact: leastOfText[Int(number)] < row))
        }
        self.members = members.sorted { $0.row < $1.row }
        textCount = rows.count
        self.distinctCount = distinctCount
    }
}
