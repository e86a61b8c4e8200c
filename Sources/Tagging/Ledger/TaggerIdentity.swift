/// What decides an answer beside the text. Answers of different identities are kept side by side.
public struct TaggerIdentity: Sendable, Hashable {
    public enum Kind: String, Sendable {
        case endpoint, offline, human, imported
    }

    public let name: String
    public let kind: Kind
    public let model: String
    /// For information: the same model on another host goes on where the first one stopped.
    public let host: String
    public let promptHash: String
    public let vocabularyHash: String
    /// JSON with the names in order.
    public let parameters: String

    public init(
        name: String, kind: Kind, model: String, host: String, promptHash: String, vocabularyHash: String,
        parameters: String
    ) {
        self.name = name
        self.kind = kind
        self.model = model
        self.host = host
        self.promptHash = promptHash
        self.vocabularyHash = vocabularyHash
        self.parameters = parameters
    }

    /// Whether answers of the two are interchangeable.
    public func isSame(as other: TaggerIdentity) -> Bool {
        name == other.name && kind == other.kind && model == other.model && promptHash == other.promptHash
            && vocabularyHash == other.vocabularyHash && parameters == other.parameters
    }
}
