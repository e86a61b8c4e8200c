/// Levenshtein's distance: the fewest insertions, deletions and replacements of a character that make one of the other.
///
/// - Complexity: O(count of one * count of the other).
public func editDistance(_ one: String, _ other: String) -> Int {
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

/// The candidates that were most likely meant, the likeliest first: those within two changes or a third of their length.
/// Case does not count.
///
/// - Complexity: that of `editDistance` for each candidate of about the length of the name.
public func nearest(_ count: Int, to name: String, among candidates: some Sequence<String>) -> [String] {
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

/// The candidate that was most likely meant; nil where none is near.
public func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    nearest(1, to: name, among: candidates).first
}
