import Testing

@testable import Statistics

/// Exact p-values over all orders, against all orders written out.
@Suite struct PermutationTests {
    /// All orders, equal things apart.
    private func orders(_ values: [Double]) -> [[Double]] {
        guard let first = values.first else { return [[]] }
        return orders(Array(values.dropFirst())).flatMap { rest in
            (0...rest.count).map { Array(rest[..<$0]) + [first] + Array(rest[$0...]) }
        }
    }

    /// Over all columns of five small whole numbers, which tie in every way.
    @Test func equalsAllOrdersWrittenOut() throws {
        let x: [Double] = [1, 2, 2, 4, 7]
        for y in Tables.all(count: 5, upTo: 2) where isVaried(y) {
            func products(_ order: [Double]) -> Double {
                abs(5 * zip(x, order).reduce(0) { $0 + $1.0 * $1.1 } - 16 * y.reduce(0, +))
            }
            let all = orders(y)
            let share = Double(all.count { products($0) >= products(y) }) / Double(all.count)
            #expect(isClose(pearsonProbability(x, y), share), "\(y)")
        }
    }

    /// One great number hides the order of the small ones from a double, not from the test.
    @Test func aGreatNumberAmongSmallOnesDoesNotMakeOrdersAlike() {
        let x: [Double] = [1e12, 1, 2, 3, 4]
        #expect(pearsonProbability(x, x) == 1.0 / 120)
        #expect(pearsonProbability(x, [1e12, 4, 3, 2, 1]) == 24.0 / 120)
    }

    /// 0.1 + 0.2 is not 0.3 in doubles: values that differ only by that are a tie.
    @Test func decimalFractionsTieAsTheyRead() {
        let tenths: [Double] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
        for y: [Double] in [[2, 1, 4, 3, 6, 5], [1, 6, 2, 5, 3, 4], [3, 1, 2, 6, 5, 4]] {
            #expect(pearsonProbability(tenths, y) == pearsonProbability(tenths.map { ($0 * 10).rounded() }, y))
            #expect(pearsonProbability(y, tenths) == pearsonProbability(y, tenths))
        }
    }

    /// What was computed is off by a digit or two, and ties all the same.
    @Test func computedFractionsTie() {
        let computed = (1...7).map { Double($0) * 0.1 }
        let y: [Double] = [2, 1, 4, 3, 7, 6, 5]
        #expect(pearsonProbability(computed, y) == pearsonProbability((1...7).map(Double.init), y))
    }
}
