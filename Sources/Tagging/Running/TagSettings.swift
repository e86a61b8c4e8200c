import Endpoint

/// How texts are asked.
public struct TagSettings: Sendable {
    /// What becomes of an answer whose values stay outside the vocabulary after a second question.
    public enum Invalid: String, Sendable, CaseIterable {
        /// The text is tagged; those values are null with status `outside`.
        case null
        /// The text has failed.
        case fail
    }

    public var tagger: String
    public var model: String
    /// Of one text; longer ones lose their middle.
    public var mostTextTokens = 2000
    /// Of one answer; doubled once if an answer is cut.
    public var mostAnswerTokens = 512
    public var onInvalid = Invalid.null
    /// Asks again for texts that have failed or were refused.
    public var retryFailed = false
    /// Members that are added to each request, such as `{"chat_template_kwargs": {"enable_thinking": false}}`.
    public var extra: [JSON.Member] = []
    public var requests = RequestSettings()

    public init(tagger: String, model: String) {
        self.tagger = tagger
        self.model = model
    }

    /// - Throws: `EndpointError.invalidSetting`.
    public func validate() throws {
        try requests.validate()
        for (name, value) in [("text-tokens", mostTextTokens), ("answer-tokens", mostAnswerTokens)]
        where !(16...10_000_000).contains(value) {
            throw EndpointError.invalidSetting(name, value: "\(value)", allowed: "a whole number from 16")
        }
    }

    /// What decides an answer beside the text.
    public func identity(_ instructions: Instructions, host: String) -> TaggerIdentity {
        let parameters: JSON = [
            "temperature": 0, "text_tokens": .integer(mostTextTokens), "answer_tokens": .integer(mostAnswerTokens),
            "dimensions": .array(instructions.vocabulary.dimensions.map { .string($0.name) }), "extra": .object(extra),
        ]
        return TaggerIdentity(
            name: tagger, kind: .endpoint, model: model, host: host, promptHash: instructions.hash,
            vocabularyHash: instructions.vocabulary.hash, parameters: parameters.text)
    }
}
