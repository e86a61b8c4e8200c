import ArgumentParser
import Foundation
import Preferences
import Reports
import SQLite
import Statistics
import Tabular
import Warehouse

struct PreferencesEvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract:
            "Train a head per culture and selection of pairs, or take rewards, and test them on the users held out.",
        discussion: """
            Prints a row per culture and selection: the accuracy before and after training and the gain, with \
            intervals by user, p-values adjusted by Holm over the cultures, and the baseline "the longer answer wins". \
            The results by user become the table evaluations, which report bias-matrix reads; with --curves the table \
            learning_curves, which data-efficiency reads.

            --scores trains nothing and tests reward models of others: columns of responses, which `preferences score \
            --file` fills. COLUMN is a model of all cultures, COLUMN=CULTURE the model of one.

              cultivar preferences evaluate --features tabular
              cultivar preferences evaluate --features tabular --curves --json reports
              cultivar preferences evaluate --scores reward_other
              cultivar report bias-matrix
            """)

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "What heads are trained on: \(PairSelection.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "selection"))
    var selections = PairSelection.allCases

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Columns of responses with the rewards of models that were trained elsewhere.",
            valueName: "column[=culture]"))
    var scores: [String] = []

    @Option(help: ArgumentHelp("Cultures with fewer training users get no head.", valueName: "count"))
    var minUsers = PairAccuracy.leastUsers

    @Option(help: ArgumentHelp("The level of the intervals.", valueName: "level"))
    var level = 0.95

    @Flag(help: "Also train on parts of the users, for learning curves.")
    var curves = false

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("The parts of the training users that curves have points at.", valueName: "share"))
    var shares = [0.1, 0.2, 0.4, 0.7, 1]

    @Option(help: ArgumentHelp("Random subsets of each size.", valueName: "count"))
    var repetitions = 5

    @Option(
        name: .customLong("json"),
        help: ArgumentHelp(
            "A folder for full_report.json, partial_report.json and edited_ratios.json, with the authors' keys.",
            valueName: "folder"))
    var folder: String?

    @OptionGroup var output: TableOutput
    @OptionGroup var training: TrainingOptions
    @OptionGroup var store: StoreOption

    func validate() throws {
        guard level > 0, level < 1 else { throw ValidationError("--level is a number above 0 and below 1.") }
        guard minUsers >= 1 else { throw ValidationError("--min-users is a number from 1.") }
        if !scores.isEmpty, curves || folder != nil {
            throw ValidationError("--curves and --json are of heads that are trained: they go without --scores.")
        }
    }

    func run() throws {
        guard scores.isEmpty else { return try testScores() }
        let pairs = try StoredPairs(store.open(), withTexts: training.features == .hashed)
        let selections = PairSelection.allCases.filter(self.selections.contains)
        try pairs.requireReference(for: selections)
        guard pairs.corpus.pairs.contains(where: \.isTest), pairs.corpus.pairs.contains(where: { !$0.isTest }) else {
            throw PreferenceCommandError.noSplit
        }
        let trainer = training.trainer(pairs.parameters)
        let evaluation = try evaluated(pairs.corpus, trainer, selections)
        let results = EvaluationTables(pairs: pairs, evaluation: evaluation, level: level)
        let found = try curves ? learningCurves(results, evaluation.selections, trainer) : []
        try write(
            results, curves: found,
            arguments: [
                "features=\(training.features.rawValue)", "lambda=\(training.lambda)", "seed=\(training.seed)",
                "min-users=\(minUsers)",
            ])
        if let folder { try writeReports(results, folder) }
        try output.write(EvaluationTables.columns, results.rows)
        for line in results.notes(minUsers: minUsers) { StandardError.write("\(line)\n") }
    }

    /// Tests the rewards of models that were trained elsewhere.
    private func testScores() throws {
        let store = try store.open()
        let pairs = try StoredPairs(store, withTexts: false)
        guard pairs.corpus.pairs.contains(where: \.isTest) else { throw PreferenceCommandError.noSplit }
        let columns = PairRewards(store: store, responses: pairs.responses)
        let models = try scores.map { score in
            let parts = score.split(separator: "=", maxSplits: 1).map(String.init)
            let culture = try parts.dropFirst().first.map { name in
                guard let culture = pairs.corpus.cultures.firstIndex(of: name) else {
                    throw PreferenceCommandError.noCulture(name, known: pairs.corpus.cultures)
                }
                return culture
            }
            return RewardEvaluation.Model(
                selection: culture == nil ? score : "scores", culture: culture,
                rewards: try columns.column(parts.first ?? score))
        }
        let evaluation = try RewardEvaluation(pairs.corpus, models)
        let results = EvaluationTables(pairs: pairs, evaluation: evaluation, level: level)
        try write(results, curves: [], arguments: scores.map { "scores=\($0)" })
        try output.write(EvaluationTables.columns, results.rows)
        for (score, count) in zip(scores, evaluation.pairsWithoutReward) where count > 0 {
            StandardError.write(
                "\(count) test pairs have a response without a reward of \(score), and are not counted\n")
        }
        for line in results.notes(minUsers: minUsers) { StandardError.write("\(line)\n") }
    }

    private func evaluated(
        _ corpus: PairCorpus, _ trainer: HeadTrainer, _ selections: [PairSelection]
    ) throws -> CorpusEvaluation {
        do {
            return try CorpusEvaluation(corpus, trainer: trainer, selections: selections, leastUsers: minUsers)
        } catch {
            guard error == .noTrainingPairs else { throw error }
            throw PreferenceCommandError.noCultures(leastUsers: minUsers)
        }
    }

    private func write(_ results: EvaluationTables, curves found: [[SQLValue]], arguments: [String]) throws {
        try StoreWriting(path: store.path).run(results.pairs.parameters.arguments + arguments) { _, load in
            _ = try load.replaceRows(of: PreferenceTables.evaluations, origin: "preferences evaluate") { writer in
                let rows = try ComputedRows(writer, PreferenceTables.evaluationColumns)
                for row in results.results { try rows.append(results.stored(row)) }
                try rows.flush()
            }
            guard curves else { return }
            _ = try load.replaceRows(of: PreferenceTables.learningCurves, origin: "preferences evaluate") { writer in
                let rows = try ComputedRows(writer, PreferenceTables.curveColumns)
                for row in found { try rows.append(row) }
                try rows.flush()
            }
        }
    }

    /// A row per culture, selection and size, for training on all pairs and by the method.
    private func learningCurves(
        _ results: EvaluationTables, _ selections: [PairSelection], _ trainer: HeadTrainer
    ) throws -> [[SQLValue]] {
        let corpus = results.pairs.corpus
        let selections = selections.filter { $0 == .full || $0 == .scpo }
        var rows: [[SQLValue]] = []
        for culture in results.cultures {
            let found = try CultureCurves(
                corpus, culture: culture, trainer: trainer, selections: selections, shares: shares.sorted(),
                repetitions: repetitions, seed: training.seed)
            for curve in found.curves {
                let needed = curve.neededPairs.map { SQLValue.real($0) } ?? .null
                for point in curve.curve.points {
                    rows.append([
                        .text(corpus.cultures[culture]), .text(curve.selection.rawValue), .real(point.share),
                        .integer(Int64(repetitions)), .real(point.pairs), .real(point.mean), .real(point.low),
                        .real(point.high), needed, .real(found.target),
                    ])
                }
            }
        }
        return rows
    }

    private func writeReports(_ results: EvaluationTables, _ folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, bytes) in results.publishedReports {
            try AtomicFile.write(bytes, to: "\(folder)/\(name)")
        }
    }
}
