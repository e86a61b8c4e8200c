import Testing

@testable import Statistics

/// The measures against numpy, scipy and mpmath.
@Suite struct GoldenTests {
    private let golden: Golden

    init() throws {
        golden = try Golden.read()
    }

    /// The values were made with 17 digits; what is left is our own rounding.
    private func agrees(_ value: Double?, _ expected: Double?) -> Bool {
        isClose(value, expected, relative: 1e-13, absolute: 0)
    }

    @Test func concentration() {
        #expect(golden.weights.count == 200)
        for table in golden.weights {
            #expect(agrees(gini(table.x), table.gini), "\(table.x)")
            #expect(agrees(herfindahl(table.x), table.hhi), "\(table.x)")
            for (k, share) in zip(golden.topCounts, table.top) {
                #expect(agrees(topShare(table.x, k: k), share), "\(k) of \(table.x)")
            }
        }
    }

    @Test func diversity() {
        for table in golden.weights {
            #expect(agrees(shannonEntropy(table.x), table.entropy), "\(table.x)")
            #expect(agrees(pielouEvenness(table.x), table.evenness), "\(table.x)")
            #expect(agrees(hillNumber(table.x, order: .infinity), table.hillInfinity), "\(table.x)")
            #expect(table.hill.count == golden.hillOrders.count)
            for (q, number) in zip(golden.hillOrders, table.hill) {
                #expect(agrees(hillNumber(table.x, order: q), number), "order \(q) of \(table.x)")
            }
        }
    }

    @Test func correlation() {
        #expect(golden.pairs.count == 100)
        for pair in golden.pairs {
            #expect(isClose(pearson(pair.x, pair.y), pair.pearson, absolute: 1e-14), "\(pair.x) \(pair.y)")
            #expect(isClose(spearman(pair.x, pair.y), pair.spearman, absolute: 1e-14), "\(pair.x) \(pair.y)")
        }
    }

    @Test func wilson() throws {
        #expect(golden.wilson.count > 100)
        for row in golden.wilson {
            let interval = try #require(wilsonInterval(successes: row[0], trials: row[1], level: row[2]))
            #expect(agrees(interval.low, row[3]), "\(row)")
            #expect(agrees(interval.high, row[4]), "\(row)")
        }
    }

    @Test func quantiles() {
        #expect(golden.quantiles.count > 80)
        for row in golden.quantiles {
            #expect(isClose(normalQuantile(row[0]), row[1], relative: 1.5e-15, absolute: 0), "\(row)")
        }
    }

    @Test func aMillionCategories() {
        for table in golden.large {
            // Already sorted, so that each measure only has to check the order.
            let weights = table.weights.sorted()
            #expect(agrees(gini(weights), table.gini))
            guard weights.count < 1_000_000 else { continue }
            #expect(agrees(herfindahl(weights), table.hhi))
            #expect(agrees(shannonEntropy(weights), table.entropy))
            #expect(agrees(topShare(weights, k: 1000), table.top1000))
        }
    }
}
