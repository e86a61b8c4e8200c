/// The embeddings of texts, each asked for once.
struct EmbeddingTable: Sendable {
    private var known: [String: Embedding?] = [:]

    /// Embeds the texts that are not known yet, in one batch.
    mutating func add(_ texts: [String], by embedder: any Embedder) throws {
        var fresh: [String] = []
        var seen: Set<String> = []
        for text in texts where known[text] == nil && seen.insert(text).inserted { fresh.append(text) }
        guard !fresh.isEmpty else { return }
        let embeddings = try embedder.embeddings(of: fresh)
        guard embeddings.count == fresh.count else {
            throw AugmentationError.embeddingsMiscounted(
                model: embedder.model, texts: fresh.count, embeddings: embeddings.count)
        }
        for (text, embedding) in zip(fresh, embeddings) { known[text] = .some(embedding) }
        let dimensions = Set(known.values.compactMap { $0?.dimension }).sorted()
        if dimensions.count > 1, let least = dimensions.first, let greatest = dimensions.last {
            throw AugmentationError.dimensionsDiffer(model: embedder.model, least, greatest)
        }
    }

    subscript(text: String) -> Embedding? { known[text] ?? nil }
}
