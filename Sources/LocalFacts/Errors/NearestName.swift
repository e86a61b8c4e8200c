/// The name that was most likely meant by one that is unknown.
public enum NearestName {
    /// The candidate nearest to `name` with a distance of at most a third of its length; nil if there is none.
    ///
    /// - Complexity: O(length of name * length of all candidates).
    public static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
        of(name, among: candidates, count: 1).first
    }

    /// At most the wanted number of near candidates, the nearest first.
    ///
    /// - Complexity: that of `editDistance` for each candidate of about the length of `name`.
    public static func of(_ name: String, among candidates: some Sequence<String>, count: Int) -> [String] {
        let folded = name.lowercased()
        let length = folded.count
        return candidates.compactMap { candidate -> (candidate: String, distance: Int)? in
            let other = candidate.lowercased()
            let limit = max(2, other.count / 3)
            guard abs(other.count - length) <= limit else { return nil }
            let distance = editDistance(folded, other)
            return distance <= limit ? (candidate, distance) : nil
        }
        .sorted { ($0.distance, $0.candidate) < ($1.distance, $1.candidate) }
        .prefix(count).map(\.candidate)
    }

    /// Levenshtein's distance: the fewest insertions, deletions and replacements of a character that make one of the
    /// other.
    ///
    /// - Complexity: O(count of one * count of the other).
    public static func editDistance(_ one: String, _ other: String) -> Int {
        let target = Array(other)
        var row = Array(0...target.count)
        for (line, character) in one.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for column in target.indices {
                let replaced = diagonal + (target[column] == character ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[target.count]
    }
}
