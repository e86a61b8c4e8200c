import Statistics

/// The SQL functions of preferences: docs/preferences.md describes them.
public enum PreferenceFunctions {
    public static let all: [StatisticFunction] = [
        StatisticFunction(
            "scpo_probability", "F = 1/(1 + exp(−d0)): the probability that the reference gives to a pair.",
            numbers("d0"),
            .scalar { arguments in
                guard let gap = arguments.numbers.first else { return nil }
                return .number(PreferenceWeighting.probability(gap))
            }),
        StatisticFunction(
            "scpo_keep", "1 if the filter of SCPO keeps a pair, F < tau, else 0.", numbers("d0", "tau"),
            .scalar { arguments throws(StatisticError) in
                guard arguments.numbers.count == 2 else { return nil }
                let tau = arguments.numbers[1]
                guard let weighting = try? PreferenceWeighting(tau: tau) else {
                    throw .parameterOutOfRange("tau", tau, allowed: "a number above 0 and below 1")
                }
                return .number(weighting.keeps(arguments.numbers[0]) ? 1 : 0)
            }),
        StatisticFunction(
            "scpo_weight", "The weight of a pair in SCPO, min(exp(d0/beta), 1).", numbers("d0", "beta"),
            .scalar { arguments throws(StatisticError) in
                guard arguments.numbers.count == 2 else { return nil }
                let beta = arguments.numbers[1]
                guard let weight = try? PreferenceWeighting.weight(arguments.numbers[0], beta: beta) else {
                    throw .parameterOutOfRange("beta", beta, allowed: "a number above 0")
                }
                return .number(weight)
            }),
        StatisticFunction(
            "bradley_terry",
            "Strengths of items by the model of Bradley and Terry, a row per pair, as a JSON object.",
            [.init(name: "winner", kind: .text), .init(name: "loser", kind: .text)] + numbers("weight"), optional: 1,
            .aggregate { columns in
                guard columns.texts.count == 2 else { return nil }
                return bradleyTerry(columns.texts[0], columns.texts[1], columns.numbers.first).map { .json($0) }
            }),
        StatisticFunction(
            "pair_accuracy",
            "Share of pairs that a reward ranks right, a row per user, with its interval, as a JSON object.",
            numbers("right", "pairs", "level"), optional: 1,
            .aggregate { columns in
                guard columns.numbers.count > 1, let level = level(columns.numbers, at: 2) else { return nil }
                return accuracy(columns.numbers[0], columns.numbers[1], level: level).map { .json($0) }
            }),
        StatisticFunction(
            "paired_gain",
            "Gain of one reward over another on the same pairs, a row per user, with its interval, as a JSON object.",
            numbers("before", "after", "pairs", "level"), optional: 1,
            .aggregate { columns in
                guard columns.numbers.count > 2, let level = level(columns.numbers, at: 3) else { return nil }
                return gain(columns.numbers[0], columns.numbers[1], columns.numbers[2], level: level)
                    .map { .json($0) }
            }),
    ]

    private static func numbers(_ names: String...) -> [StatisticFunction.Argument] {
        names.map { .init(name: $0, kind: .number) }
    }

    /// The level that all rows give; 0.95 without the argument, nil if rows differ or it is no level.
    private static func level(_ columns: [[Double]], at index: Int) -> Double? {
        guard columns.count > index else { return 0.95 }
        guard let level = columns[index].first, level > 0, level < 1, columns[index].allSatisfy({ $0 == level }) else {
            return nil
        }
        return level
    }

    /// Strengths by item, or why there are none. Pairs of an item with itself are left out.
    private static func bradleyTerry(_ winners: [String], _ losers: [String], _ weights: [Double]?) -> String? {
        let items = Set(winners).union(losers).sorted()
        guard !items.isEmpty else { return nil }
        let numbers = Dictionary(uniqueKeysWithValues: items.enumerated().map { ($1, $0) })
        let pairs = CountedPairs(
            winners.indices.lazy.filter { winners[$0] != losers[$0] }.map { row in
                .init(
                    winner: numbers[winners[row]] ?? 0, loser: numbers[losers[row]] ?? 0, count: weights?[row] ?? 1)
            })
        var fit: BradleyTerry?
        var reason: String?
        do {
            fit = try BradleyTerry(pairs: pairs.entries, itemCount: items.count)
        } catch {
            reason = error.word
        }
        var json = JSONBytes()
        json.object { json in
            json.key("strengths")
            json.object { json in
                for (item, name) in items.enumerated() { json.member(name, fit?.strengths[item]) }
            }
            json.key("standard_errors")
            json.object { json in
                for (item, name) in items.enumerated() { json.member(name, fit?.standardErrors?[item]) }
            }
            json.member("log_likelihood", fit?.logLikelihood)
            json.member("mean_loss", fit?.meanLoss)
            json.member("weight", pairs.total)
            json.member("items", items.count)
            json.member("pairs", winners.count)
            json.member("reason", reason)
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private static func accuracy(_ right: [Double], _ pairs: [Double], level: Double) -> String? {
        guard zip(right, pairs).allSatisfy({ $0 >= 0 && $0 <= $1 && $1.isFinite }),
            let accuracy = PairAccuracy(zip(right, pairs).map { UserTally(right: $0, pairs: $1) })
        else { return nil }
        let interval = accuracy.interval(level: level)
        var json = JSONBytes()
        json.object { json in
            json.member("share", accuracy.share)
            json.member("low", interval?.low)
            json.member("high", interval?.high)
            json.member("se", accuracy.clusteredError)
            json.member("se_naive", accuracy.naiveError)
            json.member("users", accuracy.users)
            json.member("pairs", accuracy.pairs)
            json.member("right", accuracy.right)
            json.member("small", accuracy.isSmall ? 1 : 0)
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private static func gain(_ before: [Double], _ after: [Double], _ pairs: [Double], level: Double) -> String? {
        func tallies(_ right: [Double]) -> [UserTally] { zip(right, pairs).map { UserTally(right: $0, pairs: $1) } }
        guard (before + after + pairs).allSatisfy({ $0 >= 0 && $0.isFinite }),
            let gain = try? PairedGain(before: tallies(before), after: tallies(after))
        else { return nil }
        let interval = gain.interval(level: level)
        var json = JSONBytes()
        json.object { json in
            json.member("difference", gain.difference)
            json.member("low", interval?.low)
            json.member("high", interval?.high)
            json.member("se", gain.clusteredError)
            json.member("p", gain.probability)
            json.member("users", gain.users)
            json.member("pairs", gain.pairs)
            json.member("small", gain.isSmall ? 1 : 0)
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }
}

extension PreferenceError {
    /// The fixed word of a failure to fit strengths.
    fileprivate var word: String {
        switch self {
        case .disconnected: "disconnected"
        case .separated: "separated"
        case .noTrainingPairs: "no_pairs"
        case .pairWeightNotFinite: "bad_weight"
        default: "not_converged"
        }
    }
}
