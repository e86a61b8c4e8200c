import ArgumentParser
import Preferences
import Warehouse

struct PreferencesPairsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pairs",
        abstract: "Make the pairs of responses that users prefer one of.",
        discussion: """
            Within a turn of a user, every two responses with different scores make a pair, the higher score first; \
            without scores, the preferred response and each other one. The pairs become the table pairs, and what \
            became of each turn the table turns. Run again, the command replaces both.

              cultivar preferences pairs
              cultivar preferences pairs --min-gap 5 --culture gender
              cultivar preferences pairs --reference model-strength --weigh
              cultivar query "select culture, sum(n) from pairs group by 1 order by 2 desc"
            """)

    @Option(help: ArgumentHelp("Leave out pairs whose scores differ by less.", valueName: "points"))
    var minGap = 0.0

    @Flag(help: "Only the pair with the greatest gap of each turn.")
    var onePerTurn = false

    @Flag(help: "Make pairs with an empty response too; has_empty marks them.")
    var includeEmpty = false

    @Option(
        help: ArgumentHelp(
            "The column of responses that is the sub-community; the country of residence by default.",
            valueName: "column"))
    var culture: String?

    @Option(help: "The table that pairs are made from: responses or opinions.")
    var source = PairSource.responses

    @Option(
        help: ArgumentHelp(
            "Give the responses the reward of this reference in the same pass: column:NAME, model-strength or "
                + "leave-out-shares, as preferences reference does.", valueName: "reference"))
    var reference: PairParameters.Reference?

    @Flag(help: "Filter and weigh the pairs in the same pass, as preferences weigh does with its defaults.")
    var weigh = false

    @OptionGroup var split: SplitOptions
    @OptionGroup var store: StoreOption

    func validate() throws {
        guard minGap >= 0, minGap.isFinite else { throw ValidationError("--min-gap is a number from 0.") }
        guard !weigh || reference != nil else { throw ValidationError("--weigh needs a --reference.") }
        switch reference {
        case .head, .endpoint, .file:
            throw ValidationError("Rewards of heads, servers and files are made by preferences reference --from.")
        default: break
        }
    }

    func run() throws {
        var parameters = PairParameters()
        parameters.source = source
        parameters.leastGap = minGap
        parameters.onePerTurn = onePerTurn
        parameters.includesEmpty = includeEmpty
        parameters.culture = culture
        parameters.split = source == .opinions ? .none : split.split(parameters.split)
        if let reference { parameters.reference = reference }
        if weigh { parameters.weighting = .published }
        try PairComputation.run(parameters, store.path)
    }
}

extension PairSource: ExpressibleByArgument {}

struct PreferencesReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference",
        abstract: "Give each response of the pairs the reward r0 of a reference.",
        discussion: """
            column:NAME takes a column of numbers of responses. file:FILE takes the rewards of a model from a file with a \
            row per response, named by the key of the data set (response) or the number of the row (id); they become \
            the column r0_file. model-strength fits the model of Bradley and Terry to the training pairs: r0 is the strength of the model \
            that wrote the response. leave-out-shares is for opinions: what people in the other countries choose. \
            head:FILE takes trained heads, and endpoint:URL asks a server of a reward model (vLLM, Text Embeddings \
            Inference); the rewards become the column r0_head or r0_endpoint of responses.

              cultivar preferences reference --from model-strength
              cultivar preferences reference --from column:reward
              cultivar preferences reference --from file:scores.csv
            """)

    @Option(
        name: .customLong("from"),
        help: ArgumentHelp(
            "column:NAME, file:FILE, model-strength, leave-out-shares, head:FILE or endpoint:URL.",
            valueName: "reference"))
    var reference: PairParameters.Reference

    @OptionGroup var file: RewardFileOptions
    @OptionGroup var endpoint: RewardServerOptions
    @OptionGroup var store: StoreOption

    func run() throws {
        var parameters = try PairComputation.parameters(store.path)
        switch reference {
        case .head(let path):
            let name = "r0_head"
            try RewardColumn(name: name, of: "the heads of \(path)").write(store.path, culture: parameters.culture) {
                try $0.head(HeadFile.read(path), group: nil)
            }
            parameters.reference = .column(name)
        case .endpoint(let address):
            let name = "r0_endpoint"
            let rewards = EndpointRewards(address: address, options: endpoint)
            try RewardColumn(name: name, of: rewards.description).write(store.path, culture: parameters.culture) {
                try rewards.rewards(of: $0.store, count: $0.responses.count)
            }
            parameters.reference = .column(name)
        case .file(let path):
            let name = "r0_file"
            try RewardColumn(name: name, of: path).write(
                store.path, culture: parameters.culture, RewardFile(path: path, options: file))
            parameters.reference = .column(name)
        default: parameters.reference = reference
        }
        try PairComputation.run(parameters, store.path)
    }
}

extension PairParameters.Reference: ExpressibleByArgument {
    init?(argument: String) { self.init(argument) }
}

struct PreferencesWeighCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "weigh",
        abstract: "Filter and weigh the pairs by what the reference says, and split them by user.",
        discussion: """
            d0 is the reward of the chosen response less that of the rejected one. A pair is kept if \
            F = 1/(1 + exp(-d0)) is below tau; it weighs W = min(exp(d0/beta), 1). --inverse gives max(exp(-d0), 1), \
            for comparison.

              cultivar preferences weigh
              cultivar preferences weigh --tau 0.8 --beta 1 --split users --test 0.15 --numpy-seed 0
              cultivar query "select culture, sum(n), avg(W) from pairs group by 1"
            """)

    @OptionGroup var weighting: WeightingOptions

    @Flag(help: "Weigh by max(exp(-d0), 1): disagreement counts more.")
    var inverse = false

    @OptionGroup var split: SplitOptions
    @OptionGroup var store: StoreOption

    func run() throws {
        var parameters = try PairComputation.parameters(store.path)
        guard parameters.reference != .none else { throw PreferenceCommandError.noReference }
        parameters.weighting = try weighting.weighting()
        parameters.isInverse = inverse
        parameters.split = split.split(parameters.split)
        try PairComputation.run(parameters, store.path)
    }
}

/// Computes the pairs of a store and says what was done.
enum PairComputation {
    /// The parameters of the pairs that the store has.
    ///
    /// - Throws: `PreferenceCommandError.noTable`, `StoreError`, `SQLError`.
    static func parameters(_ path: String) throws -> PairParameters {
        let store = try Store.open(at: path, access: .readOnly)
        guard let parameters = try PairParameters.stored(in: store) else {
            throw PreferenceCommandError.noTable("pairs", remedy: "make them with `cultivar preferences pairs`")
        }
        return parameters
    }

    /// - Throws: `PreferenceCommandError`, `PreferenceError`, `StoreError`, `SQLError`.
    static func run(_ parameters: PairParameters, _ path: String) throws {
        let account = try StoreWriting(path: path).run(parameters.arguments) { store, load in
            try PairBuild(store: store, parameters: parameters).run(load)
        }
        print(PairAccount(account: account, store: path).lines.joined(separator: "\n"))
    }
}
