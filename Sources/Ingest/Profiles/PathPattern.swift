/// A glob pattern that the end of a file's path must match, whole components only: `*` within a component, `?` one
/// character, `**` any number of components.
///
/// `questions/*.csv` matches `/data/blend/questions/UK.csv`; a leading `!` makes the pattern an exception.
public struct PathPattern: Sendable, Hashable, CustomStringConvertible {
    public let description: String
    /// Files that match are left out.
    public let isException: Bool
    private let components: [[Character]]

    public init(_ pattern: String) {
        description = pattern
        isException = pattern.hasPrefix("!")
        components = pattern.drop { $0 == "!" }.split(separator: "/").map(Array.init)
    }

    /// Whether the end of a path matches.
    ///
    /// - Complexity: O(path * pattern) for usual patterns.
    public func matches(_ path: String) -> Bool {
        let parts = Self.components(of: path)
        return parts.indices.contains { matches(parts[$0...], components[...]) }
    }

    /// Whether a path matches from its beginning.
    public func matchesWhole(_ path: String) -> Bool { matches(Self.components(of: path)[...], components[...]) }

    private static func components(of path: String) -> [[Character]] {
        path.split(separator: "/").filter { $0 != "." }.map(Array.init)
    }

    private func matches(_ parts: ArraySlice<[Character]>, _ pattern: ArraySlice<[Character]>) -> Bool {
        guard let first = pattern.first else { return parts.isEmpty }
        if first == ["*", "*"] {
            return (parts.startIndex...parts.endIndex).contains { matches(parts[$0...], pattern.dropFirst()) }
        }
        guard let part = parts.first, Self.matches(part[...], first[...]) else { return false }
        return matches(parts.dropFirst(), pattern.dropFirst())
    }

    private static func matches(_ text: ArraySlice<Character>, _ pattern: ArraySlice<Character>) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first == "*" {
            return (text.startIndex...text.endIndex).contains { matches(text[$0...], pattern.dropFirst()) }
        }
        guard let character = text.first, first == "?" || first == character else { return false }
        return matches(text.dropFirst(), pattern.dropFirst())
    }
}

extension [PathPattern] {
    /// True if a pattern matches and no exception does.
    public func matches(_ path: String) -> Bool {
        contains { !$0.isException && $0.matches(path) } && !contains { $0.isException && $0.matches(path) }
    }
}
