import Foundation
import Statistics

/// Fisher's intervals, of rows from a normal distribution with a given correlation.
func correlationScenarios() -> [Scenario] {
    var scenarios: [Scenario] = []
    for (correlation, rows) in [(0.0, 20), (0.5, 20), (0.5, 100), (0.9, 50)] {
        // What Spearman's and Kendall's coefficients are of such a distribution.
        let kinds: [(String, CorrelationKind, Double, ([Double], [Double]) -> Double?)] = [
            ("Pearson (Fisher z)", .pearson, correlation, { pearson($0, $1) }),
            ("Spearman (Fisher z)", .spearman, 6 / .pi * asin(correlation / 2), { spearman($0, $1) }),
            ("Kendall (Fisher z)", .kendall, 2 / .pi * asin(correlation), { kendall($0, $1) }),
        ]
        for (name, kind, truth, coefficient) in kinds {
            scenarios.append(
                Scenario(
                    interval: name, population: "correlation \(correlation), \(rows) rows", truth: truth,
                    simulations: 10_000
                ) { generator in
                    let (x, y) = generator.pairs(rows, correlation: correlation)
                    return coefficient(x, y).flatMap { correlationInterval($0, kind, rows: rows) }
                        .map { ($0.low, $0.high) }
                })
        }
    }
    return scenarios + partialScenarios() + pairScenarios()
}

/// Of two columns that both follow a third one, at equal values of it.
private func partialScenarios() -> [Scenario] {
    [(0.0, 20), (0.5, 50)].map { correlation, rows in
        Scenario(
            interval: "Pearson, partial (Fisher z)", population: "correlation \(correlation) at equal z, \(rows) rows",
            truth: correlation, simulations: 10_000
        ) { generator in
            let z = (0..<rows).map { _ in generator.normal() }
            let rest = generator.pairs(rows, correlation: correlation)
            let (x, y) = (zip(z, rest.x).map { $0 + $1 }, zip(z, rest.y).map { $1 - 2 * $0 })
            return partialPearson(x, y, given: z)
                .flatMap { correlationInterval($0, .pearson, rows: rows, controls: 1) }.map { ($0.low, $0.high) }
        }
    }
}

/// Rows far from normal: Fisher's interval beside the bootstrap of rows.
private func pairScenarios() -> [Scenario] {
    let (rows, correlation) = (50, 0.5)
    let population = "log-normal columns, \(rows) rows"
    // What Pearson's coefficient is of the exponentials of two normal columns.
    let truth = (exp(correlation) - 1) / (exp(1) - 1)
    func draw(_ generator: inout Philox) -> (x: [Double], y: [Double]) {
        let (x, y) = generator.pairs(rows, correlation: correlation)
        return (x.map { exp($0) }, y.map { exp($0) })
    }
    return [
        Scenario(interval: "Pearson (Fisher z)", population: population, truth: truth, simulations: 10_000) {
            generator in
            let (x, y) = draw(&generator)
            return pearson(x, y).flatMap { correlationInterval($0, .pearson, rows: rows) }.map { ($0.low, $0.high) }
        },
        Scenario(interval: "bootstrap pearson, BCa", population: population, truth: truth, simulations: 1_000) {
            generator in
            let (x, y) = draw(&generator)
            return Bootstrap(seed: generator.next() >> 11, replicates: replicates)?
                .interval(x, y) { pearson($0, $1) }.map { ($0.bcaLow, $0.bcaHigh) }
        },
        Scenario(
            interval: "bootstrap spearman, percentile", population: population,
            truth: 6 / .pi * asin(correlation / 2), simulations: 1_000
        ) { generator in
            let (x, y) = draw(&generator)
            return Bootstrap(seed: generator.next() >> 11, replicates: replicates)?
                .interval(x, y) { spearman($0, $1) }.map { ($0.low, $0.high) }
        },
    ]
}
