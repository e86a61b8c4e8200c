import Endpoint

/// Reads the tags in what a model wrote.
struct AnswerReader {
    enum Reading: Equatable {
        /// One entry per dimension, in the order of the vocabulary.
        case tags([DimensionReading])
        /// The model declines, in these words.
        case refusal(String)
        /// The answer was cut by the limit of tokens, and holds no whole object.
        case cut
        case unreadable(String)
    }

    struct DimensionReading: Equatable {
        let name: String
        let values: [TagValue]
        /// Whether all values are of the vocabulary.
        var isUsable: Bool { values.allSatisfy { $0.status == .valid || $0.status == .aliased } }
    }

    private static let longestRaw = 200
    private static let mostPositions = 1000
    private static let refusals = [
        "i'm sorry", "i’m sorry", "i am sorry", "sorry,", "i cannot", "i can't", "i can’t", "i won't", "i’m unable",
        "i'm unable", "i am unable", "as an ai", "i must decline",
    ]

    let vocabulary: Vocabulary

    func read(_ answer: ChatAnswer) -> Reading {
        if let refusal = answer.refusal { return .refusal(ServerMessage.line(refusal)) }
        if answer.finishReason == "content_filter" { return .refusal("the server’s content filter") }
        let names = Set(vocabulary.dimensions.map(\.name))
        // A model that reasons aloud may write a draft first, so the last object counts.
        let object = ModelOutput.objects(in: answer.content).reversed().lazy.compactMap { tags(in: $0, names) }.first
        guard let object else { return readingWithoutObject(answer) }
        return .tags(
            vocabulary.dimensions.map { dimension in
                DimensionReading(name: dimension.name, values: values(of: dimension, object[dimension.name]))
            })
    }

    /// The object that has a dimension, or its first member that has one.
    private func tags(in object: JSON, _ names: Set<String>) -> JSON? {
        func hasDimension(_ value: JSON) -> Bool { value.members?.contains { names.contains($0.name) } == true }
        if hasDimension(object) { return object }
        return object.members?.lazy.map(\.value).first(where: hasDimension)
    }

    private func readingWithoutObject(_ answer: ChatAnswer) -> Reading {
        if answer.finishReason == "length" { return .cut }
        let words = ServerMessage.line(answer.content)
        let start = words.lowercased()
        if Self.refusals.contains(where: start.hasPrefix) { return .refusal(words) }
        return .unreadable(words.isEmpty ? "an empty answer" : "no JSON object with tags in “\(words.prefix(80))”")
    }

    // MARK: - Values

    private func values(of dimension: Dimension, _ value: JSON?) -> [TagValue] {
        let given = elements(of: value, isMany: dimension.isMany)
        guard let given else {
            return [TagValue(dimension: dimension.name, value: nil, raw: nil, status: .missing)]
        }
        guard dimension.isMany else { return [one(of: dimension, given)] }
        guard !given.isEmpty else {
            return [TagValue(dimension: dimension.name, value: nil, raw: "[]", status: .valid)]
        }
        return many(of: dimension, given)
    }

    /// The texts of a value; nil if there is none.
    private func elements(of value: JSON?, isMany: Bool) -> [String]? {
        switch value {
        case nil, .null: return nil
        case .array(let elements):
            let texts = elements.compactMap { $0 == .null ? nil : $0.string ?? $0.text }
            return isMany || !texts.isEmpty ? texts : nil
        case .string(let text):
            guard isMany else { return text.allSatisfy(\.isWhitespace) ? nil : [text] }
            let parts = text.split(separator: ";").map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
            return parts.count == 1 && Dimension.folded(parts[0]) == "none" ? [] : parts
        case .some(let other): return [other.text]
        }
    }

    private func one(of dimension: Dimension, _ given: [String]) -> TagValue {
        // A list of one is that one. Several values where one is asked for are none.
        guard given.count == 1 else {
            return TagValue(
                dimension: dimension.name, value: nil, raw: raw(given.joined(separator: "; ")), status: .outside)
        }
        return tag(dimension, given[0], position: 0)
    }

    private func many(of dimension: Dimension, _ given: [String]) -> [TagValue] {
        var values: [TagValue] = []
        var seen: Set<String> = []
        for text in given.prefix(Self.mostPositions) {
            let value = tag(dimension, text, position: values.count)
            if let name = value.value, !seen.insert(name).inserted { continue }
            values.append(value)
            if values.count == dimension.most { break }
        }
        return values
    }

    private func tag(_ dimension: Dimension, _ text: String, position: Int) -> TagValue {
        func value(_ value: String?, _ status: TagValue.Status) -> TagValue {
            TagValue(dimension: dimension.name, position: position, value: value, raw: raw(text), status: status)
        }
        return switch dimension.reading(of: text) {
        case .valid(let name): value(name, .valid)
        case .aliased(let name): value(name, .aliased)
        case .outside: value(nil, .outside)
        }
    }

    private func raw(_ text: String) -> String { String(text.prefix(Self.longestRaw)) }
}
