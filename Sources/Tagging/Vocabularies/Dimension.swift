import Endpoint

/// One thing that a text is tagged by, with its values.
public struct Dimension: Sendable, Equatable {
    /// What values there are.
    public enum Values: Sendable, Equatable {
        /// Those of a list.
        case listed([Value])
        /// Codes of languages: two or three letters, with subtags.
        case language
        /// Any name of up to 100 characters.
        case name
    }

    public struct Value: Sendable, Equatable {
        public let name: String
        /// What the value means, for the prompt and for people who label.
        public let means: String
        public let aliases: [String]

        public init(name: String, means: String = "", aliases: [String] = []) {
            self.name = name
            self.means = means
            self.aliases = aliases
        }
    }

    public let name: String
    public let question: String
    public let values: Values
    /// Whether a text may have several values, or none.
    public let isMany: Bool
    /// The most values for one text.
    public let most: Int

    /// By their folded form.
    private let byFoldedName: [String: String]
    private let byFoldedAlias: [String: String]

    /// - Parameter aliases: other spellings with their values, beside those of the values themselves.
    public init(
        name: String, question: String = "", values: Values, isMany: Bool = false, most: Int = 20,
        aliases: [(String, String)] = []
    ) {
        self.name = name
        self.question = question
        self.values = values
        self.isMany = isMany
        self.most = most
        var listed: [Value] = []
        if case .listed(let values) = values { listed = values }
        byFoldedName = Dictionary(listed.map { (Self.folded($0.name), $0.name) }) { first, _ in first }
        let pairs = listed.flatMap { value in value.aliases.map { ($0, value.name) } } + aliases
        byFoldedAlias = Dictionary(pairs.map { (Self.folded($0.0), $0.1) }) { first, _ in first }
    }

    /// The names of a listed dimension; empty for an open one.
    public var allowed: [String] { if case .listed(let values) = values { values.map(\.name) } else { [] } }

    /// The aliases in the order of their folded form, for the hash of the vocabulary.
    var sortedAliases: [(String, String)] { byFoldedAlias.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }

    /// A spelling without case, blanks and punctuation, so that “No Culture” is `NoCulture`.
    static func folded(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.lowercased().unicodeScalars.filter {
                    $0.properties.isAlphabetic
                        || $0.properties.numericType != nil || $0.properties.isDiacritic
                }))
    }
}

extension Dimension {
    /// How a value came to stand for what was written.
    public enum Reading: Sendable, Equatable {
        case valid(String)
        case aliased(String)
        case outside
    }

    private static let longestName = 100

    /// Reads one value: exact, else folded, else by an alias, else outside.
    public func reading(of text: String) -> Reading {
        switch values {
        case .listed(let values):
            if values.contains(where: { $0.name == text }) { return .valid(text) }
            let folded = Self.folded(text)
            if let name = byFoldedName[folded] { return .valid(name) }
            return byFoldedAlias[folded].map(Reading.aliased) ?? .outside
        case .language:
            if let code = Self.languageCode(text) { return .valid(code) }
            return byFoldedAlias[Self.folded(text)].map(Reading.aliased) ?? .outside
        case .name:
            if let name = byFoldedAlias[Self.folded(text)] { return .aliased(name) }
            let name = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            let isName =
                name.unicodeScalars.contains { $0.properties.isAlphabetic }
                && name.count <= Self.longestName
                && name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
            return isName ? .valid(name) : .outside
        }
    }

    /// The code of a language in lower case; nil if it has not the form of one (BCP 47).
    private static func languageCode(_ text: String) -> String? {
        let parts = text.lowercased().split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
        let isCode = parts.enumerated().allSatisfy { index, part in
            (index == 0 ? 2...3 : 2...8).contains(part.utf8.count)
                && part.utf8.allSatisfy {
                    $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z")
                        || index > 0 && $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")
                }
        }
        return isCode ? parts.joined(separator: "-") : nil
    }
}
