import Digests
import Endpoint

/// A prompt with a vocabulary in its places: the same for every text.
public struct Instructions: Sendable, Equatable {
    public let vocabulary: Vocabulary
    public let system: String
    public let leftOut: String
    private let again: String

    public init(_ prompt: TagPrompt, _ vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        system = prompt.system
            .replacing("{{dimensions}}", with: vocabulary.dimensions.map(\.instructions).joined(separator: "\n\n"))
            .replacing("{{example}}", with: Self.example(vocabulary))
        again = prompt.again
        leftOut = prompt.leftOut
    }

    /// SHA-256 of all words that a model may get beside the text.
    public var hash: String { ContentHash.of(JSON.array([.string(system), .string(again), .string(leftOut)]).bytes) }

    /// The instructions for another try, which names the allowed values of some dimensions. It repeats nothing of the
    /// answer, since the text may have dictated that.
    public func system(namingAgain names: [String]) -> String {
        let allowed = vocabulary.dimensions.filter { names.contains($0.name) }.map { "- \($0.name): \($0.allowedText)" }
        return system + "\n" + again.replacing("{{allowed}}", with: allowed.joined(separator: "\n"))
    }

    private static func example(_ vocabulary: Vocabulary) -> String {
        JSON.object(
            vocabulary.dimensions.map { dimension in
                let value = JSON.string(dimension.allowed.first ?? "…")
                return JSON.Member(dimension.name, dimension.isMany ? .array([value]) : value)
            }
        ).text
    }
}

extension Dimension {
    fileprivate var instructions: String {
        var lines = ["\(name): \(question)"]
        if case .listed(let values) = values {
            lines += values.map { $0.means.isEmpty ? "- \($0.name)" : "- \($0.name): \($0.means)" }
        }
        if isMany { lines.append("Give a list of at most \(most).") }
        return lines.joined(separator: "\n")
    }

    fileprivate var allowedText: String {
        switch values {
        case .listed: allowed.joined(separator: ", ")
        case .language: "an ISO 639-3 code of three small letters"
        case .name: isMany ? "a list of names" : "a name"
        }
    }
}
