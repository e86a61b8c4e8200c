/// Why questions cannot be augmented.
public enum AugmentationError: Error, Equatable, Sendable {
    /// A file of WordNet is not there or cannot be read.
    case noWordNet(folder: String, missing: String)
    /// A file of WordNet does not have the form of its manual page; `place` is a word or an offset.
    case badWordNet(file: String, place: String)
    /// A file of embeddings without a record, or whose records cannot be read.
    case noEmbeddings(file: String)
    /// A record of an embeddings file lacks its text or its numbers.
    case badEmbedding(file: String, record: Int, reason: String)
    /// Embeddings of one model differ in length.
    case dimensionsDiffer(model: String, Int, Int)
    /// Texts have no embedding; `first` is one of them.
    case textsWithoutEmbedding(model: String, count: Int, first: String)
    /// An embedder gave another number of embeddings than it was given texts.
    case embeddingsMiscounted(model: String, texts: Int, embeddings: Int)
    /// A paraphraser gave another number of replies than it was given prompts.
    case repliesMiscounted(model: String, prompts: Int, replies: Int)
    case noSeeds
    /// Two seeds have the same id.
    case seedTwice(String)
    /// A number of the options is out of range.
    case optionOutOfRange(name: String, value: String, allowed: String)
    /// Calibration compares candidates with other seeds, and there are none.
    case nothingToCalibrate
}
