/// Why a vocabulary or prompt file cannot be used.
public enum VocabularyError: Error, Equatable {
    case notFound(String, shipped: [String])
    case unreadable(file: String, reason: String)
    case notYAML(file: String, reason: String)
    case unknownKey(String, known: [String], file: String, line: Int)
    case missingKey(String, file: String, line: Int)
    case invalidValue(String, reason: String, file: String, line: Int)
    /// A prompt lacks `{{dimensions}}` or `{{allowed}}`.
    case missingPlaceholder(String, key: String, file: String)
    /// `--dimensions` names one that the vocabulary has not.
    case unknownDimension(String, known: [String])
}

extension VocabularyError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notFound(let name, let shipped):
            "There is no vocabulary and no readable file “\(name)”. The shipped ones are "
                + "\(shipped.joined(separator: ", "))."
        case .unreadable(let file, let reason): "\(file) is not read: \(reason)."
        case .notYAML(let file, let reason): "\(file) is not YAML: \(reason)"
        case .unknownKey(let key, let known, let file, let line):
            "\(file):\(line): there is no key “\(key)” here. It may be \(known.joined(separator: ", "))."
        case .missingKey(let key, let file, let line): "\(file):\(line): the key “\(key)” is missing here."
        case .invalidValue(let value, let reason, let file, let line):
            "\(file):\(line): “\(value)” cannot be used: \(reason)."
        case .missingPlaceholder(let placeholder, let key, let file):
            "\(file): “\(key)” lacks {{\(placeholder)}}, without which the model does not know the values."
        case .unknownDimension(let name, let known):
            "The vocabulary has no dimension “\(name)”. It has \(known.joined(separator: ", "))."
        }
    }
}
