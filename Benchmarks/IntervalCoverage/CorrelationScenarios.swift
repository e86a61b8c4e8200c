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
                    let x = (0..<rows).map { _ in generator.normal() }
                    let y = x.map {
                        correlation * $0 + (1 - correlation * correlation).squareRoot() * generator.normal()
                    }
                    return coefficient(x, y).flatMap { correlationInterval($0, kind, rows: rows) }
                        .map { ($0.low, $0.high) }
                })
        }
    }
    return scenarios
}
