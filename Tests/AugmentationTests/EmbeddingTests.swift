import Parallel
import TestSupport
import Testing

@testable import Augmentation

@Suite struct EmbeddingTests {
    @Test func cosinesOfVectors() throws {
        let first = try #require(Embedding([3, 4]))
        let second = try #require(Embedding([4, 3]))
        #expect(abs(first.cosine(second) - 0.96) < 1e-6)
        #expect(abs(first.distance(second) - (2 - 2 * 0.96).squareRoot()) < 1e-6)
        #expect(abs(first.cosine(first) - 1) < 1e-6)
        #expect(Embedding([0, 0]) == nil)
        #expect(Embedding([]) == nil)
        #expect(Embedding([.nan, 1]) == nil)
        #expect(Embedding([.infinity, 1]) == nil)
        #expect(first.cosine(try #require(Embedding([1, 0, 0]))) == 0)
    }

    /// Sparse vectors have the cosine of the dense ones.
    @Test func sparseAndDense() throws {
        var generator = SeededGenerator(seed: 5)
        func draw() -> [Int32: Double] {
            var entries: [Int32: Double] = [:]
            for _ in 0..<20 {
                entries[Int32.random(in: 0..<64, using: &generator)] = Double.random(in: -2...2, using: &generator)
            }
            return entries
        }
        for _ in 0..<100 {
            let (first, second) = (draw(), draw())
            func dense(_ entries: [Int32: Double]) -> [Double] { (0..<64).map { entries[Int32($0)] ?? 0 } }
            let sparse = try #require(Embedding(sparse: first, dimension: 64))
                .cosine(try #require(Embedding(sparse: second, dimension: 64)))
            let whole = try #require(Embedding(dense(first))).cosine(try #require(Embedding(dense(second))))
            #expect(abs(sparse - whole) < 1e-6)
        }
    }

    @Test func hashedTexts() throws {
        let texts = [
            "My parents are proud", "my PARENTS, are proud!", "My parents were proud", "Trust in strangers", "", "?",
        ]
        let embeddings = try HashedEmbedder().embeddings(of: texts)
        #expect(embeddings[4] == nil && embeddings[5] == nil)
        let first = try #require(embeddings[0])
        #expect(abs(first.cosine(try #require(embeddings[1])) - 1) < 1e-6)
        let near = first.cosine(try #require(embeddings[2]))
        let far = first.cosine(try #require(embeddings[3]))
        #expect(near > 0.6 && near < 1)
        #expect(far < 0.2)
        let width = Width.current
        defer { Width.current = width }
        Width.current = 1
        #expect(try HashedEmbedder().embeddings(of: texts) == embeddings)
    }

    /// The 99th percentile of cosines to other seeds: what a calibrated threshold is.
    @Test(.enabled(if: SharedQuestions.isPresent, SharedQuestions.missing))
    func otherSeeds() throws {
        let seeds = try SharedQuestions.texts("WVQ")
        let rows = try SharedQuestions.rows("new_WVQ_500")
        let own = rows.map { $0["ori_content"]?.text ?? "" }
        let texts = rows.map { $0["q_content"]?.text ?? "" }
        let seedEmbeddings = try HashedEmbedder().embeddings(of: seeds).compactMap { $0 }
        let embeddings = try HashedEmbedder().embeddings(of: texts).compactMap { $0 }
        var others: [Double] = []
        for (place, embedding) in embeddings.enumerated() {
            for (seed, seedEmbedding) in zip(seeds, seedEmbeddings) where seed != own[place] {
                others.append(embedding.cosine(seedEmbedding))
            }
        }
        let threshold = try #require(Threshold.calibrated(others))
        #expect((0.44...0.48).contains(threshold), "\(threshold)")
    }

    @Test func percentiles() {
        #expect(Threshold.calibrated([]) == nil)
        #expect(Threshold.calibrated([0.3]) == 0.3)
        #expect(abs((Threshold.calibrated((0...100).map { Double($0) / 100 }) ?? 0) - 0.99) < 1e-12)
        #expect(abs((Threshold.calibrated([0, 1]) ?? 0) - 0.99) < 1e-12)
    }

    @Test func filesOfEmbeddings() throws {
        let folder = try TemporaryFolder()
        let good = try folder.write(
            "{\"text\": \"a\", \"embedding\": [1, 0.0], \"model\": \"m\"}{\"text\": \"b\", \"embedding\": [1e-3, 2]}\n",
            to: "g.jsonl")
        let embedder = try FileEmbedder(path: good)
        #expect(embedder.model == "m")
        let found = try embedder.embeddings(of: ["b", "c", "a"])
        #expect(found[0] != nil && found[1] == nil && found[2] == Embedding([1, 0]))
        #expect(try FileEmbedder(path: good, model: "own").model == "own")

        func error(_ text: String) throws -> AugmentationError? {
            let path = try folder.write(text, to: "bad.jsonl")
            return #expect(throws: AugmentationError.self) { try FileEmbedder(path: path) }
        }
        #expect(try error("")?.description.contains("no embeddings") == true)
        #expect(try error("{\"embedding\": [1]}\n")?.description.contains("no “text”") == true)
        #expect(try error("{\"text\": \"a\"}\n")?.description.contains("no “embedding”") == true)
        #expect(try error("{\"text\": \"a\", \"embedding\": 3}\n")?.description.contains("no list") == true)
        #expect(try error("{\"text\": \"a\", \"embedding\": [1, \"x\"]}\n")?.description.contains("no number") == true)
        #expect(try error("{\"text\": \"a\", \"embedding\": [0, 0]}\n")?.description.contains("no length") == true)
        #expect(
            try error("{\"text\": \"a\", \"embedding\": [1, 2]}\n{\"text\": \"b\", \"embedding\": [1]}\n")
                == .dimensionsDiffer(model: folder.path("bad.jsonl"), 2, 1))
    }
}
