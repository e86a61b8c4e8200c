import Foundation
import TestSupport
import Testing

@testable import Augmentation

@Suite struct QualityTests {
    private func printed(_ value: Double?) -> String { value.map { String(format: "%.4f", $0) } ?? "nil" }

    /// The three files of `expected.json`, to every printed digit.
    @Test(.enabled(if: SharedQuestions.isPresent, SharedQuestions.missing))
    func publishedFiles() throws {
        let data = try Data(contentsOf: SharedQuestions.folder.appending(path: "expected.json"))
        let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let blocks = try #require(json["augmentation"] as? [[String: Any]])
        #expect(blocks.count == 3)
        for block in blocks {
            let file = try #require(block["file"] as? String)
            let quality = try AugmentationQuality(texts: SharedQuestions.texts(file))
            #expect(quality.texts == block["rows"] as? Int)
            for (name, value) in [
                ("ppl_as_coded", quality.perplexityAsCoded), ("ppl_bigram_key_fixed", quality.perplexityMended),
                ("distinct_1", quality.distinct.distinct1), ("distinct_2", quality.distinct.distinct2),
            ] {
                #expect(printed(value) == printed(block[name] as? Double), "\(file) \(name)")
            }
        }
    }

    /// The product itself, as the authors' code multiplies it.
    private func slowPerplexity(_ words: [String], finds: Bool) -> Double {
        var product = 1.0
        let distinct = Double(Set(words).count)
        for place in words.indices.dropLast() {
            let pairs = words.indices.dropLast().count {
                words[$0] == words[place] && words[$0 + 1] == words[place + 1]
            }
            let singles = words.count { $0 == words[place] }
            product *= (Double(finds ? pairs : 0) + 0.5) / (Double(singles) + 0.5 * distinct)
        }
        return pow(1 / product, 1 / Double(words.count))
    }

    @Test func perplexityOfRandomTexts() throws {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            let words = (0..<Int.random(in: 1...20, using: &generator)).map { _ in
                ["one", "Two", "three", "é", "5"].randomElement(using: &generator) ?? ""
            }
            let perplexity = try #require(BigramPerplexity(of: words.joined(separator: " ")))
            #expect(abs(perplexity.asCoded / slowPerplexity(words, finds: false) - 1) < 1e-12)
            #expect(abs(perplexity.mended / slowPerplexity(words, finds: true) - 1) < 1e-12)
        }
    }

    @Test func perplexityDeletesPunctuation() {
        #expect(BigramPerplexity(of: "a, b; (a) b!") == BigramPerplexity(of: "a b a b"))
        #expect(BigramPerplexity(of: "don't") == BigramPerplexity(of: "dont"))
        // Only that of ASCII.
        #expect(BigramPerplexity(of: "a “b” a b") != BigramPerplexity(of: "a b a b"))
        #expect(BigramPerplexity(of: "word")?.asCoded == 1)
        #expect(BigramPerplexity(of: " ?! ") == nil)
        #expect(BigramPerplexity(of: "") == nil)
        // A long text has a perplexity too, where the product would be 0.
        let long = (0..<5_000).map { "w\($0 % 50)" }.joined(separator: " ")
        #expect(BigramPerplexity(of: long)?.asCoded.isFinite == true)
    }

    @Test func distinctWords() {
        let distinct = DistinctWords(["A a b", "b C_1", "", "!"])
        #expect(distinct.words == 5)
        #expect(distinct.distinctWords == 3)
        #expect(distinct.pairs == 3)
        #expect(distinct.distinctPairs == 3)
        #expect(distinct.distinct1 == 0.6)
        #expect(DistinctWords([]).distinct1 == nil)
        #expect(DistinctWords(["a", "b"]).distinct2 == nil)
    }

    @Test func nearnessByHand() throws {
        let seeds = [AugmentationSeed(id: "1", text: "x"), AugmentationSeed(id: "2", text: "y")]
        let vectors: [String: [Double]] = [
            "x": [1, 0], "y": [0, 1], "near x": [4, 3], "near y": [3, 4], "X": [1, 0],
        ]
        let quality = try AugmentationQuality(
            texts: [("near x", "1"), ("near y", "1"), ("near x", "1"), ("X", nil)], seeds: seeds,
            embedder: TableEmbedder(vectors: vectors))
        #expect(quality.texts == 4)
        #expect(quality.duplicates == 2)
        let mean = 2.2 / 3
        #expect(abs(try #require(quality.cosineToSeed) - mean) < 1e-6)
        #expect(quality.ownSeedNearest == 2.0 / 3)
        // √(2 − 2·0.8) three times, and 0.
        let gain = 3 * 0.4.squareRoot() / 4
        #expect(abs(try #require(quality.diversityGain) - gain) < 1e-6)
        #expect(throws: AugmentationError.self) {
            try AugmentationQuality(
                texts: [("unknown", "1")], seeds: seeds, embedder: TableEmbedder(vectors: vectors))
        }
    }

    @Test(.enabled(if: SharedQuestions.isPresent, SharedQuestions.missing))
    func publishedTextsAreNearTheirSeeds() throws {
        let seeds = try SharedQuestions.seeds()
        let ids = Dictionary(seeds.map { ($0.text, $0.id) }, uniquingKeysWith: { first, _ in first })
        let texts = try SharedQuestions.rows("new_WVQ_500").map { row in
            (text: row["q_content"]?.text ?? "", seed: row["ori_content"].flatMap { ids[$0.text] })
        }
        let quality = try AugmentationQuality(texts: texts, seeds: seeds, embedder: HashedEmbedder())
        #expect(quality.texts == 500)
        #expect(try #require(quality.ownSeedNearest) > 0.9)
        #expect(try #require(quality.cosineToSeed) > 0.4)
        #expect(quality.duplicates < 100)
        #expect(quality.similarity == "hashed-3-4-grams")
    }
}
