import Foundation
import Statistics

/// Shares corrected for a tagger's errors: 20,000 tagged samples, and labelled ones.
func correctionScenarios() -> [Scenario] {
    var scenarios: [Scenario] = []
    for labels in [100, 300, 1_000] {
        for share in [0.05, 0.2, 0.5] {
            for (sensitivity, specificity) in [(0.6, 0.9), (0.8, 0.95), (0.9, 0.9), (0.99, 0.95), (0.99, 0.99)] {
                let population =
                    "share \(share), sensitivity \(sensitivity), specificity \(specificity), \(labels) labels"
                func draw(_ generator: inout Philox) -> (Share, GoldTable)? {
                    let cells = [
                        share * sensitivity, (1 - share) * (1 - specificity), share * (1 - sensitivity),
                        (1 - share) * specificity,
                    ]
                    let drawn = generator.nextMultinomial(trials: Double(labels), shares: cells)
                    let given = generator.nextMultinomial(
                        trials: 20_000, shares: [cells[0] + cells[1], cells[2] + cells[3]])
                    return GoldTable(
                        truePositives: drawn[0], falsePositives: drawn[1], falseNegatives: drawn[2],
                        trueNegatives: drawn[3]
                    ).map { (Share(given[0], of: 20_000), $0) }
                }
                scenarios.append(
                    Scenario(
                        interval: "Rogan-Gladen (Lang-Reiczigel)", population: population, truth: share,
                        simulations: 10_000
                    ) { generator in
                        draw(&generator).flatMap { roganGladenInterval($0, $1) }.map { ($0.low, $0.high) }
                    })
                scenarios.append(
                    Scenario(
                        interval: "prediction-powered, paper", population: population, truth: share,
                        simulations: 10_000
                    ) { generator in
                        draw(&generator).flatMap { PredictionPoweredShare($0, $1)?.mean.interval() }
                            .map { ($0.low, $0.high) }
                    })
                scenarios.append(
                    Scenario(
                        interval: "prediction-powered", population: population, truth: share, simulations: 10_000
                    ) { generator in
                        draw(&generator).flatMap { PredictionPoweredShare($0, $1)?.interval() }
                            .map { ($0.low, $0.high) }
                    })
            }
        }
    }
    return scenarios + matrixScenarios() + concentrationScenarios()
}

/// Several values in two strata that are labelled at different rates; errors go to the other values alike.
private func matrixScenarios() -> [Scenario] {
    let names = ["a", "b", "c", "d", "e", "f"]
    /// The size of a stratum, and the share of each value in it.
    typealias Stratum = (size: Double, shares: [Double])
    var scenarios: [Scenario] = []
    for (shares, value) in [([0.5, 0.3, 0.2], 0), ([0.5, 0.3, 0.2], 2), ([0.4, 0.25, 0.15, 0.1, 0.06, 0.04], 5)] {
        for sensitivity in [0.6, 0.8, 0.9, 0.99] {
            for labels in [300, 1_000] {
                let count = shares.count
                let strata: [Stratum] = [(8_000, shares), (2_000, shares.reversed())]
                let truth = 0.8 * shares[value] + 0.2 * shares[count - 1 - value]
                scenarios.append(
                    Scenario(
                        interval: "misclassification matrix",
                        population: "share \(percent(100 * truth)) % of \(count) values, sensitivities \(sensitivity), "
                            + "\(labels) labels",
                        truth: truth, simulations: 4_000
                    ) { generator in
                        var gold: [(stratum: String, tag: String, label: String, count: Double)] = []
                        var corpus: [(stratum: String, tag: String, count: Double)] = []
                        for (number, stratum) in strata.enumerated() {
                            let error = (1 - sensitivity) / Double(count - 1)
                            let cells = (0..<count * count).map { cell -> Double in
                                let isRight = cell / count == cell % count
                                return stratum.shares[cell / count] * (isRight ? sensitivity : error)
                            }
                            let drawn = generator.nextMultinomial(trials: Double(labels) / 2, shares: cells)
                            for (cell, found) in drawn.enumerated() {
                                gold.append(("\(number)", names[cell % count], names[cell / count], found))
                            }
                            let tags = (0..<count).map { tag in
                                stride(from: tag, to: cells.count, by: count).reduce(0) { $0 + cells[$1] }
                            }
                            let given = generator.nextMultinomial(trials: stratum.size, shares: tags)
                            for (tag, found) in given.enumerated() { corpus.append(("\(number)", names[tag], found)) }
                        }
                        guard let strata = try? StratifiedGold(gold: gold, corpus: corpus),
                            let found = try? CorrectedShares(strata),
                            let place = found.values.firstIndex(where: { $0.label == names[value] })
                        else { return nil }
                        return found.intervals().map { ($0[place].low, $0[place].high) }
                    })
            }
        }
    }
    return scenarios
}

