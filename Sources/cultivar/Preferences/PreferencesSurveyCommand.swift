import ArgumentParser
import Foundation
import Preferences
import Reports
import SQLite
import Statistics
import Surveys
import Tabular

struct PreferencesSurveyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "survey",
        abstract: "Run the method on a survey: an answer is preferred to each other option of its question.",
        discussion: """
            The files are wide, as for `cultivar survey`. r0 is what respondents of the other countries choose; the \
            respondents of each country are split by user; one reward per option is trained for each country. Prints a \
            row per country and selection, and the means over countries.

              cultivar survey invent --respondents 500 --out people.csv
              cultivar preferences survey people.csv --profile invented
              cultivar preferences survey Iraq.csv Jordan.csv --seeds WVQ.jsonl --matrix scpo
            """)

    @OptionGroup var weighting: WeightingOptions

    @Option(help: ArgumentHelp("How strongly rewards are held at the reference, from 0.", valueName: "number"))
    var lambda = 0.2

    @Option(help: ArgumentHelp("The part of the respondents of each country that test."))
    var test = 0.15

    @Option(help: ArgumentHelp("The seed of numpy's permutation of the respondents of a country.", valueName: "seed"))
    var numpySeed: UInt64 = 0

    @Option(help: ArgumentHelp("The level of the intervals.", valueName: "level"))
    var level = 0.95

    @Option(
        help: ArgumentHelp(
            "Print how the heads of a selection rank the pairs of each country instead.", valueName: "selection"))
    var matrix: PairSelection?

    @Option(
        name: .customLong("json"),
        help: ArgumentHelp(
            "A folder for full_report.json, partial_report.json and edited_ratios.json, with the authors' keys.",
            valueName: "folder"))
    var folder: String?

    @OptionGroup var output: TableOutput
    @OptionGroup var files: SurveyFiles

    func validate() throws {
        guard test > 0, test < 1 else { throw ValidationError("--test is a number above 0 and below 1.") }
        guard level > 0, level < 1 else { throw ValidationError("--level is a number above 0 and below 1.") }
        guard lambda >= 0, lambda.isFinite else { throw ValidationError("--lambda is a number from 0.") }
    }

    func run() throws {
        let answers = try SurveyAnswers(files)
        let communities = try Community.survey(answers.countries, testShare: test, seed: numpySeed)
        let selections: [PairSelection] = [.full, .filter, .weight, .scpo, .inverse]
        let experiment = try CommunityExperiment(
            communities, selections: selections, lambda: lambda, weighting: weighting.weighting(),
            blocks: answers.countries.first?.answers.blocks)
        let tables = SurveyExperimentTables(experiment: experiment, level: level)
        if let folder {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (name, bytes) in tables.publishedReports {
                try AtomicFile.write(bytes, to: "\(folder)/\(name)")
            }
        }
        if let matrix {
            try output.write(["model", "country", "accuracy", "start", "gain"], tables.matrix(matrix))
        } else {
            try output.write(SurveyExperimentTables.columns, tables.rows)
        }
    }
}

/// The valid answers of the respondents of each country, in the order of the files.
struct SurveyAnswers {
    private(set) var countries: [(name: String, answers: ChoiceAnswers)] = []

    /// - Throws: `SurveyError`, `ReadError`, `ValidationError` for a question of open scale.
    init(_ files: SurveyFiles) throws {
        let (profile, questions) = try files.definition()
        let all = questions.questions
        var codes: [[Int32]] = []
        for question in all {
            guard case .codes(let scale) = question.scale else {
                throw ValidationError("Question \(question.id) has no known options: name the questions with --seeds.")
            }
            codes.append(scale)
        }
        var found: [(name: String, answers: ChoiceAnswers)] = []
        var numbers: [String: Int] = [:]
        try files.read(profile, questions) { batch, file in
            let positions = file.layout.questions.map { questions.position(of: $0.question.id) }
            for row in 0..<batch.count {
                let name = profile.countryName(file.countries[batch.countries[row]])
                let number = numbers[name] ?? found.count
                if number == found.count {
                    numbers[name] = number
                    found.append((name, ChoiceAnswers(optionCounts: codes.map(\.count))))
                }
                var options = [Int?](repeating: nil, count: all.count)
                for (column, position) in positions.enumerated() {
                    guard let position else { continue }
                    options[position] = codes[position].firstIndex(of: batch.codes[column][row])
                }
                found[number].answers.add(options)
            }
        }
        countries = found
    }
}

/// What the experiment on a survey gave, as rows.
struct SurveyExperimentTables {
    let experiment: CommunityExperiment
    let level: Double

    static let columns = [
        "country", "selection", "train_pairs", "kept", "kept_ratio", "mean_weight", "effective_pairs", "test_users",
        "test_pairs", "start", "start_se", "accuracy", "se", "low", "high", "gain", "gain_se", "gain_low", "gain_high",
        "p_holm", "others", "edited", "small",
    ]

    private var communities: [Community] { experiment.communities }

