import Parallel
import Statistics

/// Puts survey questions in other words, and keeps those that stay near.
///
/// Each seed gets up to n templates (other sentence structures, by a language model); without a model, or if none is
/// near enough, its own text is the template. Each template gets variants with one or two words replaced by synonyms. A
/// variant is accepted if its cosine to the template is above the threshold, no other seed is nearer than its own, and
/// it is among the m/n of its template that are nearest to the seed.
///
/// The result depends on the seeds, the options and what models say, and not on the number of threads.
///
/// Source: C. Li and others, "CultureLLM: Incorporating cultural differences into large language models", NeurIPS 2024,
/// section 3.2. Other than there, templates and variants whose nearest seed is another one are rejected.
public struct AugmentationRun {
    private let seeds: [AugmentationSeed]
    private let options: AugmentationOptions
    private let paraphraser: (any Paraphraser)?
    private let synonyms: any SynonymSource
    private let embedder: any Embedder
    private var similarity: String { embedder.model }
    private var table = EmbeddingTable()
    private var seedEmbeddings: [Embedding] = []
    private var threshold: Double?

    /// - Parameter paraphraser: who writes templates; nil to replace words in the seeds themselves.
    /// - Throws: `AugmentationError` if there are no seeds, ids occur twice, or an option is out of range.
    public init(
        seeds: [AugmentationSeed], options: AugmentationOptions, paraphraser: (any Paraphraser)?,
        synonyms: any SynonymSource, embedder: any Embedder
    ) throws(AugmentationError) {
        guard !seeds.isEmpty else { throw .noSeeds }
        var ids: Set<String> = []
        for seed in seeds where !ids.insert(seed.id).inserted { throw .seedTwice(seed.id) }
        try options.check()
        self.seeds = seeds
        self.options = options
        self.paraphraser = paraphraser
        self.synonyms = synonyms
        self.embedder = embedder
        if case .fixed(let value) = options.threshold { threshold = value }
    }

    /// Makes, compares and selects the candidates.
    ///
    /// - Throws: `AugmentationError`, and what the paraphraser, the embedder and the source of synonyms throw.
    /// - Complexity: O(candidates · seeds) cosines, on all threads.
    public func run() throws -> AugmentationResult {
        var run = self
        return try run.result()
    }

    private mutating func result() throws -> AugmentationResult {
        try table.add(seeds.map(\.text), by: embedder)
        seedEmbeddings = seeds.compactMap { table[$0.text] }
        guard seedEmbeddings.count == seeds.count else {
            let without = seeds.filter { table[$0.text] == nil }
            throw AugmentationError.textsWithoutEmbedding(
                model: similarity, count: without.count, first: without.first?.text ?? "")
        }
        let templates = try templates()
        let variants = try variants(of: templates)
        var candidates: [Candidate] = []
        var short: [String: Int] = [:]
        for place in seeds.indices {
            candidates += templates[place] + variants[place]
            let accepted = variants[place].count { $0.verdict.isAccepted }
            if accepted < options.perSeed { short[seeds[place].id] = accepted }
        }
        return AugmentationResult(
            candidates: candidates, threshold: threshold ?? 0, similarity: similarity, short: short)
    }

    // MARK: - Templates

    /// All templates of each seed.
    private mutating func templates() throws -> [[Candidate]] {
        var found = [[Candidate]](repeating: [], count: seeds.count)
        guard let paraphraser else { return found }
        for round in 1...options.rounds {
            let open = seeds.indices.filter { place in
                found[place].count { $0.verdict.isAccepted } < options.templates
            }
            if open.isEmpty { break }
            let prompts = open.map { ParaphrasePrompt.templates(of: seeds[$0].text, count: options.templates) }
            let replies = try paraphraser.replies(to: prompts, round: round)
            guard replies.count == prompts.count else {
                throw AugmentationError.repliesMiscounted(
                    model: paraphraser.model, prompts: prompts.count, replies: replies.count)
            }
            var fresh = [[Candidate]](repeating: [], count: seeds.count)
            for (place, (prompt, reply)) in zip(open, zip(prompts, replies)) {
                fresh[place] = NumberedList.items(of: reply ?? "").enumerated().map { number, text in
                    Candidate(
                        kind: .template, seed: seeds[place].id, template: found[place].count + number + 1,
                        templateText: seeds[place].text, text: text, method: "endpoint", replacements: [],
                        verdict: .accepted, model: paraphraser.model, similarity: similarity,
                        promptHash: ParaphrasePrompt.hash(prompt), round: round)
                }
            }
            try compare(&fresh)
            for place in open {
                judge(&fresh[place], of: place, after: found[place]) { $0.cosineToSeed }
                var accepted = found[place].count { $0.verdict.isAccepted }
                for number in fresh[place].indices where fresh[place][number].verdict.isAccepted {
                    if accepted == options.templates { fresh[place][number].verdict = .rejected(.enoughTemplates) }
                    accepted = min(accepted + 1, options.templates)
                }
                found[place] += fresh[place]
            }
        }
        return found
    }

    // MARK: - Variants

