import Functions
import Warehouse

/// A regular expression of RE2 with one group, searched in a file's path; the group is the value.
public struct PathCapture: Sendable, Hashable {
    public let pattern: String

    /// - Throws: `LinearExpression.Fault` where RE2 does not take the pattern.
    public init(_ pattern: String) throws {
        self.pattern = pattern
        _ = try LinearExpression(pattern)
    }

    /// The text of the group in `path`; nil if the expression does not match.
    ///
    /// - Complexity: O(length of the path), whatever the pattern.
    public func value(in path: String) -> String? {
        (try? LinearExpression(pattern))?.firstMatch(in: path, group: 1)
    }
}

extension PathCapture: Decodable {
    public init(from decoder: any Decoder) throws {
        let pattern = try decoder.singleValueContainer().decode(String.self)
        do {
            try self.init(pattern)
        } catch {
            throw decoder.problem(
                .invalidValue(pattern, reason: "it is not a regular expression of RE2's syntax: \(error)"))
        }
    }
}
