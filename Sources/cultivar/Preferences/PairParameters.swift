import Foundation
import Preferences
import SQLite
import Warehouse

/// How the table `pairs` was made: kept with its load, so that each command changes its own part and repeats the rest.
struct PairParameters: Equatable {
    /// Where rewards r0 come from.
    enum Reference: Equatable {
        case none
        /// A column of numbers of `responses`.
        case column(String)
        /// The strength of the model that wrote the response, from the training pairs.
        case modelStrength
        /// Of opinions: what people in the other countries choose.
        case leaveOutShares
        /// A file of heads.
        case head(String)
        /// A server of a reward model.
        case endpoint(String)
        /// A file with a reward per response.
        case file(String)
    }

    /// Which users test.
    enum Split: Equatable {
        case none
        /// ceil(share · users), by numpy's permutation, over all users or within each culture.
        case users(share: Double, seed: UInt64, withinCulture: Bool)
        /// Those that a file names, one per line.
        case file(String)
    }

    var source = PairSource.responses
    var leastGap = 0.0
    var onePerTurn = false
    var includesEmpty = false
    /// The column that says which sub-community a user belongs to; nil for the country of residence.
    var culture: String?
    var reference = Reference.none
    var split = Split.users(share: 0.15, seed: 0, withinCulture: false)
    /// nil before `weigh`.
    var weighting: PreferenceWeighting?
    var isInverse = false

    /// The rule of pairs.
    ///
    /// - Throws: `PreferenceError.leastGapOutOfRange`.
    func rule() throws -> PairRule {
        try PairRule(leastGap: leastGap, onePerTurn: onePerTurn, includesEmpty: includesEmpty)
    }
}

/// The fact table that pairs are made of.
enum PairSource: String, CaseIterable {
    case responses
    case opinions
}

extension PairParameters {
    /// As the table `load` keeps them: `name=value`.
    var arguments: [String] {
        var arguments = [
            "source=\(source.rawValue)", "min-gap=\(leastGap)", "one-per-turn=\(onePerTurn)",
            "include-empty=\(includesEmpty)", "reference=\(reference.text)",
        ]
        if let culture { arguments.append("culture=\(culture)") }
        switch split {
        case .none: arguments.append("split=none")
        case .users(let share, let seed, let withinCulture):
            arguments += ["split=\(withinCulture ? "culture" : "users")", "test=\(share)", "numpy-seed=\(seed)"]
        case .file(let path): arguments += ["split=file", "split-file=\(path)"]
        }
        if let weighting {
            arguments += ["tau=\(weighting.tau)", "beta=\(weighting.beta)", "inverse=\(isInverse)"]
        }
        return arguments
    }

    /// Reads what `arguments` gives; entries that are not known are left out.
    init(arguments: [String]) {
        var values: [Substring: String] = [:]
        for argument in arguments {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { values[parts[0]] = String(parts[1]) }
        }
        source = values["source"].flatMap(PairSource.init(rawValue:)) ?? .responses
        leastGap = values["min-gap"].flatMap(Double.init) ?? 0
        onePerTurn = values["one-per-turn"] == "true"
        includesEmpty = values["include-empty"] == "true"
        culture = values["culture"]
        reference = values["reference"].flatMap { Reference($0) } ?? .none
        switch values["split"] {
        case "none": split = .none
        case "file": split = .file(values["split-file"] ?? "")
        case let word:
            split = .users(
                share: values["test"].flatMap(Double.init) ?? 0.15,
                seed: values["numpy-seed"].flatMap(UInt64.init) ?? 0, withinCulture: word == "culture")
        }
        if let tau = values["tau"].flatMap(Double.init), let beta = values["beta"].flatMap(Double.init) {
            weighting = try? PreferenceWeighting(tau: tau, beta: beta)
        }
        isInverse = values["inverse"] == "true"
    }

    /// The parameters of the table `pairs` of a store; nil if it has none.
    ///
    /// - Throws: `SQLError`.
    static func stored(in store: Store) throws -> PairParameters? {
        let value = try store.connection.value(
            """
            select arguments from load join file on file.load_id = load.id
            where file.dataset = 'pairs' and file.format = ?
            order by load.id desc limit 1
            """, .text(LoadWriter.computedFormat))
        guard let text = value.text, let arguments = try? JSONDecoder().decode([String].self, from: Data(text.utf8))
        else { return nil }
        return PairParameters(arguments: arguments)
    }
}

extension PairParameters.Reference {
    /// As `--from` takes it.
    var text: String {
        switch self {
        case .none: "none"
        case .column(let name): "column:\(name)"
        case .modelStrength: "model-strength"
        case .leaveOutShares: "leave-out-shares"
        case .head(let path): "head:\(path)"
        case .endpoint(let url): "endpoint:\(url)"
        case .file(let path): "file:\(path)"
        }
    }

    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        switch (parts.first, parts.count) {
        case ("none", 1): self = .none
        case ("model-strength", 1): self = .modelStrength
        case ("leave-out-shares", 1): self = .leaveOutShares
        case ("column", 2): self = .column(parts[1])
        case ("head", 2): self = .head(parts[1])
        case ("endpoint", 2): self = .endpoint(parts[1])
        case ("file", 2): self = .file(parts[1])
        default: return nil
        }
    }
}
