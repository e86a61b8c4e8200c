/// A pattern as in SQL's `like`: `%` any text, `_` one character, case is ignored.
struct LikePattern {
    private let pattern: [Character]

    init(_ pattern: String) { self.pattern = Array(pattern.lowercased()) }

    /// - Complexity: O(text * wildcards).
    func matches(_ text: String) -> Bool {
        let text = Array(text.lowercased())
        var place = 0
        var mark = 0
        /// The last `%`, and where the text continues after what it matches.
        var anyAt: Int?
        var restart = 0
        while place < text.count {
            if mark < pattern.count, pattern[mark] == "%" {
                anyAt = mark
                mark += 1
                restart = place
            } else if mark < pattern.count, pattern[mark] == "_" || pattern[mark] == text[place] {
                place += 1
                mark += 1
            } else if let any = anyAt {
                restart += 1
                place = restart
                mark = any + 1
            } else {
                return false
            }
        }
        return pattern[mark...].allSatisfy { $0 == "%" }
    }
}
