import Parallel
import Statistics

/// How near texts stay to their seeds, and how varied they are.
public struct AugmentationQuality: Sendable, Hashable {
    public let texts: Int
    /// The mean cosine of a text to its own seed; nil without embeddings.
    public let cosineToSeed: Double?
    /// The share of texts whose nearest seed is their own; of several that are as near, their own counts.
    public let ownSeedNearest: Double?
    /// Texts with the words of a seed, or of an earlier text.
    public let duplicates: Int
    public let distinct: DistinctWords
    /// The mean over texts with a word.
    public let perplexityAsCoded: Double?
    public let perplexityMended: Double?
    /// Texts without a word, which have no perplexity.
    public let textsWithoutWords: Int
    /// The mean over texts of the least Euclidean distance of their embedding to that of a seed.
    ///
    /// This is what the code of CultureLLM measures, there with the vectors of text-embedding-ada-002.
    public let diversityGain: Double?
    public let similarity: String?

    /// Measures texts without comparing them to seeds by an embedding.
    public init(texts: [String], seeds: [AugmentationSeed] = []) throws {
        self = try Self.measure(texts.map { ($0, nil) }, seeds, nil)
    }

    /// Measures texts, each with the id of its seed.
    ///
    /// - Parameter texts: the id may be nil, where it is not known; such texts count for no cosine to a seed.
    /// - Throws: what the embedder throws, `AugmentationError.textsWithoutEmbedding`.
    /// - Complexity: O(texts · seeds) cosines, on all threads.
    public init(
        texts: [(text: String, seed: String?)], seeds: [AugmentationSeed], embedder: any Embedder
    ) throws {
        self = try Self.measure(texts, seeds, embedder)
    }

    private static func measure(
        _ texts: [(text: String, seed: String?)], _ seeds: [AugmentationSeed], _ embedder: (any Embedder)?
    ) throws -> AugmentationQuality {
        let nearness = try embedder.map { try Nearness(texts, seeds, $0) }
        var seen = Set(seeds.map { Words.lowered($0.text) })
        let duplicates = texts.count { !seen.insert(Words.lowered($0.text)).inserted }
        let perplexities = try texts.map(\.text).concurrentMap { BigramPerplexity(of: $0) }
        let known = perplexities.compactMap { $0 }
        return AugmentationQuality(
            texts: texts.count, cosineToSeed: nearness?.cosineToSeed, ownSeedNearest: nearness?.ownSeedNearest,
            duplicates: duplicates, distinct: DistinctWords(texts.lazy.map(\.text)),
            perplexityAsCoded: mean(known.map(\.asCoded)), perplexityMended: mean(known.map(\.mended)),
            textsWithoutWords: perplexities.count - known.count, diversityGain: nearness?.diversityGain,
            similarity: embedder?.model)
    }

    private init(
        texts: Int, cosineToSeed: Double?, ownSeedNearest: Double?, duplicates: Int, distinct: DistinctWords,
        perplexityAsCoded: Double?, perplexityMended: Double?, textsWithoutWords: Int, diversityGain: Double?,
        similarity: String?
    ) {
        self.texts = texts
        self.cosineToSeed = cosineToSeed
        self.ownSeedNearest = ownSeedNearest
        self.duplicates = duplicates
        self.distinct = distinct
        self.perplexityAsCoded = perplexityAsCoded
        self.perplexityMended = perplexityMended
        self.textsWithoutWords = textsWithoutWords
        self.diversityGain = diversityGain
        self.similarity = similarity
    }

    /// The measures of the texts by method and model, in the order in which they first occur.
    public static func byMethod(
        _ candidates: [Candidate], seeds: [AugmentationSeed], embedder: any Embedder
    ) throws -> [(method: String, model: String, quality: AugmentationQuality)] {
        var order: [[String]] = []
        var groups: [[String]: [(text: String, seed: String?)]] = [:]
        for candidate in candidates {
            let key = [candidate.method, candidate.model]
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append((candidate.text, candidate.seed))
        }
        return try order.map { key in
            (key[0], key[1], try AugmentationQuality(texts: groups[key] ?? [], seeds: seeds, embedder: embedder))
        }
    }
}

private func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : CompensatedSum(values).value / Double(values.count)
}

/// The measures that compare texts with seeds.
private struct Nearness {
    let cosineToSeed: Double?
    let ownSeedNearest: Double?
    let diversityGain: Double?

    init(_ texts: [(text: String, seed: String?)], _ seeds: [AugmentationSeed], _ embedder: any Embedder) throws {
        var table = EmbeddingTable()
        try table.add(seeds.map(\.text) + texts.map(\.text), by: embedder)
        let without = (seeds.map(\.text) + texts.map(\.text)).filter { table[$0] == nil }
        if let first = without.first {
            throw AugmentationError.textsWithoutEmbedding(model: embedder.model, count: without.count, first: first)
        }
        let seedEmbeddings = seeds.compactMap { table[$0.text] }
        let places = Dictionary(zip(seeds.map(\.id), seeds.indices), uniquingKeysWith: { first, _ in first })
        let embedded = table
        let rows = try texts.map { (text: $0.text, own: $0.seed.flatMap { places[$0] }) }.concurrentMap {
            row -> (own: Double?, isNearest: Bool, distance: Double)? in
            guard let embedding = embedded[row.text] else { return nil }
            let cosines = seedEmbeddings.map { $0.cosine(embedding) }
            guard let greatest = cosines.max() else { return nil }
            let own = row.own.map { cosines[$0] }
            return (own, own == greatest, max(2 - 2 * greatest, 0).squareRoot())
        }
        .compactMap { $0 }
        let own = rows.compactMap(\.own)
        cosineToSeed = mean(own)
        ownSeedNearest = own.isEmpty ? nil : Double(rows.count(where: \.isNearest)) / Double(own.count)
        diversityGain = mean(rows.map(\.distance))
    }
}
