import Foundation
import Statistics

/// The replicates of each bootstrap of the experiment.
let replicates = 1_000

/// Percentile and BCa intervals of measures of 40 categories under Zipf's law, and of a share of clustered samples.
func bootstrapScenarios() -> [Scenario] {
    let shares = (1...40).map { 1 / Double($0) }
    let measures: [(name: String, measure: @Sendable ([Double]) -> Double?)] = [
        ("gini", gini), ("entropy", shannonEntropy),
    ]
    var scenarios: [Scenario] = []
    for samples in [200, 2_000, 20_000] {
        for (name, measure) in measures {
            for (method, isBCa) in [("percentile", false), ("BCa", true)] {
                scenarios.append(
                    Scenario(
                        interval: "bootstrap \(name), \(method)", population: "Zipf, 40 categories, \(samples) samples",
                        truth: measure(shares) ?? .nan, simulations: 1_000
                    ) { generator in
                        let counts = generator.counts(samples, shares: shares)
                        let interval = Bootstrap(seed: generator.next() >> 11, replicates: replicates)?
                            .interval(counts: counts, measure)
                        return isBCa
                            ? interval.map { ($0.bcaLow ?? .infinity, $0.bcaHigh ?? -.infinity) }
                            : interval.map { ($0.low, $0.high) }
                    })
            }
        }
    }
    return scenarios + clusterScenarios()
}

/// A share that differs from source to source: by clusters, and by Wilson's interval as if there were none.
private func clusterScenarios() -> [Scenario] {
    var scenarios: [Scenario] = []
    for clusters in [10, 40] {
        let population = "share 0.3 ± 0.1 by source, \(clusters) sources of 50"
        func draw(_ generator: inout Philox) -> [Double] {
            (0..<clusters).map { _ in
                // Uniform with a standard deviation of 0.1.
                let share = 0.3 + 0.1 * 12.0.squareRoot() * (generator.uniform() - 0.5)
                return generator.successes(of: 50, probability: share)
            }
        }
        scenarios.append(
            Scenario(
                interval: "bootstrap of sources, percentile", population: population, truth: 0.3, simulations: 1_000
            ) { generator in
                let successes = draw(&generator)
                return Bootstrap(seed: generator.next() >> 11, replicates: replicates)?
                    .interval(
                        clusters: (0..<clusters).map { "\($0)" }, successes: successes,
                        trials: successes.map { _ in 50 }
                    ).map { ($0.low, $0.high) }
            })
        scenarios.append(
            Scenario(
                interval: "Wilson, sources ignored", population: population, truth: 0.3, simulations: 10_000
            ) { generator in
                let successes = draw(&generator).reduce(0, +)
                return wilsonInterval(successes: successes, trials: Double(50 * clusters)).map { ($0.low, $0.high) }
            })
    }
    return scenarios
}
