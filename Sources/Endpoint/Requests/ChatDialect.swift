/// What a server accepts of a chat request, learned from its refusals and kept for the run.
public struct ChatDialect: Sendable, Equatable {
    /// How an answer in JSON is asked for, from the most to the least that a server must know.
    public enum ResponseFormat: Int, Sendable, CaseIterable {
        case jsonSchema, jsonObject, none

        func member(schema: JSON) -> JSON? {
            switch self {
            case .jsonSchema:
                [
                    "type": "json_schema",
                    "json_schema": ["name": "answer", "strict": true, "schema": schema],
                ]
            case .jsonObject: ["type": "json_object"]
            case .none: nil
            }
        }

        var next: ResponseFormat? { ResponseFormat(rawValue: rawValue + 1) }
    }

    public var responseFormat: ResponseFormat = .jsonSchema
    /// Newer models of OpenAI take `max_completion_tokens` only.
    public var tokenLimitName = "max_tokens"
    public var takesTemperature = true

    public init() {}

    /// The next form to try after a refusal.
    ///
    /// - Parameters:
    ///   - message: the server's words.
    ///   - hasSchema: whether the request asked for a response format at all.
    /// - Returns: the form, and whether the words name what is refused, so that the form is right for the whole run.
    ///   Nil if there is no other form.
    public func next(afterRefusal message: String, hasSchema: Bool) -> (dialect: ChatDialect, isCertain: Bool)? {
        let words = message.lowercased()
        var other = self
        if tokenLimitName == "max_tokens", words.contains("max_completion_tokens") {
            other.tokenLimitName = "max_completion_tokens"
            return (other, true)
        }
        if takesTemperature, words.contains("temperature") {
            other.takesTemperature = false
            return (other, true)
        }
        guard hasSchema, let next = responseFormat.next else { return nil }
        other.responseFormat = next
        let names = ["response_format", "json_schema", "json_object", "guided", "grammar", "schema", "structured"]
        return (other, names.contains { words.contains($0) })
    }
}
