import Parallel
import TestSupport
import Testing

@testable import Augmentation

/// Whole runs, with models from a script.
@Suite struct AugmentationRunTests {
    private let seeds = [
        AugmentationSeed(id: "s1", text: "big cat"), AugmentationSeed(id: "s2", text: "red dog"),
    ]
    private let synonyms = ListedSynonyms(synonyms: ["big": ["large", "tall"], "cat": ["tiger"], "red": ["pink"]])

    /// Vectors by hand: s1 along x, s2 along y.
    private var vectors: [String: [Double]] {
        [
            "big cat": [1, 0], "red dog": [0, 1], "large cat": [0.99, 0.1], "tall cat": [0.9, 0.2],
            "big tiger": [0.7, 0.6],
            "large tiger": [0.3, 0.9], "tall tiger": [0.95, 0.1], "pink dog": [0.1, 0.99],
        ]
    }

    private func options(_ change: (inout AugmentationOptions) -> Void = { _ in }) -> AugmentationOptions {
        var options = AugmentationOptions()
        options.perSeed = 2
        change(&options)
        return options
    }

    private func verdicts(_ result: AugmentationResult) -> [String: Verdict] {
        Dictionary(result.candidates.map { ($0.text, $0.verdict) }, uniquingKeysWith: { first, _ in first })
    }

