import ArgumentParser
import Augmentation
import Ingest
import Readers
import SQLite
import Surveys

struct AugmentQualityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quality",
        abstract: "Measure how near augmented questions are, and how varied.",
        discussion: """
            One row per file, method and model: cosine to the question, the share with no other question nearer, \
            duplicates, distinct words and pairs, perplexity, diversity gain. Of a file of candidates the accepted \
            variants count, unless --all is given. docs/augmentation.md has the definitions.

              cultivar augment quality new_WVQ_100.jsonl --seeds WVQ.jsonl
              cultivar augment quality candidates.jsonl --seeds WVQ.jsonl --all
            """)

    @Argument(
        help: ArgumentHelp("Files of augmented questions or candidates.", valueName: "file"), completion: .file())
    var paths: [String]

    @Option(
        help: ArgumentHelp("The questions that they were made from.", valueName: "file"), completion: .file())
    var seeds: String

    @Flag(help: "Of a file of candidates, measure all of them.")
    var all = false

    @OptionGroup var similarity: SimilarityOptions
    @OptionGroup var asking: AskingOptions
    @OptionGroup var output: TableOutput

    func run() throws {
        try withStopRequest { stop in
            let file = try SeedFile(path: seeds)
            let embedder = try similarity.embedder(asking, ledger: { try ReplyLedger(path: asking.ledger) }, stop: stop)
            var rows: [[SQLValue]] = []
            for path in paths {
                for group in try AugmentedTexts(path: path, seeds: file.questions, takesAll: all).groups {
                    let quality = try AugmentationQuality(texts: group.texts, seeds: file.seeds, embedder: embedder)
                    rows.append(row(path, group, quality))
                }
            }
            try output.write(
                [
                    "file", "method", "model", "n", "similarity", "cosine_to_seed", "own_seed_nearest", "duplicates",
                    "distinct_1", "distinct_2", "perplexity_as_coded", "perplexity_mended", "without_words",
                    "diversity_gain",
                ], rows)
        }
    }

    private func row(_ path: String, _ group: AugmentedTexts.Group, _ quality: AugmentationQuality) -> [SQLValue] {
        [
            .text(AnsweredBenchmark.name(ofFile: path)), SQLValue(group.method), SQLValue(group.model),
            .integer(Int64(quality.texts)), SQLValue(quality.similarity), SQLValue(quality.cosineToSeed),
            SQLValue(quality.ownSeedNearest), .integer(Int64(quality.duplicates)),
            SQLValue(quality.distinct.distinct1), SQLValue(quality.distinct.distinct2),
            SQLValue(quality.perplexityAsCoded), SQLValue(quality.perplexityMended),
            .integer(Int64(quality.textsWithoutWords)), SQLValue(quality.diversityGain),
        ]
    }
}

/// The texts of a file of augmented questions or candidates, each with its seed.
struct AugmentedTexts {
    /// Texts of one method and model; both are nil for a file that does not say.
    struct Group {
        let method: String?
        let model: String?
        var texts: [(text: String, seed: String?)] = []
    }

    private(set) var groups: [Group] = []

    /// - Throws: `SurveyError`, `ReadError`.
    init(path: String, seeds: QuestionSet, takesAll: Bool) throws {
        let questions = try AugmentedQuestions(path: path, seeds: seeds)
        let rejected = questions.rejects.total
        StandardError.write(
            "\(path): \(questions.items.count + rejected) records seen = \(questions.items.count) texts + \(rejected) rejected\n"
        )
        let records = try Self.candidates(path)
        guard !records.isEmpty else {
            groups = [Group(method: nil, model: nil, texts: questions.items.map { ($0.text, $0.question) })]
            return
        }
        for record in records {
            let isTaken = record["verdict"]?.text == "accepted" && record["kind"]?.text == "variant"
            guard takesAll || isTaken, let text = record["q_content"]?.text else { continue }
            let (method, model) = (record["method"]?.text, record["model"]?.text)
            let place = groups.firstIndex { $0.method == method && $0.model == model } ?? groups.count
            if place == groups.count { groups.append(Group(method: method, model: model)) }
            groups[place].texts.append((text, record["q_id"]?.text))
        }
    }

    /// The records of a file of candidates; empty for another file.
    private static func candidates(_ path: String) throws -> [RecordFields] {
        let reader = try RecordFieldsReader(path: path)
        var found: [RecordFields] = []
        while let batch = try reader.next() {
            guard batch.first?["verdict"] != nil else { return [] }
            found += batch
        }
        return found
    }
}
