import TestSupport
import Testing

@testable import Statistics

@Suite struct KappaTests {
    /// All tables of up to five units with three values.
    @Test func allSmallPairs() throws {
        for count in 1...4 {
            for number in 0..<Int(pow9(count)) {
                var rest = number
                let pairs = (0..<count).map { _ in
                    defer { rest /= 9 }
                    return ("\(rest % 3)", "\(rest % 9 / 3)")
                }
                let table = try #require(ConfusionTable(pairs.map(\.0), pairs.map(\.1)))
                let expected = NaiveAgreement.cohen(pairs)
                #expect(isClose(try? table.cohenKappa(), expected, relative: 1e-12, absolute: 1e-14), "\(pairs)")
            }
        }
    }

    private func pow9(_ count: Int) -> Int { (0..<count).reduce(1) { power, _ in power * 9 } }

    @Test func countsStandForRows() throws {
        let (a, b) = (["x", "x", "y", "x"], ["x", "y", "y", "x"])
        let rows = try #require(ConfusionTable(a, b))
        let counted = try #require(ConfusionTable(["x", "x", "y", ""], ["x", "y", "y", "x"], counts: [2, 1, 1, 7]))
        #expect(rows.cells == counted.cells && rows.total == 4 && rows.labels == ["x", "y"])
        #expect(rows.matrix == [[2, 1], [0, 1]] && rows.accuracy == 0.75)
        let fractions = try #require(ConfusionTable(["x", "y"], ["x", "x"], counts: [0.5, 0.25]))
        let bootstrap = try #require(Bootstrap(replicates: 100))
        #expect(fractions.cohenKappaInterval(bootstrap) == nil)
    }

    @Test func whatIsNoTable() {
        #expect(ConfusionTable(["x"], []) == nil)
        #expect(ConfusionTable([], []) == nil)
        #expect(ConfusionTable(["x"], [" "]) == nil)
        for count in [-1, .nan, .infinity] { #expect(ConfusionTable(["x"], ["x"], counts: [count]) == nil) }
        #expect(throws: UndefinedAgreement.oneValue) { try ConfusionTable(["x"], ["x"])?.cohenKappa() }
    }

    @Test func scoresAgainstAGoldStandard() throws {
        let table = try #require(ConfusionTable(["a", "a", "a", "b", "b", "c"], ["a", "a", "b", "b", "d", "b"]))
        let scores = table.scores
        #expect(scores.map(\.value) == ["a", "b", "c", "d"])
        #expect(scores.map(\.precision) == [1, 1.0 / 3, nil, 0])
        #expect(scores.map(\.recall) == [2.0 / 3, 0.5, 0, nil])
        #expect(scores.map(\.f1) == [0.8, 0.4, 0, 0])
        #expect(isClose(table.macroF1, 0.3) && table.accuracy == 0.5)
    }

    @Test func fleissNeedsEqualNumbers() throws {
        func units(_ rows: [(String, String, String)]) throws -> RatedUnits {
            RatedUnits(try Ratings(units: rows.map(\.0), raters: rows.map(\.1), values: rows.map(\.2)))
        }
        let rows = [("1", "a", "x"), ("1", "b", "x"), ("2", "a", "x"), ("2", "b", "y")]
        // P = 1/2, P_e = 10/16.
        #expect(isClose(try units(rows).fleissKappa(), -1.0 / 3))
        #expect(throws: UndefinedAgreement.unequalRatings(least: 1, most: 2)) {
            try units(rows + [("3", "a", "x")]).fleissKappa()
        }
        #expect(throws: UndefinedAgreement.unequalRatings(least: 2, most: 3)) {
            try units(rows + [("2", "c", "x")]).fleissKappa()
        }
        #expect(throws: UndefinedAgreement.noPairs) { try units([("1", "a", "x")]).fleissKappa() }
        #expect(throws: UndefinedAgreement.oneValue) { try units(Array(rows.prefix(2))).fleissKappa() }
        let bootstrap = try #require(Bootstrap(replicates: 200))
        #expect(try units(rows).fleissKappaInterval(bootstrap) != nil)
        #expect(try units([("1", "a", "x")]).fleissKappaInterval(bootstrap) == nil)
    }

    @Test func intervalsHoldTheEstimate() throws {
        let table = try #require(
            ConfusionTable(["x", "x", "y", "y"], ["x", "y", "y", "x"], counts: [40, 10, 30, 12]))
        let bootstrap = try #require(Bootstrap(replicates: 1_000))
        let interval = try #require(table.cohenKappaInterval(bootstrap))
        #expect(interval.estimate == (try table.cohenKappa()))
        #expect(interval.low < interval.estimate && interval.estimate < interval.high)
    }
}
