/// Which rows of a long table a paper shows.
public struct PrintedRows: Sendable, Equatable {
    public enum Choice: String, Sendable, CaseIterable {
        case first
        /// Half of them the first, half the last.
        case ends
        /// At equal distances, the first and the last among them.
        case spread
    }

    /// How many, of each group if there are groups.
    public var count: Int
    public var choice: Choice
    /// The columns whose values make groups; empty for the table as a whole.
    public var groups: [String]
    /// Rows without a value of this column are not printed; nil if all rows count.
    public var known: String?

    /// The rows as a header writes them: `5 first each stage, dimension`, `40 first with value`.
    public init?(_ text: String) {
        let parts = text.split(separator: " with ", maxSplits: 1).map(String.init)
        if parts.count == 2 { known = parts[1].trimmingBlanks }
        let halves = (parts.first ?? "").split(separator: " each ", maxSplits: 1).map(String.init)
        let words = (halves.first ?? "").split(separator: " ")
        guard words.count == 2, let count = Int(words[0]), count > 0, let choice = Choice(rawValue: String(words[1]))
        else { return nil }
        self.count = count
        self.choice = choice
        groups = halves.count == 2 ? halves[1].split(separator: ",").map { $0.trimmingBlanks } : []
    }

    /// The chosen ones among so many rows.
    func places(among total: Int) -> [Int] {
        guard total > count else { return Array(0..<total) }
        return switch choice {
        case .first: Array(0..<count)
        case .ends: Array(0..<(count + 1) / 2) + Array(total - count / 2..<total)
        case .spread: (0..<count).map { count == 1 ? 0 : ($0 * (total - 1) + (count - 1) / 2) / (count - 1) }
        }
    }
}