    @Test func everyCandidateIsKeptWithItsVerdict() throws {
        let result = try AugmentationRun(
            seeds: seeds, options: options(), paraphraser: nil, synonyms: synonyms,
            embedder: TableEmbedder(vectors: vectors)
        ).run()
        #expect(result.threshold == 0.8)
        #expect(result.similarity == "table")
        #expect(
            verdicts(result) == [
                "large cat": .accepted, "tall cat": .rejected(.notAmongNearest),
                "big tiger": .rejected(.belowThreshold),
                "large tiger": .rejected(.belowThreshold), "tall tiger": .accepted, "pink dog": .accepted,
            ])
        #expect(result.accepted.map(\.text) == ["large cat", "tall tiger", "pink dog"])
        #expect(result.short == ["s2": 1])
        let tiger = try #require(result.candidates.first { $0.text == "large tiger" })
        #expect(tiger.replacements.map(\.replacement) == ["large", "tiger"])
        #expect(tiger.nearestSeed == "s2")
        #expect(tiger.templateText == "big cat" && tiger.template == 0)
        #expect(tiger.method == "listed" && tiger.model == "list 1" && tiger.promptHash == nil)
    }

    @Test func anotherSeedNearer() throws {
        let result = try AugmentationRun(
            seeds: seeds, options: options { $0.threshold = .fixed(0.1) }, paraphraser: nil, synonyms: synonyms,
            embedder: TableEmbedder(vectors: vectors)
        ).run()
        #expect(verdicts(result)["large tiger"] == .rejected(.otherSeedNearer))
        #expect(verdicts(result)["big tiger"] == .rejected(.notAmongNearest))
    }

    @Test func duplicatesAndTextsWithoutEmbedding() throws {
        let same = ListedSynonyms(synonyms: ["big": ["BIG", "odd"], "cat": ["cat", "unknown"]])
        let result = try AugmentationRun(
            seeds: seeds, options: options(), paraphraser: nil, synonyms: same,
            embedder: TableEmbedder(
                vectors: vectors.merging(["BIG cat": [1, 0], "odd cat": [1, 0.1]]) { first, _ in first })
        ).run()
        #expect(verdicts(result)["BIG cat"] == .rejected(.duplicate))
        #expect(verdicts(result)["odd cat"] == .accepted)
        #expect(verdicts(result)["big unknown"] == .rejected(.noEmbedding))
    }

    @Test func calibratedThreshold() throws {
        let result = try AugmentationRun(
            seeds: seeds, options: options { $0.threshold = .calibrated }, paraphraser: nil, synonyms: synonyms,
            embedder: TableEmbedder(vectors: vectors)
        ).run()
        // The cosines to the other seed, by hand.
        let others =
            ["large cat", "tall cat", "big tiger", "large tiger", "tall tiger"].compactMap { text in
                vectors[text].map { $0[1] / ($0[0] * $0[0] + $0[1] * $0[1]).squareRoot() }
            } + [0.1 / (0.1 * 0.1 + 0.99 * 0.99).squareRoot()]
        let expected = try #require(Threshold.calibrated(others))
        #expect(abs(result.threshold - expected) < 1e-6)
        let alone = try AugmentationRun(
            seeds: [seeds[0]], options: options { $0.threshold = .calibrated }, paraphraser: nil, synonyms: synonyms,
            embedder: TableEmbedder(vectors: vectors))
        #expect(throws: AugmentationError.nothingToCalibrate) { try alone.run() }
    }

    @Test func templatesInRounds() throws {
        let paraphraser = ScriptedParaphraser { prompt, round in
            guard prompt.hasSuffix("big cat") else { return nil }
            return round == 1 ? "1. large cat\n2. red dog\n3. big cat" : "1. large cat\n2. tall tiger\n3. tall cat"
        }
        let result = try AugmentationRun(
            seeds: seeds, options: options { ($0.templates, $0.rounds) = (2, 3) }, paraphraser: paraphraser,
            synonyms: synonyms, embedder: TableEmbedder(vectors: vectors)
        ).run()
        let templates = result.candidates.filter { $0.kind == .template }
        #expect(templates.map(\.text) == ["large cat", "red dog", "big cat", "large cat", "tall tiger", "tall cat"])
        #expect(
            templates.map(\.verdict) == [
                .accepted, .rejected(.belowThreshold), .rejected(.duplicate), .rejected(.duplicate), .accepted,
                .rejected(.enoughTemplates),
            ])
        #expect(templates.map(\.round) == [1, 1, 1, 2, 2, 2])
        #expect(templates.map(\.template) == Array(1...6))
        #expect(templates.allSatisfy { $0.promptHash?.count == 64 && $0.model == "scripted" })
        // Variants of both templates of s1, and of the text of s2, which got none.
        let variants = result.candidates.filter { $0.kind == .variant }
        #expect(Set(variants.filter { $0.seed == "s1" }.map(\.template)) == [1])
        #expect(variants.filter { $0.seed == "s2" }.map(\.template) == [0])
        #expect(variants.contains { $0.text == "large tiger" && $0.templateText == "large cat" })
    }

    @Test func badInput() throws {
        func make(
            _ seeds: [AugmentationSeed], _ change: (inout AugmentationOptions) -> Void = { _ in }
        ) throws -> AugmentationRun {
            try AugmentationRun(
                seeds: seeds, options: options(change), paraphraser: nil, synonyms: synonyms,
                embedder: TableEmbedder(vectors: vectors))
        }
        #expect(throws: AugmentationError.noSeeds) { try make([]) }
        #expect(throws: AugmentationError.seedTwice("s1")) { try make([seeds[0], seeds[0]]) }
        #expect(throws: AugmentationError.self) { try make(seeds) { $0.templates = 0 } }
        #expect(throws: AugmentationError.self) { try make(seeds) { $0.perSeed = 0 } }
        #expect(throws: AugmentationError.self) { try make(seeds) { $0.mostReplacements = 3 } }
        #expect(throws: AugmentationError.self) { try make(seeds) { $0.threshold = .fixed(1.2) } }
        #expect(throws: AugmentationError.self) { try make(seeds) { $0.threshold = .fixed(.nan) } }
        let unknown = try make([AugmentationSeed(id: "x", text: "nobody knows")])
        #expect(
            throws: AugmentationError.textsWithoutEmbedding(model: "table", count: 1, first: "nobody knows")
        ) { try unknown.run() }
    }

    @Test func modelsThatMiscount() throws {
        struct Forgetful: Paraphraser, Embedder {
            let model = "forgetful"
            func replies(to prompts: [String], round: Int) throws -> [String?] { [] }
            func embeddings(of texts: [String]) throws -> [Embedding?] { [] }
        }
        let words = try AugmentationRun(
            seeds: seeds, options: options(), paraphraser: Forgetful(), synonyms: synonyms,
            embedder: TableEmbedder(vectors: vectors))
        #expect(throws: AugmentationError.repliesMiscounted(model: "forgetful", prompts: 2, replies: 0)) {
            try words.run()
        }
        let vectors = try AugmentationRun(
            seeds: seeds, options: options(), paraphraser: nil, synonyms: synonyms, embedder: Forgetful())
        #expect(throws: AugmentationError.embeddingsMiscounted(model: "forgetful", texts: 2, embeddings: 0)) {
            try vectors.run()
        }
    }

    /// All 50 questions by WordNet and n-grams: the same candidates for any number of threads, and for one seed alone.
    @Test(
        .enabled(if: SharedQuestions.isPresent, SharedQuestions.missing),
        .enabled(if: InstalledWordNet.isPresent, InstalledWordNet.missing))
    func allQuestions() throws {
        let seeds = try SharedQuestions.seeds()
        let synonyms = WordNetSynonyms(try WordNet())
        func run(_ seeds: [AugmentationSeed], seed: UInt64 = 1, tries: Int = 12) throws -> AugmentationResult {
            var options = AugmentationOptions()
            options.threshold = .calibrated
            options.triesPerTemplate = tries
            options.seed = seed
            return try AugmentationRun(
                seeds: seeds, options: options, paraphraser: nil, synonyms: synonyms, embedder: HashedEmbedder()
            ).run()
        }
        let result = try run(seeds)
        #expect(result.accepted.count > 200)
        #expect(Set(result.accepted.map(\.text)).count == result.accepted.count)
        for candidate in result.candidates {
            #expect((1...2).contains(candidate.replacements.count))
            #expect(candidate.text == Replacing.text(candidate.templateText, with: candidate.replacements))
            if candidate.verdict.isAccepted {
                #expect(candidate.cosineToTemplate ?? 0 > result.threshold)
                #expect(candidate.nearestSeed == candidate.seed)
            }
        }
        let bySeed = Dictionary(grouping: result.accepted, by: \.seed)
        #expect(bySeed.values.allSatisfy { $0.count <= 10 })
        // No variant that is left out is nearer to the seed than one that is taken.
        for (seed, taken) in bySeed {
            let least = taken.compactMap(\.cosineToSeed).min() ?? 0
            let left = result.candidates.filter { $0.seed == seed && $0.verdict == .rejected(.notAmongNearest) }
            #expect(left.allSatisfy { ($0.cosineToSeed ?? 0) <= least })
        }
        let width = Width.current
        defer { Width.current = width }
        Width.current = 1
        #expect(try run(seeds).candidates == result.candidates)
        #expect(try run(seeds, seed: 2).candidates != result.candidates)
        // The draws of a seed do not depend on the others.
        let alone = try run([seeds[7], seeds[3]])
        #expect(
            alone.candidates.map(\.text)
                == [7, 3].flatMap { place in
                    result.candidates.filter { $0.seed == seeds[place].id }.map(\.text)
                })
    }
}
