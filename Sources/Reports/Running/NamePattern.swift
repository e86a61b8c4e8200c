/// A name, with `*` for any letters.
struct NamePattern {
    private let pieces: [Substring]

    init(_ text: String) { pieces = text.split(separator: "*", omittingEmptySubsequences: false) }

    /// Cost: the length of the name times that of the pattern at most.
    func matches(_ name: String) -> Bool {
        guard let first = pieces.first, let last = pieces.last, pieces.count > 1 else { return name == pieces[0] }
        guard name.hasPrefix(first) else { return false }
        var rest = name.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let found = rest.firstRange(of: piece) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}
