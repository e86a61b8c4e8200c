import ArgumentParser
import Foundation
import Preferences
import Reports
import SQLite
import Tabular
import Warehouse

struct PreferencesExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the pairs as a file that trainers of reward models read.",
        discussion: """
            One JSON object per line, in the form of TRL (explicit or implicit prompt), OpenRLHF, RewardBench, or with \
            everything that is known. Each has weight, margin, culture, user, split, d0 and F. A trainer that ignores \
            weights sees them with --materialise resample: each pair is repeated W times on average.

              cultivar preferences export --format trl --select weighted --out train.jsonl
              cultivar preferences export --format trl --select weighted --materialise resample --seed 1 \\
                --out resampled.jsonl
              cultivar preferences export --format rewardbench --select full --split test --out test.jsonl
            """)

    /// Which pairs are written, and with which weights.
    enum Selection: String, CaseIterable, ExpressibleByArgument {
        case full
        case filtered
        case weighted
        case inverse

        var selection: PairSelection {
            switch self {
            case .full: .full
            case .filtered: .filter
            case .weighted: .scpo
            case .inverse: .inverse
            }
        }
    }

    enum Materialisation: String, CaseIterable, ExpressibleByArgument {
        case weights
        case resample
    }

    @Option(help: "The form: \(PairFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format = PairFormat.trl

    @Option(
        help: ArgumentHelp(
            "full: every pair, weight 1; filtered: the kept ones, weight 1; weighted: those with W; inverse: those "
                + "with max(exp(-d0), 1).", valueName: "selection"))
    var select = Selection.full

    @Option(help: "weights (a member of each line) or resample (pairs are repeated in proportion).")
    var materialise = Materialisation.weights

    @Option(help: "The seed of the resampling.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("The split that is written: train, test or all.", valueName: "split"))
    var split = "train"

    @Option(help: ArgumentHelp("Only pairs of this culture.", valueName: "name"))
    var culture: String?

    @Option(
        help: ArgumentHelp(
            "margin is the difference of the scores times this; 1 by default, and 0 for TRL, whose loss subtracts it.",
            valueName: "factor"))
    var marginScale: Double?

    @Flag(help: "Leave out the turns of the conversation before the prompt.")
    var noHistory = false

    @Option(
        name: .customLong("out"), help: ArgumentHelp("The file; standard output if left out.", valueName: "file"),
        completion: .file())
    var path: String?

    @OptionGroup var store: StoreOption

    func validate() throws {
        guard ["train", "test", "all"].contains(split) else {
            throw ValidationError("--split is train, test or all, and is '\(split)'.")
        }
        if let marginScale, !marginScale.isFinite { throw ValidationError("--margin-scale is a number.") }
    }

    func run() throws {
        let store = try store.open()
        let pairs = try ExportedPairs(store, withHistory: !noHistory)
        if select != .full, !pairs.pairs.hasReference { throw PreferenceCommandError.noReference }
        var resampling = SystematicResampling(seed: seed)
        var (written, chosen, left) = (0, 0, 0)
        func writeAll(_ write: ([UInt8]) throws -> Void) throws {
            for number in pairs.pairs.corpus.pairs.indices {
                let pair = pairs.pairs.corpus.pairs[number]
                guard isWanted(pair, pairs) else { continue }
                let weight = pair.weight(select.selection, pairs.pairs.parameters.weighting ?? .published)
                guard weight > 0 else {
                    left += 1
                    continue
                }
                chosen += 1
                var exported = pairs.pair(number)
                exported.weight = materialise == .resample ? 1 : weight
                // TRL takes a margin of every line, or of none.
                exported.margin = exported.margin.map { $0 * marginFactor } ?? (isForTRL ? 0 : nil)
                let line = format.line(exported)
                let count = try materialise == .resample ? resampling.repetitions(weight: weight) : 1
                for _ in 0..<count { try write(line) }
                written += count
            }
        }
        if let path {
            try LineFile(path).write(writeAll)
        } else {
            let output = FileDescriptorSink.standardOutput()
            try writeAll { try output.write($0) }
        }
        let leftOut = left > 0 ? ", \(Magnitude.grouped(Int64(left))) left out by the selection" : ""
        let line = """
            \(path ?? "standard output"): \(Magnitude.grouped(Int64(written))) lines of \
            \(Magnitude.grouped(Int64(chosen))) pairs\(leftOut)
            """
        if path == nil { StandardError.write(line + "\n") } else { print(line) }
    }

    private var isForTRL: Bool { format == .trl || format == .trlImplicit }
    private var marginFactor: Double { marginScale ?? (isForTRL ? 0 : 1) }

    private func isWanted(_ pair: PairCorpus.Pair, _ pairs: ExportedPairs) -> Bool {
        if split != "all", pair.isTest != (split == "test") { return false }
        guard let culture else { return true }
        return pair.culture >= 0 && pairs.pairs.corpus.cultures[pair.culture] == culture
    }
}
