import Augmentation
import Digests
import Ingest
import LocalFacts

/// Candidates as rows of the fact table `candidates`.
enum CandidateFacts {
    private static let tags = [
        "question", "kind", "method", "model", "similarity", "verdict", "nearest", "replacements", "prompt_sha256",
    ]
    private static let integers = ["template", "round"]
    private static let reals = ["cosine_to_seed", "cosine_to_template", "cosine_to_nearest", "threshold"]
    private static let texts = ["text", "template_text"]

    /// Writes them; a former run with the same seeds file, method, model and similarity is replaced.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    static func write(_ result: AugmentationResult, seedsFile: String, into path: String) throws {
        guard let first = result.candidates.first else { return }
        let name = ["candidates", seedsFile, first.method, first.model, result.similarity].joined(separator: "/")
        try DerivedLoad.run(into: path) { load, _ in
            try load.resolvePlacesAndLanguages()
            let former = try load.removeFiles(path: name, dataset: seedsFile)
            let rows = try DerivedRows(
                load, table: "candidates",
                file: FileDescription(
                    path: name, dataset: seedsFile, format: "candidates", byteCount: nil,
                    headHash: ContentHash.of(Array(name.utf8))),
                columns: tags.map { .init($0, .tag) } + integers.map { .init($0, .integer) }
                    + reals.map { .init($0, .real) } + texts.map { .init($0, .text) })
            try append(result, to: rows)
            try rows.writer.finish(contentHash: nil)
            let replaced = former > 0 ? ", in place of \(former) former ones" : ""
            StandardError.write("\(path): \(result.candidates.count) candidates\(replaced)\n")
        }
    }

    private static func append(_ result: AugmentationResult, to rows: DerivedRows) throws {
        let candidates = result.candidates
        let words: [(Candidate) -> String?] = [
            { $0.seed }, { $0.kind.rawValue }, { $0.method }, { $0.model }, { $0.similarity },
            { CandidateText.verdict($0) }, { $0.nearestSeed },
            { $0.replacements.isEmpty ? nil : CandidateText.replacements($0) }, { $0.promptHash },
        ]
        var values: [SampleBatch.Values] = []
        for (column, word) in words.enumerated() {
            values.append(.tags(try candidates.map { try rows.code(of: word($0), column: column) }))
        }
        for number in [\Candidate.template, \Candidate.round] {
            values.append(.wholeNumbers(candidates.map { Int64($0[keyPath: number]) }))
        }
        for number in [\Candidate.cosineToSeed, \Candidate.cosineToTemplate, \Candidate.cosineToNearest] {
            values.append(.numbers(candidates.map { $0[keyPath: number] }))
        }
        values.append(.numbers(candidates.map { _ in result.threshold }))
        for text in [\Candidate.text, \Candidate.templateText] {
            values.append(.strings(candidates.map { $0[keyPath: text] }))
        }
        try rows.append(
            records: candidates.indices.map { Int64($0 + 1) }, recordsRead: Int64(candidates.count), values: values)
    }
}
