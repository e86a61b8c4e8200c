/// A regular expression in RE2's syntax, for texts outside of SQL. The time of a search is linear in the text, whatever
/// the pattern; RE2 has no look-around and no back-references.
public final class LinearExpression: @unchecked Sendable {
    /// Why a pattern cannot be compiled.
    public struct Fault: Error, Sendable, CustomStringConvertible {
        public let description: String
    }

    /// It is immutable once compiled, and RE2 can search with it from any thread.
    private let expression: RegularExpression

    /// The number of groups, without the whole match.
    public var groupCount: Int { expression.groupCount }

    /// - Throws: `Fault`.
    public init(_ pattern: String) throws(Fault) {
        var pattern = pattern
        let compiled = pattern.withUTF8 { bytes in
            Result { try RegularExpression(UnsafeRawBufferPointer(bytes), RegularExpression.Options()) }
        }
        do { expression = try compiled.get() } catch {
            if let fault = error as? FunctionFault, case .invalidPattern(_, let reason) = fault {
                throw Fault(description: reason)
            }
            throw Fault(description: "\(error)")
        }
    }

    /// The text of a group of the first match: 0 is the whole match. Nil if there is none, or the group took no part.
    public func firstMatch(in text: String, group: Int) -> String? {
        var text = text
        return text.withUTF8 { bytes in
            let bytes = UnsafeRawBufferPointer(bytes)
            guard let match = try? expression.firstMatch(in: bytes, groups: group), match.indices.contains(group),
                let range = match[group]
            else { return nil }
            return String(decoding: bytes[range], as: UTF8.self)
        }
    }
}
