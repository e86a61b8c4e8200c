import TestSupport
import Testing

@testable import Statistics

/// What all measures of weights have in common: when there is a value, and what does not change it.
@Suite struct WeightMeasureTests {
    static let measures: [(name: String, measure: @Sendable ([Double]) -> Double?)] = [
        ("gini", gini),
        ("herfindahl", herfindahl),
        ("topShare 1", { topShare($0, k: 1) }),
        ("topShare 3", { topShare($0, k: 3) }),
        ("shannonEntropy", shannonEntropy),
        ("pielouEvenness", pielouEvenness),
        ("hillNumber 0", { hillNumber($0, order: 0) }),
        ("hillNumber 0.5", { hillNumber($0, order: 0.5) }),
        ("hillNumber 1", { hillNumber($0, order: 1) }),
        ("hillNumber 1.01", { hillNumber($0, order: 1.01) }),
        ("hillNumber 2", { hillNumber($0, order: 2) }),
        ("hillNumber infinity", { hillNumber($0, order: .infinity) }),
    ]

    @Test(arguments: measures.indices)
    func thereIsNoValueWithoutProperWeights(_ index: Int) {
        let (name, measure) = Self.measures[index]
        for weights: [Double] in [
            [], [0], [0, 0, 0], [-0.0], [-1, 2], [1, -1], [1, -1e-300], [.nan], [1, .nan, 2], [1, .infinity],
            [-.infinity, 1],
        ] {
            #expect(measure(weights) == nil, "\(name) of \(weights)")
        }
    }

    @Test(arguments: measures.indices)
    func theOrderOfTheWeightsChangesNoBit(_ index: Int) {
        let (name, measure) = Self.measures[index]
        var generator = SeededGenerator(seed: 3)
        for table in Tables.random(200, seed: 4) {
            let shuffled = table.shuffled(using: &generator)
            #expect(measure(table)?.bitPattern == measure(shuffled)?.bitPattern, "\(name) of \(table)")
        }
    }

    @Test(arguments: measures.indices)
    func theUnitOfTheWeightsDoesNotMatter(_ index: Int) {
        let (name, measure) = Self.measures[index]
        for table in Tables.random(200, seed: 5) {
            let value = measure(table)
            #expect(measure(table.map { $0 * 0x1p-40 }) == value, "\(name) of \(table)")
            #expect(isClose(measure(table.map { $0 * 1e-7 }), value), "\(name) of \(table)")
            #expect(isClose(measure(table.map { $0 * 3e290 }), value), "\(name) of \(table)")
        }
    }

    @Test(arguments: measures.indices)
    func theEndsOfTheRangeOfDoubleAreNoDifferent(_ index: Int) {
        let (name, measure) = Self.measures[index]
        for table: [Double] in [[1, 2, 4], [3, 3, 3, 0], [1, 1], [8]] {
            let expected = measure(table)
            #expect(measure(table.map { $0 * 0x1p1020 }) == expected, "\(name) of \(table)")
            #expect(measure(table.map { $0 * .leastNonzeroMagnitude }) == expected, "\(name) of \(table)")
        }
    }

    @Test(arguments: measures.indices)
    func zerosCountOnlyForGini(_ index: Int) {
        let (name, measure) = Self.measures[index]
        for table in Tables.random(100, seed: 6) {
            let padded = measure(table + [0, 0])
            if name == "gini" {
                // Over n + 2 units, two of them with nothing: ((n·G + 2) / (n + 2)).
                let count = Double(table.count)
                #expect(isClose(padded, measure(table).map { ($0 * count + 2) / (count + 2) }))
            } else {
                #expect(padded == measure(table), "\(name) of \(table)")
            }
        }
    }

    @Test(arguments: measures.indices)
    func aShareTooSmallForADoubleAddsNothing(_ index: Int) throws {
        let (name, measure) = Self.measures[index]
        // The first is lost in the scale of the largest, the second only in its share of the total.
        for table in [[1e308, 1e308, Double.leastNonzeroMagnitude * 2024], [1, 1, 1, .leastNonzeroMagnitude]] {
            let value = try #require(measure(table), "\(name)")
            #expect(value.isFinite, "\(name) of \(table)")
        }
    }

    @Test func theKnownTable() {
        let weights: [Double] = [0, 10, 10, 30, 50]
        #expect(gini(weights) == 0.48)
        #expect(herfindahl(weights) == 0.36)
        #expect(isClose(shannonEntropy(weights), 1.1682824501765625))
        #expect(isClose(pielouEvenness(weights), 1.1682824501765625 / 1.3862943611198906))
        #expect(hillNumber(weights, order: 0) == 4)
        #expect(isClose(hillNumber(weights, order: 1), 3.216463, relative: 1e-6))
        #expect(isClose(hillNumber(weights, order: 2), 1 / 0.36))
        #expect(isClose(hillNumber(weights, order: .infinity), 2))
        #expect(topShare(weights, k: 1) == 0.5)
        #expect(topShare(weights, k: 2) == 0.8)
    }
}
