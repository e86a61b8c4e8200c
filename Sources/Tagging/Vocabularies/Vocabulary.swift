import Digests
import Endpoint

/// The dimensions that texts are tagged by.
public struct Vocabulary: Sendable, Equatable {
    public let name: String
    public let dimensions: [Dimension]

    public init(name: String, dimensions: [Dimension]) {
        self.name = name
        self.dimensions = dimensions
    }

    /// The vocabulary with some of its dimensions, in its own order.
    ///
    /// - Throws: `VocabularyError.unknownDimension`.
    public func selecting(_ names: [String]) throws -> Vocabulary {
        for name in names where !dimensions.contains(where: { $0.name == name }) {
            throw VocabularyError.unknownDimension(name, known: dimensions.map(\.name))
        }
        return Vocabulary(name: name, dimensions: dimensions.filter { names.contains($0.name) })
    }

    /// SHA-256 of what decides how an answer is read: names, values, aliases and limits, but no comments.
    public var hash: String {
        let value = JSON.array(
            dimensions.map { dimension in
                [
                    "name": .string(dimension.name), "form": .string(dimension.formName),
                    "allowed": .array(dimension.allowed.map(JSON.string)),
                    "aliases": .array(dimension.sortedAliases.map { [.string($0.0), .string($0.1)] }),
                    "many": .boolean(dimension.isMany), "most": .integer(dimension.most),
                ]
            })
        return ContentHash.of(value.bytes)
    }

    /// The JSON schema of an answer.
    public var schema: JSON {
        [
            "type": "object",
            "properties": .object(dimensions.map { JSON.Member($0.name, $0.schema) }),
            "required": .array(dimensions.map { .string($0.name) }),
            "additionalProperties": false,
        ]
    }
}

extension Dimension {
    var formName: String {
        switch values {
        case .listed: "listed"
        case .language: "language"
        case .name: "name"
        }
    }

    fileprivate var schema: JSON {
        let one: JSON
        switch values {
        case .listed: one = ["type": "string", "enum": .array(allowed.map(JSON.string))]
        case .language, .name: one = ["type": "string"]
        }
        return isMany ? ["type": "array", "items": one] : one
    }
}
