import Foundation
import Statistics

/// Krippendorff's alpha by resampling of units: raters take the true value with a probability, else any by chance.
func agreementScenarios() -> [Scenario] {
    var scenarios: [Scenario] = []
    let populations: [(units: Int, raters: Int, shares: [Double], truthful: Double)] = [
        (30, 2, [0.5, 0.5], 0.8), (100, 2, [0.5, 0.5], 0.8), (100, 3, [1, 1, 1], 0.6), (100, 5, [0.7, 0.2, 0.1], 0.9),
        (300, 2, [0.9, 0.1], 0.8), (300, 3, [0.4, 0.3, 0.1, 0.1, 0.05, 0.05], 0.85), (1_000, 2, [0.95, 0.05], 0.9),
    ]
    for population in populations {
        for isBCa in [false, true] {
            scenarios.append(
                Scenario(
                    interval: "Krippendorff's alpha, \(isBCa ? "BCa" : "percentile")",
                    population: "\(population.units) units, \(population.raters) raters, 1 rating in 10 missing, "
                        + "\(population.shares.count) values, alpha \(percent(100 * pow(population.truthful, 2))) %",
                    truth: pow(population.truthful, 2), simulations: 1_000
                ) { generator in
                    guard let units = generator.ratedUnits(population),
                        let bootstrap = Bootstrap(seed: generator.next() >> 11, replicates: replicates),
                        let found = units.krippendorffAlphaInterval(bootstrap)
                    else { return nil }
                    return isBCa ? (found.bcaLow ?? found.low, found.bcaHigh ?? found.high) : (found.low, found.high)
                })
        }
    }
    return scenarios + kappaScenarios()
}

private func kappaScenarios() -> [Scenario] {
    [(100, 0.8), (400, 0.6)].map { units, truthful in
        Scenario(
            interval: "Cohen's kappa, percentile", population: "\(units) units, 2 values of 0.7 and 0.3",
            truth: truthful * truthful, simulations: 1_000
        ) { generator in
            var (first, second) = ([String](), [String]())
            for _ in 0..<units {
                let values = generator.ratings(2, [0.7, 0.3], truthful: truthful)
                first.append("\(values[0])")
                second.append("\(values[1])")
            }
            return Bootstrap(seed: generator.next() >> 11, replicates: replicates).flatMap {
                ConfusionTable(first, second)?.cohenKappaInterval($0)
            }.map { ($0.low, $0.high) }
        }
    }
}

extension Philox {
    /// Ratings of one unit, values from 1. Two raters agree beyond chance where both take the true value.
    fileprivate mutating func ratings(_ raters: Int, _ shares: [Double], truthful: Double) -> [UInt32] {
        func draw(_ generator: inout Philox) -> UInt32 {
            UInt32((generator.counts(1, shares: shares).firstIndex(of: 1) ?? 0) + 1)
        }
        let truth = draw(&self)
        return (0..<raters).map { _ in uniform() < truthful ? truth : draw(&self) }
    }

    fileprivate mutating func ratedUnits(
        _ population: (units: Int, raters: Int, shares: [Double], truthful: Double)
    ) -> RatedUnits? {
        var (units, raters, values) = ([UInt32](), [UInt32](), [UInt32]())
        for unit in 1...population.units {
            for (rater, value) in ratings(population.raters, population.shares, truthful: population.truthful)
                .enumerated() where uniform() >= 0.1
            {
                units.append(UInt32(unit))
                raters.append(UInt32(rater + 1))
                values.append(value)
            }
        }
        return (try? Ratings(unitCodes: units, raterCodes: raters, valueCodes: values)).map { RatedUnits($0) }
    }
}
