import Foundation
import Testing

@testable import Statistics

/// The bootstrap as SQL calls it.
@Suite struct BootstrapFunctionTests {
    private let counts: [Double] = [50, 30, 10, 5, 1]

    private func column(_ value: Double) -> [Double] { counts.map { _ in value } }

    private func call(_ name: String, _ statistic: String, _ parameters: Double...) throws -> StatisticValue? {
        try aggregate(name, texts: [counts.map { _ in statistic }], columns: [counts] + parameters.map(column))
    }

    private func fields(_ value: StatisticValue?) throws -> [String: Double] {
        guard case .json(let text) = value else { return [:] }
        return try JSONDecoder().decode([String: Double].self, from: Data(text.utf8))
    }

    @Test func oneCallTellsAll() throws {
        let found = try fields(try call("bootstrap", "gini", 7, 500, 0.9))
        let bootstrap = try #require(Bootstrap(seed: 7, replicates: 500, level: 0.9))
        let expected = try #require(bootstrap.interval(counts: counts, gini))
        #expect(found["estimate"] == gini(counts) && found["se"] == expected.standardError)
        #expect(found["low"] == expected.low && found["high"] == expected.high)
        #expect(found["bca_low"] == expected.bcaLow && found["bca_high"] == expected.bcaHigh)
        #expect(found["seed"] == 7 && found["replicates"] == 500 && found["level"] == 0.9 && found["undefined"] == 0)
        #expect(try call("bootstrap_low", "gini", 7, 500, 0.9) == .number(expected.low))
        #expect(try call("bootstrap_high", "gini", 7, 500, 0.9) == .number(expected.high))
        #expect(try call("bca_low", "gini", 7, 500, 0.9) == expected.bcaLow.map { .number($0) })
        #expect(try call("bca_high", "gini", 7, 500, 0.9) == expected.bcaHigh.map { .number($0) })
    }

    @Test func seedReplicatesAndLevelMayBeLeftOut() throws {
        let found = try fields(try call("bootstrap", "entropy"))
        #expect(found["seed"] == 1 && found["replicates"] == 10_000 && found["level"] == 0.95)
        #expect(found == (try fields(try call("bootstrap", "entropy", 1, 10_000))))
    }

    @Test func theStatisticIsNamedAsSQLCallsIt() throws {
        for (name, value) in [
            ("gini", gini(counts)), ("gini(x)", gini(counts)), ("hill(x, 2)", hillNumber(counts, order: 2)),
            ("hill( x,0.5 )", hillNumber(counts, order: 0.5)),
            ("gini_over(x, 249)", inUniverse(counts, of: 249).flatMap(gini)),
            ("top_share(x, 2)", topShare(counts, k: 2)), ("chao1", chao1(counts)),
            ("atkinson_over(x, 0.5, 9)", inUniverse(counts, of: 9).flatMap { atkinson($0, aversion: 0.5) }),
        ] {
            #expect(isClose(try fields(try call("bootstrap", name, 1, 100))["estimate"], value), "\(name)")
        }
        for name in [
            "", "nothing", "hill", "hill(x)", "hill(x, two)", "hill(y, 2)", "gini(x", "jsd", "kendall", "bootstrap",
        ] {
            let error = #expect(throws: StatisticError.self, "\(name)") { try call("bootstrap", name) }
            #expect(error?.description.contains("gini(x)") == true)
        }
    }

    @Test func correlationsAreResampledInPairs() throws {
        let (x, y): ([Double], [Double]) = ([1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 6, 5])
        for name in ["pearson", "spearman", "kendall", "kendall(x, y)", "pearson_p"] {
            let (seed, replicates) = (x.map { _ in 1.0 }, x.map { _ in 100.0 })
            let value = try aggregate("bootstrap_pairs", texts: [x.map { _ in name }], x, y, seed, replicates)
            #expect(try fields(value)["estimate"] != nil, "\(name)")
        }
        #expect(throws: StatisticError.self) { try aggregate("bootstrap_pairs", texts: [x.map { _ in "gini" }], x, y) }
    }

    @Test func clustersAndShares() throws {
        let clusters = ["a", "a", "b", "b", "c"]
        let byCluster = try aggregate(
            "bootstrap_clusters", texts: [counts.map { _ in "gini" }, clusters, ["x", "y", "x", "z", "y"]], counts)
        #expect(isClose(try fields(byCluster)["estimate"], gini([60, 31, 5])))
        let share = try aggregate("bootstrap_share", texts: [clusters], [1, 2, 3, 4, 5], [10, 10, 10, 10, 10])
        #expect(isClose(try fields(share)["estimate"], 0.3))
    }

    @Test func whatCannotBeIsAnError() throws {
        #expect(throws: StatisticError.seedOutOfRange(1.5)) { try call("bootstrap", "gini", 1.5) }
        #expect(throws: StatisticError.seedOutOfRange(-1)) { try call("bootstrap", "gini", -1) }
        #expect(throws: StatisticError.replicatesOutOfRange(10, allowed: 100...1_000_000)) {
            try call("bootstrap", "gini", 1, 10)
        }
        #expect(try call("bootstrap", "gini", 1, 100, 95) == nil)
        #expect(try aggregate("bootstrap", texts: [["gini", "entropy"]], [1, 2]) == nil)
        for error: StatisticError in [
            .unknownStatistic("a", known: ["b"]), .notAnArrayOfNumbers("x"), .seedOutOfRange(-1),
            .replicatesOutOfRange(10, allowed: 100...200),
        ] {
            #expect(!error.description.isEmpty)
        }
    }
}
