import ArgumentParser
import Augmentation
import Foundation
import Ingest
import Reports
import Surveys
import Tabular

struct AugmentQuestionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "questions",
        abstract: "Make variants of survey questions.",
        discussion: """
            With a model, each question first gets up to --templates sentences of another structure; then words are \
            replaced by synonyms. A variant is taken if it is near its template, no other question is nearer, and it is \
            among those nearest to its question. All candidates are kept by --candidates and --store, with why they \
            were not taken. The same seed gives the same file, and a model is asked nothing twice.

              cultivar augment questions --seeds WVQ.jsonl --threshold calibrated
              cultivar augment --seeds WVQ.jsonl --method endpoint \\
                --endpoint http://127.0.0.1:8080/v1 --model my-model \\
                --similarity endpoint --embedding-model my-embeddings \\
                --out new.jsonl --store study.sqlite
            """)

    /// Where synonyms, and with a model other structures, come from.
    enum Method: String, CaseIterable, ExpressibleByArgument {
        case wordnet, endpoint
    }

    @Option(
        help: ArgumentHelp("The questions: JSON lines, CSV or YAML.", valueName: "file"), completion: .file())
    var seeds: String

    @Option(help: "Who makes the variants: \(Method.allCases.map(\.rawValue).joined(separator: ", ")).")
    var method = Method.wordnet

    @Option(help: ArgumentHelp("Other sentence structures per question, by the model.", valueName: "count"))
    var templates = 5

    @Option(help: ArgumentHelp("Variants per question.", valueName: "count"))
    var perSeed = 10

    @Option(help: ArgumentHelp("How often the model is asked for structures of a question.", valueName: "count"))
    var rounds = 10

    @Option(
        help: ArgumentHelp(
            "The cosine that a candidate must be above: a number, or calibrated, the 99th percentile of the cosines to other questions.",
            valueName: "number"))
    var threshold = "0.80"

    @Option(help: ArgumentHelp("Words replaced in a variant, 1 or 2.", valueName: "count"))
    var replacements = 2

    @Option(help: "The seed of the draws.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("How freely the model writes, from 0 to 2.", valueName: "number"))
    var temperature = 0.7

    @Option(
        help: ArgumentHelp("The folder of WordNet's files.", valueName: "folder"), completion: .directory)
    var wordnet = WordNet.usualFolder

    @Option(
        name: .customLong("out"),
        help: ArgumentHelp("The file of the questions that are taken; standard output if left out.", valueName: "file"),
        completion: .file())
    var path: String?

    @Option(
        help: ArgumentHelp("Write every candidate to this file of JSON lines.", valueName: "file"),
        completion: .file())
    var candidates: String?

    @Option(
        name: .customLong("store"),
        help: ArgumentHelp("Keep every candidate in table candidates of this store.", valueName: "file"),
        completion: .file())
    var storePath: String?

    @OptionGroup var similarity: SimilarityOptions
    @OptionGroup var asking: AskingOptions

    func validate() throws {
        if method == .endpoint, asking.model == nil {
            throw ValidationError("--method endpoint needs --endpoint URL and --model NAME.")
        }
        guard threshold == "calibrated" || Double(threshold) != nil else {
            throw ValidationError("--threshold is a number or calibrated, and is \(threshold).")
        }
        guard (0...2).contains(temperature) else {
            throw ValidationError("--temperature is from 0 to 2, and is \(temperature).")
        }
    }

    func run() throws {
        try withStopRequest { stop in
            let file = try SeedFile(path: seeds)
            let result = try augment(file, stop)
            try write(result, file.questions)
            tell(result, seedCount: file.seeds.count)
        }
    }

    private func augment(_ file: SeedFile, _ stop: StopRequest) throws -> AugmentationResult {
        var options = AugmentationOptions()
        options.templates = templates
        options.perSeed = perSeed
        options.rounds = rounds
        options.mostReplacements = replacements
        options.seed = seed
        options.threshold = Double(threshold).map(Threshold.fixed) ?? .calibrated
        var opened: ReplyLedger?
        func ledger() throws -> ReplyLedger {
            if let opened { return opened }
            let ledger = try ReplyLedger(path: asking.ledger)
            opened = ledger
            return ledger
        }
        let embedder = try similarity.embedder(asking, ledger: ledger, stop: stop)
        switch method {
        case .wordnet:
            return try AugmentationRun(
                seeds: file.seeds, options: options, paraphraser: nil,
                synonyms: WordNetSynonyms(WordNet(folder: wordnet)), embedder: embedder
            ).run()
        case .endpoint:
            let run = try PromptRun(asking, ledger: ledger(), temperature: temperature, seed: seed, stop: stop)
            defer { StandardError.write("\(run.account)\n") }
            let paraphraser = EndpointParaphraser(run)
            return try AugmentationRun(
                seeds: file.seeds, options: options, paraphraser: paraphraser,
                synonyms: PromptedSynonyms(paraphraser), embedder: embedder
            ).run()
        }
    }

    private func write(_ result: AugmentationResult, _ questions: QuestionSet) throws {
        let taken = result.accepted.compactMap { candidate in
            questions.position(of: candidate.seed).map {
                CandidateText.question(candidate, seed: questions.questions[$0])
            }
        }.joined()
        if let path {
            try AtomicFile.write(taken.utf8, to: path)
        } else {
            try FileDescriptorSink.standardOutput().write(Array(taken.utf8))
        }
        if let candidates {
            let lines = result.candidates.map { CandidateText.line($0, threshold: result.threshold) }.joined()
            try AtomicFile.write(lines.utf8, to: candidates)
        }
        if let storePath {
            try CandidateFacts.write(result, seedsFile: AnsweredBenchmark.name(ofFile: seeds), into: storePath)
        }
    }

    /// Every candidate is in one of the counts.
    private func tell(_ result: AugmentationResult, seedCount: Int) {
        var counts: [String: Int] = [:]
        for candidate in result.candidates { counts[CandidateText.verdict(candidate), default: 0] += 1 }
        let parts = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
        StandardError.write(
            """
            \(path ?? "standard output"): \(result.accepted.count) questions of \(seedCount) seeds; \
            \(result.candidates.count) candidates = \(parts.joined(separator: " + ")); \
            cosine above \(result.threshold.formatted(.number.precision(.fractionLength(4)))) (\(result.similarity))\n
            """)
        if !result.short.isEmpty {
            let few = result.short.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            let named = few.prefix(5).map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
            StandardError.write(
                "\(few.count) seeds have fewer than \(perSeed) variants: \(named)\(few.count > 5 ? " …" : "")\n")
        }
    }
}
