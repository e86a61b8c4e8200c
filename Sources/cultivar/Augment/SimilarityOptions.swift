import ArgumentParser
import Augmentation
import Ingest

/// How near texts are, and who says so.
struct SimilarityOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Whose vectors texts are compared by: hashed (spelling only), file:FILE, or endpoint.", valueName: "kind"))
    var similarity = "hashed"

    @Option(help: ArgumentHelp("With endpoint: the model of the vectors.", valueName: "name"))
    var embeddingModel: String?

    @Option(help: ArgumentHelp("Its server, if it is not --endpoint.", valueName: "url"))
    var embeddingEndpoint: String?

    private static let filePrefix = "file:"

    func validate() throws {
        guard similarity == "hashed" || similarity == "endpoint" || similarity.hasPrefix(Self.filePrefix) else {
            throw ValidationError("--similarity is hashed, file:FILE or endpoint, and is \(similarity).")
        }
        if similarity == "endpoint", embeddingModel == nil {
            throw ValidationError("--similarity endpoint needs --embedding-model.")
        }
    }

    /// - Parameter ledger: opened only if a model is asked.
    /// - Throws: `AugmentationError`, `AskingError`, `EndpointError`.
    func embedder(
        _ asking: AskingOptions, ledger: () throws -> ReplyLedger, stop: StopRequest
    ) throws -> any Embedder {
        if similarity == "hashed" { return HashedEmbedder() }
        if similarity.hasPrefix(Self.filePrefix) {
            return try FileEmbedder(path: String(similarity.dropFirst(Self.filePrefix.count)))
        }
        var asking = asking
        if let embeddingEndpoint { asking.endpoint = embeddingEndpoint }
        return try EndpointEmbedder(model: embeddingModel ?? "", asking, ledger: ledger(), stop: stop)
    }
}
