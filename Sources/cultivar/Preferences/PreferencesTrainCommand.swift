import ArgumentParser
import Foundation
import Preferences
import Reports
import Tabular
import Warehouse

struct PreferencesTrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Train reward heads on the training pairs, one per culture or of one group.",
        discussion: """
            A head gives a response a reward: by the model that wrote it (tabular) or by its words (hashed). Without \
            --group there is a head for each culture with users enough; --group culture=Chile trains one, --group all \
            one of all users.

              cultivar preferences train --features tabular --out head.json
              cultivar preferences train --group culture=Chile --selection full --out chile.json
              cultivar preferences score --head head.json
            """)

    @Option(
        help: ArgumentHelp(
            "The pairs and their weights: \(PairSelection.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "selection"))
    var selection = PairSelection.scpo

    @Option(help: ArgumentHelp("all, or culture=NAME; a head for each culture if left out.", valueName: "group"))
    var group: String?

    @Option(help: ArgumentHelp("Cultures with fewer training users get no head.", valueName: "count"))
    var minUsers = PairAccuracy.leastUsers

    @Option(
        name: .customLong("out"), help: ArgumentHelp("The file of the heads.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var path = "head.json"

    @OptionGroup var training: TrainingOptions
    @OptionGroup var store: StoreOption

    func run() throws {
        let pairs = try StoredPairs(store.open(), withTexts: training.features == .hashed)
        try pairs.requireReference(for: [selection])
        let corpus = pairs.corpus
        let trainer = training.trainer(pairs.parameters)
        let trained = corpus.pairs.filter { !$0.isTest }
        var heads: [PreferenceHead] = []
        var leftOut = 0
        if let group {
            var own = trained
            if group != "all" {
                let name = group.split(separator: "=", maxSplits: 1).last.map(String.init) ?? group
                guard let culture = corpus.cultures.firstIndex(of: name) else {
                    throw PreferenceCommandError.noGroup(name, known: corpus.cultures)
                }
                own = trained.filter { $0.culture == culture }
            }
            let name = group == "all" ? "" : group.split(separator: "=", maxSplits: 1).last.map(String.init) ?? group
            heads = [try trainer.head(corpus, pairs: own, selection: selection, group: name)]
        } else {
            for (culture, name) in corpus.cultures.enumerated() {
                let own = trained.filter { $0.culture == culture }
                guard Set(own.lazy.map(\.user)).count >= minUsers else {
                    leftOut += 1
                    continue
                }
                heads.append(try trainer.head(corpus, pairs: own, selection: selection, group: name))
            }
            guard !heads.isEmpty else { throw PreferenceCommandError.noCultures(leastUsers: minUsers) }
        }
        try AtomicFile.write(HeadFile(heads: heads).bytes, to: path)
        for head in heads {
            let training = head.training
            print(
                """
                \(head.group.isEmpty ? "all users" : head.group): \(Magnitude.grouped(Int64(training.pairs))) pairs of \
                \(training.users) users, weight \(String(format: "%.1f", training.sumOfWeights)), \(training.steps) \
                steps, loss \(String(format: "%.4f", training.loss))
                """)
        }
        if leftOut > 0 { print("\(leftOut) cultures with fewer than \(minUsers) training users have no head") }
        print("\(path): \(heads.count) \(heads.count == 1 ? "head" : "heads")")
    }
}

struct PreferencesScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Write the rewards of heads, or of a file, as a column of responses.",
        discussion: """
            Each response gets the reward of the head of its culture; --group takes one head for all responses. A file \
            of rewards has a row per response, named by the key of the data set (response) or the number of the row \
            (id). The column can be queried, be the reference of other pairs, and be tested by `preferences evaluate \
            --scores`.

              cultivar preferences score --head head.json
              cultivar preferences score --head head.json --group Chile --as reward_chile
              cultivar preferences score --file scores.csv --as reward_other
              cultivar query "select model, avg(reward), sum(n) from responses group by 1 order by 2 desc"
            """)

    @Option(
        name: .customLong("head"), help: ArgumentHelp("A file that train wrote.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var head: String?

    @Option(
        name: .customLong("file"),
        help: ArgumentHelp("A file with the rewards of another model: CSV, JSON, Parquet or Arrow.", valueName: "file"),
        completion: .file())
    var file: String?

    @OptionGroup var columns: RewardFileOptions

    @Option(name: .customLong("as"), help: ArgumentHelp("The name of the column.", valueName: "name"))
    var column = "reward"

    @Option(help: ArgumentHelp("The group whose head scores all responses.", valueName: "name"))
    var group: String?

    @OptionGroup var store: StoreOption

    func validate() throws {
        guard (head == nil) != (file == nil) else {
            throw ValidationError("Rewards are those of heads or of a file: give --head or --file.")
        }
        if head == nil, group != nil { throw ValidationError("--group is of the heads that --head names.") }
        if file == nil, columns.key != nil || columns.rewardColumn != nil {
            throw ValidationError("--key and --reward-column are of the file that --file names.")
        }
    }

    func run() throws {
        let culture = try PairParameters.stored(in: store.open())?.culture
        let known: Int
        let all: Int
        if let file {
            (known, all) = try RewardColumn(name: column, of: file)
                .write(store.path, culture: culture, RewardFile(path: file, options: columns))
        } else {
            let path = head ?? ""
            let heads = try HeadFile.read(path)
            (known, all) = try RewardColumn(name: column, of: "\(path)\(group.map { ", group \($0)" } ?? "")")
                .write(store.path, culture: culture) { try $0.head(heads, group: group) }
        }
        print(
            """
            \(store.path): \(Magnitude.grouped(Int64(known))) of \(Magnitude.grouped(Int64(all))) responses have a \
            \(column)
            """)
    }
}
