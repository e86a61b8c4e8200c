import Foundation
import Statistics

/// How sizes of sources are drawn.
private enum Sizes: String, CaseIterable {
    case equal = "50 each"
    case mixed = "50 to 500, log-normal"
    case unequal = "10 to 2,000, log-normal"

    func draw(_ generator: inout Philox) -> Int {
        switch self {
        case .equal: 50
        case .mixed: min(max(Int(exp(5 + 0.5 * generator.normal())), 50), 500)
        case .unequal: min(max(Int(exp(5 + generator.normal())), 10), 2_000)
        }
    }
}

/// Shares of samples in sources whose own shares are beta-distributed, and the contrast of two stages of such sources.
func clusterShareScenarios() -> [Scenario] {
    var scenarios: [Scenario] = []
    for clusters in [4, 6, 10, 20, 40, 60] {
        for (share, correlation) in [(0.02, 0.02), (0.1, 0.05), (0.3, 0.1), (0.5, 0.3), (0.98, 0.02)] {
            for sizes in Sizes.allCases {
                scenarios.append(
                    Scenario(
                        interval: "share, sources vary",
                        population:
                            "share \(share), correlation \(correlation), \(clusters) sources of \(sizes.rawValue)",
                        truth: share, simulations: 4_000
                    ) { generator in
                        let tallies = generator.tallies(
                            clusters, share: share, correlation: correlation, sizes: sizes.draw)
                        guard let found = ClusteredShare(tallies), found.basis == .clusters else { return nil }
                        return found.interval().map { ($0.low, $0.high) }
                    })
            }
        }
    }
    return scenarios + contrastScenarios() + fixedScenarios() + quasiScenarios()
}

private func contrastScenarios() -> [Scenario] {
    var scenarios: [Scenario] = []
    for (clusters, isPaired) in [(6, true), (10, false), (20, true), (40, false)] {
        let population = "0.2 and 0.3, \(clusters) sources, \(isPaired ? "in both stages" : "each in one stage")"
        func draw(_ generator: inout Philox) -> ClusteredContrast? {
            let tallies = { (share: Double, generator: inout Philox) in
                generator.tallies(clusters, share: share, correlation: 0.05, sizes: Sizes.mixed.draw)
            }
            let (first, second) = (tallies(0.2, &generator), tallies(0.3, &generator))
            let none = ClusterTally(0, of: 0)
            return ClusteredContrast(
                isPaired ? Array(zip(first, second)) : first.map { ($0, none) } + second.map { (none, $0) })
        }
        scenarios.append(
            Scenario(
                interval: "difference, sources vary", population: population, truth: 0.3 - 0.2, simulations: 4_000
            ) { generator in
                guard let found = draw(&generator), found.basis == .clusters else { return nil }
                return found.differenceInterval().map { ($0.low, $0.high) }
            })
        scenarios.append(
            Scenario(interval: "ratio, sources vary", population: population, truth: 1.5, simulations: 4_000) {
                generator in
                guard let found = draw(&generator), found.basis == .clusters else { return nil }
                return found.ratioInterval().map { ($0.low, $0.high) }
            })
    }
    return scenarios
}

/// Two or three sources, each with its own share, which stays: what a fixed interval is about.
private func fixedScenarios() -> [Scenario] {
    [([0.38, 0.62], [400, 1_200]), ([0.02, 0.1, 0.4], [200, 500, 100]), ([0.01, 0.03], [300, 300])].map {
        shares, sizes in
        let total = Double(sizes.reduce(0, +))
        return Scenario(
            interval: "share, sources fixed", population: "shares \(shares) of \(sizes) samples",
            truth: zip(shares, sizes).reduce(0) { $0 + $1.0 * Double($1.1) } / total, simulations: 10_000
        ) { generator in
            ClusteredShare(
                zip(shares, sizes).map {
                    ClusterTally(generator.successes(of: $1, probability: $0), of: Double($1))
                }
            )?.interval().map { ($0.low, $0.high) }
        }
    }
}

/// The rate of a decay over stages of several sources that differ.
private func quasiScenarios() -> [Scenario] {
    [(3, 0.0), (3, 0.05), (8, 0.05), (8, 0.2)].map { sources, correlation in
        Scenario(
            interval: "decay rate, quasi-likelihood",
            population: "0.3·exp(-0.5t) at 4 stages of \(sources) sources of 200, correlation \(correlation)",
            truth: 0.5,
            simulations: 3_000
        ) { generator in
            var (times, hits) = ([Double](), [Double]())
            for stage in 0..<4 {
                let share = 0.3 * exp(-0.5 * Double(stage))
                for tally in generator.tallies(sources, share: share, correlation: correlation, sizes: { _ in 200 }) {
                    times.append(Double(stage))
                    hits.append(tally.successes)
                }
            }
            return DecayFit(times: times, successes: hits, trials: times.map { _ in 200 })?.rateInterval()
                .map { ($0.low, $0.high) }
        }
    }
}

extension Philox {
    /// Sources whose shares follow a beta distribution, two samples of a source having this correlation.
    fileprivate mutating func tallies(
        _ clusters: Int, share: Double, correlation: Double, sizes: (inout Philox) -> Int
    ) -> [ClusterTally] {
        (0..<clusters).map { _ in
            let own =
                correlation > 0
                ? beta(share * (1 / correlation - 1), (1 - share) * (1 / correlation - 1)) : share
            let size = sizes(&self)
            return ClusterTally(successes(of: size, probability: own), of: Double(size))
        }
    }

    private mutating func beta(_ a: Double, _ b: Double) -> Double {
        let (x, y) = (gamma(a), gamma(b))
        return x + y > 0 ? x / (x + y) : (a > b ? 1 : 0)
    }

    /// Marsaglia and Tsang (2000); below 1 by the power of a uniform number.
    private mutating func gamma(_ shape: Double) -> Double {
        if shape < 1 { return gamma(shape + 1) * pow(1 - uniform(), 1 / shape) }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let v = pow(1 + c * x, 3)
            if v > 0, log(1 - uniform()) < x * x / 2 + d - d * v + d * log(v) { return d * v }
        }
    }
}
