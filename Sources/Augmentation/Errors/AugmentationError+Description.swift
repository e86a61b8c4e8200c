extension AugmentationError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noWordNet(let folder, let missing):
            "WordNet is not in \(folder): \(missing) cannot be read. On Debian: apt-get install wordnet-base."
        case .badWordNet(let file, let place):
            "\(file) is not a file of WordNet 3: the line of \(place) does not have the form of wndb(5WN)."
        case .noEmbeddings(let file):
            "\(file) has no embeddings; it needs records with “text” and “embedding”, a list of numbers."
        case .badEmbedding(let file, let record, let reason): "\(file), record \(record): \(reason)."
        case .dimensionsDiffer(let model, let first, let second):
            "The embeddings of \(model) have \(first) numbers and \(second) numbers: they are of different models."
        case .textsWithoutEmbedding(let model, let count, let first):
            "\(count) texts have no embedding of \(model), the first is “\(first.prefix(80))”. Add them to the file, or use "
                + "--similarity endpoint or hashed."
        case .embeddingsMiscounted(let model, let texts, let embeddings):
            "\(model) gave \(embeddings) embeddings for \(texts) texts."
        case .repliesMiscounted(let model, let prompts, let replies):
            "\(model) gave \(replies) replies to \(prompts) prompts."
        case .noSeeds: "There are no seeds to augment."
        case .seedTwice(let id): "Two seeds have the id “\(id)”: ids tell candidates apart."
        case .optionOutOfRange(let name, let value, let allowed): "\(name) \(value): give \(allowed)."
        case .nothingToCalibrate:
            "A calibrated threshold needs candidates and at least two seeds; give a number as --threshold."
        }
    }
}
