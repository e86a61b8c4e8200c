/// The win rates of all pairs of models of one list of judgements.
public struct WinTable: Sendable, Equatable {
    /// Who won a comparison.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        case first, second, tie
    }

    /// The models in the order in which they first occur.
    public let models: [String]
    /// By the places of two models, the first before the second in `models`.
    private let rates: [Pair: WinRate]
    /// Judgements of a model with itself: they say nothing, and are left out.
    public let selfComparisons: Int

    private struct Pair: Hashable, Sendable {
        let first: Int
        let second: Int
    }

    /// - Parameter judgements: two models and who won; `count` lets a table give equal judgements once.
    public init(_ judgements: some Sequence<(first: String, second: String, outcome: Outcome, count: Int)>) {
        var models: [String] = []
        var places: [String: Int] = [:]
        func place(_ model: String) -> Int {
            if let known = places[model] { return known }
            places[model] = models.count
            models.append(model)
            return models.count - 1
        }
        var tallies: [Pair: (wins: Int, ties: Int, losses: Int)] = [:]
        var selfComparisons = 0
        for judgement in judgements {
            let (first, second) = (place(judgement.first), place(judgement.second))
            guard first != second else {
                selfComparisons += judgement.count
                continue
            }
            let isReversed = second < first
            let pair = Pair(first: min(first, second), second: max(first, second))
            switch judgement.outcome {
            case .tie: tallies[pair, default: (0, 0, 0)].ties += judgement.count
            case .first where !isReversed, .second where isReversed:
                tallies[pair, default: (0, 0, 0)].wins += judgement.count
            case .first, .second: tallies[pair, default: (0, 0, 0)].losses += judgement.count
            }
        }
        self.models = models
        self.selfComparisons = selfComparisons
        rates = tallies.mapValues { WinRate(wins: $0.wins, ties: $0.ties, losses: $0.losses) }
    }

    /// The rate of one model against another; nil if they were never compared.
    public func rate(of model: String, against other: String) -> WinRate? {
        guard let first = models.firstIndex(of: model), let second = models.firstIndex(of: other) else { return nil }
        if first < second { return rates[Pair(first: first, second: second)] }
        return rates[Pair(first: second, second: first)]?.reversed
    }

    /// The rate of one model against all others together.
    public func total(of model: String) -> WinRate {
        var (wins, ties, losses) = (0, 0, 0)
        for other in models {
            guard let rate = rate(of: model, against: other) else { continue }
            (wins, ties, losses) = (wins + rate.wins, ties + rate.ties, losses + rate.losses)
        }
        return WinRate(wins: wins, ties: ties, losses: losses)
    }
}