    /// The reference, then each selection: a row per country, and one with the means.
    var rows: [[SQLValue]] {
        let reference = communities.map(\.reference)
        var rows: [[SQLValue]] = []
        if let start = experiment.start {
            rows += block(
                "reference", start, reference, edited: communities.map { _ in nil }, gains: communities.map { _ in nil }
            )
        }
        for (selection, name) in experiment.selections.enumerated() {
            rows += block(
                name.rawValue, experiment.matrices[selection], experiment.fits[selection].map(\.rewards),
                edited: experiment.editedAccuracies(selection), gains: experiment.gains(selection))
        }
        return rows
    }

    private func block(
        _ name: String, _ matrix: BiasMatrix, _ rewards: [[Double]], edited: [PairAccuracy?], gains: [PairedGain?]
    ) -> [[SQLValue]] {
        let summaries = experiment.summaries
        let known = gains.indices.filter { gains[$0]?.probability != nil }
        let holm = holmAdjusted(gains.compactMap { $0?.probability }) ?? []
        let adjusted = Dictionary(uniqueKeysWithValues: zip(known, holm))
        var rows: [[SQLValue]] = []
        for (index, community) in communities.enumerated() {
            let start = PairAccuracy(community.test.tallies(community.reference))
            let own = PairAccuracy(community.test.tallies(rewards[index]))
            let interval = own?.interval(level: level)
            let gain = gains[index]
            let gainInterval = gain?.interval(level: level)
            let others = EvaluationTables.mean(
                communities.indices.filter { $0 != index }.compactMap { matrix.shares[index][$0] })
            // Without training, the reference is wrong on each edited pair.
            let editedShare = edited[index]?.share ?? (name == "reference" ? 0 : nil)
            let summary = summaries[index]
            let counts: [SQLValue] = [
                .integer(Int64(summary.pairs)), .integer(Int64(summary.kept)), Self.real(summary.keptRatio),
                Self.real(summary.meanWeight), Self.real(summary.effectivePairs), .integer(Int64(own?.users ?? 0)),
                .integer(Int64(own?.pairs ?? 0)),
            ]
            let accuracies: [SQLValue] = [
                start?.share, start?.clusteredError, own?.share, own?.clusteredError, interval?.low, interval?.high,
                gain?.difference, gain?.clusteredError, gainInterval?.low, gainInterval?.high,
            ].map(Self.percent)
            rows.append(
                [.text(community.name), .text(name)] + counts + accuracies + [Self.real(adjusted[index])]
                    + [Self.percent(others), Self.percent(editedShare), .integer(own?.isSmall == false ? 0 : 1)])
        }
        return rows + [means(rows, name)]
    }

    /// Unweighted means over the countries of shares, and totals of counts.
    private func means(_ rows: [[SQLValue]], _ name: String) -> [SQLValue] {
        Self.columns.enumerated().map { column, title in
            switch title {
            case "country": return .text("mean of \(rows.count) countries")
            case "selection": return .text(name)
            case "train_pairs", "kept", "test_users", "test_pairs":
                return .integer(rows.reduce(0) { $0 + ($1[column].integer ?? 0) })
            case "start", "accuracy", "gain", "others", "edited":
                return EvaluationTables.mean(rows.compactMap { $0[column].number }).map { .real($0) } ?? .null
            default: return .null
            }
        }
    }

    /// A row per model and country.
    func matrix(_ selection: PairSelection) -> [[SQLValue]] {
        guard let index = experiment.selections.firstIndex(of: selection) else { return [] }
        let matrix = experiment.matrices[index]
        return matrix.names.indices.flatMap { model in
            matrix.names.indices.map { country in
                let (share, start) = (matrix.shares[model][country], matrix.starts[model][country])
                let gain = share.flatMap { share in start.map { share - $0 } }
                return [.text(matrix.names[model]), .text(matrix.names[country])]
                    + [share, start, gain].map(Self.percent)
            }
        }
    }

    /// The authors' three reports.
    var publishedReports: [(name: String, bytes: [UInt8])] {
        func rows(_ selection: PairSelection) -> [PublishedReports.Row] {
            guard let index = experiment.selections.firstIndex(of: selection) else { return [] }
            return zip(communities, experiment.accuracies(index)).compactMap { community, own in
                guard let own, let start = PairAccuracy(community.test.tallies(community.reference)) else { return nil }
                return PublishedReports.Row(country: community.name, start: start.percent, trained: own.percent)
            }
        }
        let train = zip(communities, experiment.summaries).map {
            PublishedReports.Ratio(country: $0.name, kept: $1.kept, pairs: $1.weighed)
        }
        let test = communities.map {
            PublishedReports.Ratio(
                country: $0.name, kept: Double($0.test.editedCount(by: $0.reference)),
                pairs: Double($0.test.pairCount))
        }
        return [
            ("full_report.json", PublishedReports.full(rows(.full))),
            ("partial_report.json", PublishedReports.partial(rows(.scpo))),
            ("edited_ratios.json", PublishedReports.editedRatios(train: train, test: test)),
        ]
    }

    private static func real(_ number: Double?) -> SQLValue { number.map { .real($0) } ?? .null }
    private static func percent(_ share: Double?) -> SQLValue { share.map { .real(100 * $0) } ?? .null }
}
