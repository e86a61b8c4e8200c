/// A question to `/chat/completions`, in the form that OpenAI, vLLM, llama.cpp, Ollama and LM Studio share.
public struct ChatRequest: Sendable, Equatable {
    public struct Message: Sendable, Equatable {
        /// `system`, `user` or `assistant`.
        public var role: String
        public var content: String

        public init(role: String, content: String) {
            self.role = role
            self.content = content
        }
    }

    public var model: String
    public var messages: [Message]
    public var temperature = 0.0
    /// The most tokens of the answer.
    public var mostTokens: Int?
    /// A schema that the answer must fit; nil for any text.
    public var schema: JSON?
    /// Members that are added as they are, such as `seed` or `chat_template_kwargs`.
    public var extra: [JSON.Member] = []

    public init(model: String, messages: [Message]) {
        self.model = model
        self.messages = messages
    }

    /// The request as the server of this run accepts it. Equal requests have equal bytes.
    public func http(_ dialect: ChatDialect) -> HTTPRequest {
        var members = [
            JSON.Member("model", .string(model)),
            JSON.Member(
                "messages",
                .array(messages.map { ["role": .string($0.role), "content": .string($0.content)] })),
        ]
        if dialect.takesTemperature {
            let whole = Int(exactly: temperature)
            members.append(JSON.Member("temperature", whole.map(JSON.integer) ?? .number(temperature)))
        }
        if let mostTokens {
            members.append(JSON.Member(dialect.tokenLimitName, .integer(mostTokens)))
        }
        if let schema, let format = dialect.responseFormat.member(schema: schema) {
            members.append(JSON.Member("response_format", format))
        }
        members.append(JSON.Member("stream", false))
        return HTTPRequest(path: "/chat/completions", body: JSON.object(members + extra).bytes)
    }
}
