/// What a model answered to a `ChatRequest`.
public struct ChatAnswer: Sendable, Equatable {
    /// Empty if the model said nothing.
    public var content: String
    /// The model's own words where it declines; nil if it does not.
    public var refusal: String?
    /// `stop`, `length`, `content_filter`; nil if the server leaves it out.
    public var finishReason: String?
    public var promptTokens: Int?
    public var completionTokens: Int?

    public init(content: String, refusal: String? = nil, finishReason: String? = nil) {
        self.content = content
        self.refusal = refusal
        self.finishReason = finishReason
    }

    /// Reads the answer of a server.
    ///
    /// - Returns: nil if the bytes are no whole answer, as when the connection was cut.
    public init?(_ body: [UInt8]) {
        guard let value = JSONReader.value(of: body), ServerMessage.error(in: value) == nil else { return nil }
        // Ollama's own form has one message and no choices.
        let choice = value["choices"]?.array?.first ?? value
        guard let message = choice["message"], message.members != nil else { return nil }
        content = Self.text(of: message["content"])
        refusal = message["refusal"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        finishReason = choice["finish_reason"]?.string ?? choice["done_reason"]?.string
        promptTokens = value["usage"]?["prompt_tokens"]?.integer ?? value["prompt_eval_count"]?.integer
        completionTokens = value["usage"]?["completion_tokens"]?.integer ?? value["eval_count"]?.integer
    }

    /// A text, or the texts of the parts of one.
    private static func text(of content: JSON?) -> String {
        content?.string ?? content?.array?.compactMap { $0["text"]?.string ?? $0.string }.joined() ?? ""
    }

    /// All tokens that the server reports; nil if it reports none.
    public var tokens: Int? {
        promptTokens == nil && completionTokens == nil ? nil : (promptTokens ?? 0) + (completionTokens ?? 0)
    }
}