/// The effective number of places. The tagger misses samples, finds some without a place, and takes one place in ten
/// for another, the larger ones more often.
private func concentrationScenarios() -> [Scenario] {
    let twenty = [20, 15, 12, 10, 8, 7, 6, 5, 4, 3, 2.5, 2, 1.5, 1.2, 1, 0.8, 0.5, 0.3, 0.2, 0.1]
    let populations: [(name: String, weights: [Double])] = [
        ("6 places", [34, 30, 20, 8, 6, 2]), ("20 places", twenty),
        ("120 places", (1...120).map { pow(Double($0), -1.1) }),
        ("2 equal places", [1, 1]), ("6 equal places", [Double](repeating: 1, count: 6)),
        ("16 equal places", [Double](repeating: 1, count: 16)),
        ("16 nearly equal places", (0..<16).map { 0.7 + 0.04 * Double($0) }),
        ("40 equal places", [Double](repeating: 1, count: 40)),
        ("one of 6 places with 85 %", [85, 5, 4, 3, 2, 1]), ("one of 2 places with 90 %", [9, 1]),
    ]
    var scenarios: [Scenario] = []
    for (name, weights) in populations {
        let places = weights.map { $0 / weights.reduce(0, +) }
        for share in [0.1, 0.4] {
            for (sensitivity, specificity) in [(0.6, 0.97), (0.9, 0.95), (0.99, 0.99)] {
                for labels in [100, 300, 1_000] {
                    let cells = tagsAndPlaces(
                        places, share: share, sensitivity: sensitivity, specificity: specificity)
                    scenarios.append(
                        Scenario(
                            interval: "effective number of places",
                            population: "\(name), share \(share), sensitivity \(sensitivity), specificity "
                                + "\(specificity), \(labels) labels",
                            truth: places.reduce(0) { $0 + $1 * $1 }, simulations: 2_000
                        ) { generator in
                            generator.correctedConcentration(cells, labels: labels).flatMap { $0.interval() }
                                .map { ($0.low, $0.high) }
                        })
                }
            }
        }
    }
    return scenarios
}

/// The share of samples by their place and, within it, by their tag; none is last.
private func tagsAndPlaces(
    _ places: [Double], share: Double, sensitivity: Double, specificity: Double
) -> [[Double]] {
    let squares = places.map { $0 * $0 }
    let mistaken = squares.map { $0 / squares.reduce(0, +) }
    let placed = places.enumerated().map { place, part in
        places.indices.map { tag in
            share * part * sensitivity * (0.1 * mistaken[tag] + (tag == place ? 0.9 : 0))
        } + [share * part * (1 - sensitivity)]
    }
    return placed + [mistaken.map { (1 - share) * (1 - specificity) * $0 } + [(1 - share) * specificity]]
}

extension Philox {
    fileprivate mutating func correctedConcentration(_ cells: [[Double]], labels: Int) -> CorrectedConcentration? {
        let (count, size) = (cells.count - 1, 20_000.0)
        func one(_ unit: Int) -> [String: Double] { unit < count ? ["\(unit)": 1] : [:] }
        let drawn = nextMultinomial(trials: Double(labels), shares: cells.flatMap { $0 })
        var samples: [CorrectedConcentration.LabelledSample] = []
        var tags = [Double](repeating: 0, count: cells.count)
        for (cell, found) in drawn.enumerated() where found > 0 {
            let (place, tag) = (cell / cells.count, cell % cells.count)
            tags[tag] += found
            samples += (0..<Int(found)).map { _ in .init(stratum: "", tagged: one(tag), labelled: one(place)) }
        }
        let others = nextMultinomial(
            trials: size - Double(labels), shares: tags.indices.map { tag in cells.reduce(0) { $0 + $1[tag] } })
        let totals = Dictionary(uniqueKeysWithValues: (0..<count).map { ("\($0)", tags[$0] + others[$0]) })
        return try? CorrectedConcentration(samples, corpus: [.init(name: "", samples: size, totals: totals)])
    }
}
