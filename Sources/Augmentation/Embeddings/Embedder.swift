/// What turns texts into vectors: n-grams, a file, or a model behind an endpoint.
public protocol Embedder {
    /// The name that is stored with each cosine.
    var model: String { get }

    /// The embeddings of texts, in their order; nil for a text that has none.
    ///
    /// Texts come in one batch and without repetition, so that an endpoint can send them as it likes.
    func embeddings(of texts: [String]) throws -> [Embedding?]
}
