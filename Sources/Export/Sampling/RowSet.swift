/// Which of the rows 1, 2, 3, … are meant, one bit each.
struct RowSet: Sendable {
    private var words: [UInt64]
    private(set) var count: Int
    /// The greatest row that can be in the set.
    let universe: Int64

    /// All rows up to `universe`, or none.
    init(universe: Int64, all: Bool) {
        self.universe = universe
        let size = Int(universe)
        words = Array(repeating: all ? .max : 0, count: (size + 63) / 64)
        count = all ? size : 0
        if all, size % 64 != 0, let last = words.indices.last { words[last] = (1 << UInt64(size % 64)) - 1 }
    }

    /// Adds a row that is in `1...universe`; others are left out.
    mutating func insert(_ row: Int64) {
        guard row >= 1, row <= universe else { return }
        let index = Int(row - 1)
        let bit: UInt64 = 1 << UInt64(index % 64)
        if words[index / 64] & bit == 0 { count += 1 }
        words[index / 64] |= bit
    }

    func contains(_ row: Int64) -> Bool {
        guard row >= 1, row <= universe else { return false }
        let index = Int(row - 1)
        return words[index / 64] >> UInt64(index % 64) & 1 == 1
    }

    /// The rows of the set that are in a range, ascending.
    func rows(in range: Range<Int64>) -> [Int64] {
        if count == universe { return Array(range.clamped(to: 1..<universe + 1)) }
        return range.filter(contains)
    }
}