    /// All variants of each seed, selected.
    private mutating func variants(of templates: [[Candidate]]) throws -> [[Candidate]] {
        var bases: [(seed: Int, template: Int, text: String)] = []
        for place in seeds.indices {
            let accepted = templates[place].filter(\.verdict.isAccepted)
            bases += accepted.map { (place, $0.template, $0.text) }
            if accepted.isEmpty { bases.append((place, 0, seeds[place].text)) }
        }
        let words = try synonyms.replaceableWords(in: bases.map(\.text))
        var variants = [[Candidate]](repeating: [], count: seeds.count)
        for (base, words) in zip(bases, words) {
            let seed = seeds[base.seed]
            var generator = Philox(seed: options.seed, stream: Self.stream(seed.id, base.template))
            let sets = Replacing.sets(
                of: words, most: options.mostReplacements, limit: options.triesPerTemplate, generator: &generator)
            variants[base.seed] += sets.map { replacements in
                Candidate(
                    kind: .variant, seed: seed.id, template: base.template, templateText: base.text,
                    text: Replacing.text(base.text, with: replacements), method: synonyms.method,
                    replacements: replacements, verdict: .accepted, model: synonyms.model, similarity: similarity,
                    promptHash: nil, round: 0)
            }
        }
        try compare(&variants)
        for place in seeds.indices {
            judge(&variants[place], of: place, after: templates[place]) { $0.cosineToTemplate }
            select(&variants[place])
        }
        return variants
    }

    /// Keeps the accepted variants that are nearest to the seed, template by template.
    private func select(_ variants: inout [Candidate]) {
        var templates: [Int] = []
        for variant in variants where !templates.contains(variant.template) { templates.append(variant.template) }
        for (number, template) in templates.enumerated() {
            let quota =
                options.perSeed / templates.count + (number < options.perSeed % templates.count ? 1 : 0)
            let nearest = variants.indices
                .filter { variants[$0].template == template && variants[$0].verdict.isAccepted }
                .sorted { first, second in
                    let cosines = (variants[first].cosineToSeed ?? -2, variants[second].cosineToSeed ?? -2)
                    return cosines.0 == cosines.1
                        ? variants[first].text.utf8.lexicographicallyPrecedes(variants[second].text.utf8)
                        : cosines.0 > cosines.1
                }
            for place in nearest.dropFirst(quota) { variants[place].verdict = .rejected(.notAmongNearest) }
        }
    }

    // MARK: - Comparing

    /// Fills in the cosines, and the threshold if it is calibrated and not known yet.
    private mutating func compare(_ candidates: inout [[Candidate]]) throws {
        try table.add(candidates.flatMap { $0.map(\.text) }, by: embedder)
        let (table, seeds, seedEmbeddings) = (table, seeds, seedEmbeddings)
        let compared = try Array(candidates.enumerated()).concurrentMap { place, candidates in
            candidates.map { candidate in
                Self.compared(candidate, own: place, table, seeds, seedEmbeddings)
            }
        }
        candidates = compared.map { $0.map(\.candidate) }
        if threshold == nil {
            threshold = Threshold.calibrated(compared.flatMap { $0.flatMap(\.others) })
            guard threshold != nil else { throw AugmentationError.nothingToCalibrate }
        }
    }

    /// A candidate with its cosines, and those to seeds that are not its own.
    private static func compared(
        _ candidate: Candidate, own: Int, _ table: EmbeddingTable, _ seeds: [AugmentationSeed],
        _ seedEmbeddings: [Embedding]
    ) -> (candidate: Candidate, others: [Double]) {
        guard let embedding = table[candidate.text] else { return (candidate, []) }
        var candidate = candidate
        let cosines = seedEmbeddings.map { $0.cosine(embedding) }
        candidate.cosineToSeed = cosines[own]
        candidate.cosineToTemplate = table[candidate.templateText].map { $0.cosine(embedding) }
        // Its own seed where several are as near: then none is nearer.
        var nearest = own
        for place in cosines.indices where cosines[place] > cosines[nearest] { nearest = place }
        candidate.nearestSeed = seeds[nearest].id
        candidate.cosineToNearest = cosines[nearest]
        return (candidate, cosines.enumerated().filter { $0.offset != own }.map(\.element))
    }

    /// Rejects candidates of a seed that repeat one before, are too far, or are nearer to another seed.
    ///
    /// - Parameter cosine: that which has to be above the threshold.
    private func judge(
        _ candidates: inout [Candidate], of place: Int, after earlier: [Candidate],
        _ cosine: (Candidate) -> Double?
    ) {
        var seen = Set([Words.lowered(seeds[place].text)] + earlier.map { Words.lowered($0.text) })
        for number in candidates.indices {
            let candidate = candidates[number]
            if !seen.insert(Words.lowered(candidate.text)).inserted {
                candidates[number].verdict = .rejected(.duplicate)
            } else if let cosine = cosine(candidate) {
                if cosine <= threshold ?? 0 {
                    candidates[number].verdict = .rejected(.belowThreshold)
                } else if candidate.nearestSeed != seeds[place].id {
                    candidates[number].verdict = .rejected(.otherSeedNearer)
                }
            } else {
                candidates[number].verdict = .rejected(.noEmbedding)
            }
        }
    }

    /// A stream of random numbers for each template of each seed, whatever other seeds there are.
    private static func stream(_ id: String, _ template: Int) -> UInt64 {
        "\(id)\u{0}\(template)".utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
