/// A regular expression with one group, searched in a file's path; the group is the value.
public struct PathCapture: Sendable, Hashable {
    public let pattern: String

    public init(_ pattern: String) throws {
        self.pattern = pattern
        _ = try compiled()
    }

    /// The text of the group in `path`; nil where the expression does not match.
    public func value(in path: String) -> String? {
        guard let match = try? compiled().firstMatch(in: path), match.output.count > 1 else { return nil }
        return match.output[1].substring.map(String.init)
    }

    private func compiled() throws -> Regex<AnyRegexOutput> { try Regex(pattern) }
}

extension PathCapture: Decodable {
    public init(from decoder: any Decoder) throws {
        let pattern = try decoder.singleValueContainer().decode(String.self)
        do {
            try self.init(pattern)
        } catch {
            throw decoder.problem(.invalidValue(pattern, reason: "it is not a regular expression: \(error)"))
        }
    }
}
