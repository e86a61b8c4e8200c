import Yams

/// Why a profile cannot be used.
public enum ProfileError: Error, Equatable {
    case notFound(String, shipped: [String])
    /// The file is a device, or too long for a profile.
    case unreadable(file: String, reason: String)
    case notUTF8(file: String)
    case notYAML(file: String, reason: String)
    /// `known` are the keys that may stand there.
    case unknownKey(String, known: [String], file: String, line: Int)
    case missingKey(oneOf: [String], file: String, line: Int)
    /// Keys that exclude each other.
    case conflictingKeys([String], file: String, line: Int)
    case invalidValue(String, reason: String, file: String, line: Int)
    /// A look-up file is in none of the folders searched.
    case lookUpNotFound(String, searched: [String])
    case lookUpUnreadable(String, reason: String)
    case invalidStages(file: String, line: Int, reason: String)
}

extension ProfileError {
    /// Finds the line of a decoder's error.
    init(_ error: DecodingError, in node: Node, file: String) {
        func line(_ path: [any CodingKey]) -> Int { node.line(of: path[...]) ?? 1 }
        switch error {
        case .keyNotFound(let key, let context):
            self = .missingKey(oneOf: [key.stringValue], file: file, line: line(context.codingPath))
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            self.init(context: context, file: file, line: line(context.codingPath))
        case .dataCorrupted(let context):
            self.init(context: context, file: file, line: line(context.codingPath))
        @unknown default:
            self = .notYAML(file: file, reason: "\(error)")
        }
    }

    private init(context: DecodingError.Context, file: String, line: Int) {
        switch context.underlyingError as? ProfileProblem {
        case .unknownKey(let key, let known): self = .unknownKey(key, known: known, file: file, line: line)
        case .missingKey(let keys): self = .missingKey(oneOf: keys, file: file, line: line)
        case .conflictingKeys(let keys): self = .conflictingKeys(keys, file: file, line: line)
        case .invalidValue(let value, let reason):
            self = .invalidValue(value, reason: reason, file: file, line: line)
        case nil:
            let key = context.codingPath.last { $0.intValue == nil }?.stringValue ?? "profile"
            self = .invalidValue(key, reason: context.debugDescription, file: file, line: line)
        }
    }
}

extension Node {
    /// The line, from 1, on which the value (of a mapping: the key) at the end of `path` stands.
    fileprivate func line(of path: ArraySlice<any CodingKey>) -> Int? {
        guard let key = path.first else { return mark?.line }
        switch self {
        case .mapping(let mapping):
            guard let entry = mapping.first(where: { $0.key.string == key.stringValue }) else {
                return line(of: path.dropFirst())
            }
            let inner = path.dropFirst()
            return inner.isEmpty ? entry.key.mark?.line : entry.value.line(of: inner) ?? entry.key.mark?.line
        case .sequence(let sequence):
            guard let index = key.intValue, sequence.indices.contains(index) else { return mark?.line }
            return sequence[index].line(of: path.dropFirst())
        default:
            return mark?.line
        }
    }
}
