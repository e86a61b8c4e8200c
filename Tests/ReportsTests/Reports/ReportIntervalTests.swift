import SQLite
import Testing
import Warehouse

@testable import Reports

/// Issue 14: intervals that belong to the numbers beside them.
@Suite struct ReportIntervalTests {
    /// One per sample of SmallCorpus.samples; the last is not known.
    private static let tokens: [Int64?] = [10, 1, 1, 4, 2, 6, 8, 5, 5, 3, nil]

    private func rows(
        _ name: String, _ parameters: [String: SQLValue] = [:], of samples: [TestSample] = SmallCorpus.samples,
        tokens: [Int64?] = ReportIntervalTests.tokens
    ) throws -> [[String: SQLValue]] {
        try SmallCorpus.withStore(of: samples, measure: "tokens", of: tokens) { store in
            try ReportTables.rows(name, on: store, parameters: parameters)
        }
    }

    /// Eight places of six cultural samples: whole 8, mentions 9² / (7 + 4), parts 6² / (4 + 4/4); tokens 33² / 201.
    @Test(arguments: [
        ("whole", nil, 8.0), ("mention", nil, 81.0 / 11), ("fractional", nil, 7.2), ("whole", "tokens", 1089.0 / 201),
    ])
    func sharesOfPlacesAreAtKishsNumber(_ way: String, _ weight: String?, _ effective: Double) throws {
        var parameters: [String: SQLValue] = ["counting": .text(way), "by": .null, "clusters": "none"]
        if let weight { parameters["weight"] = .text(weight) }
        for row in try rows("places-top", parameters) {
            let share = try #require(row["share"]?.number)
            let low = try #require(Self.wilson(share, effective, -1)),
                high = try #require(Self.wilson(share, effective, 1))
            #expect(abs(try #require(row["share_low"]?.number) - low) < 1e-12, "\(row)")
            #expect(abs(try #require(row["share_high"]?.number) - high) < 1e-12, "\(row)")
        }
    }

    /// Five countries of five samples, one of them half of its sample; by tokens 10, 4, 2 and 6.
    @Test(arguments: [
        ("whole", nil, 5.0), ("fractional", nil, 4.5 * 4.5 / 4.25), ("whole", "tokens", 22.0 * 22 / 156),
    ])
    func sharesOfCountriesAreAtKishsNumber(_ way: String, _ weight: String?, _ effective: Double) throws {
        var parameters: [String: SQLValue] = ["counting": .text(way), "clusters": "none"]
        if let weight { parameters["weight"] = .text(weight) }
        for row in try rows("representation", parameters) {
            let share = try #require(row["share"]?.number)
            let high = try #require(Self.wilson(share, effective, 1))
            #expect(abs(try #require(row["share_high"]?.number) - high) < 1e-12, "\(row)")
        }
    }

    /// Wilson's bounds, written out.
    private static func wilson(_ share: Double, _ n: Double, _ side: Double) -> Double? {
        let z = 1.959963984540054
        let centre = share + z * z / (2 * n)
        let reach = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        return (centre + side * reach) / (1 + z * z / n)
    }

    @Test func negativeWeightsAreRefused() {
        let tokens: [Int64?] = [10, 1, -1, 4, 2, 6, 8, 5, 5, 3, nil]
        for name in ["decay", "concentration", "places-top", "representation", "tasks", "domains", "coverage-gaps"] {
            let error = #expect(throws: ReportError.self) { try rows(name, ["weight": "tokens"], tokens: tokens) }
            #expect(
                error?.description
                    == "--weight cannot be tokens: some samples have a negative tokens, and a weight is 0 or more")
        }
        #expect(throws: Never.self) {
            try rows("decay", ["weight": "tokens", "where": "tokens > 0"], tokens: tokens)
        }
    }

    /// Haberman's adjusted residual: 2 where 12.6 are expected, of margins 42 and 30 of 100.
    @Test func gapsHaveAdjustedResiduals() throws {
        let cells = [("A", "X", 40), ("A", "Y", 2), ("B", "X", 30), ("B", "Y", 28)]
        let samples = cells.flatMap { domain, task, count in
            [TestSample](repeating: TestSample("web", nil, "GeneralCulture", domain, task), count: count)
        }
        let gaps = try rows("coverage-gaps", of: samples, tokens: samples.map { _ in 1 })
        let row = try #require(gaps.first)
        #expect(gaps.count == 1 && row["first"] == "A" && row["second"] == "Y")
        let z = (2 - 12.6) / (12.6 * 0.58 * 0.7).squareRoot()
        #expect(abs(try #require(row["z"]?.number) - z) < 1e-12)
    }

    /// 5,000 samples of one place each have intervals that hold index and estimate; a tenth of them has none.
    @Test func concentrationHasIntervalsWhereSamplesAreEnough() throws {
        let many = (1...20).flatMap { rank in
            [TestSample](
                repeating: TestSample("web", "English", "GeneralCulture", "news", "write", ["place \(rank)"]),
                count: 1_400 / rank)
        }
        for (samples, isGiven) in [
            (many, true), (many.enumerated().filter { $0.offset % 20 == 0 }.map(\.element), false),
        ] {
            let places = try rows("concentration", of: samples, tokens: samples.map { _ in 1 })
                .filter { $0["level"] == "place" }
            #expect(places.count == 3)
            for row in places {
                for measure in ["gini", "effective"] {
                    let (low, high) = (row["\(measure)_low"]?.number, row["\(measure)_high"]?.number)
                    #expect((low != nil) == isGiven && (high != nil) == isGiven, "\(row)")
                    guard let low, let high else { continue }
                    #expect((low...high).contains(try #require(row[measure]?.number)))
                    #expect((low...high).contains(try #require(row["\(measure)_estimate"]?.number)))
                }
                #expect(row["small"] == (isGiven ? 0 : 1))
            }
        }
    }

    /// Samples of several places are not so many independent draws.
    @Test func samplesOfSeveralPlacesHaveNoInterval() throws {
        let samples = (1...20).flatMap { rank in
            [TestSample](
                repeating: TestSample("web", nil, "GeneralCulture", nil, nil, ["place \(rank)", "elsewhere"]),
                count: 1_400 / rank)
        }
        for row in try rows("concentration", of: samples, tokens: samples.map { _ in 1 }) where row["level"] == "place"
        {
            #expect(row["gini_low"] == .null && row["effective_low"] == .null && row["small"] == 1)
        }
    }

    /// Two sources of unequal size, alike in their languages, have alike diversity at a common size and coverage.
    @Test func diversityComparesAtOneSizeAndCoverage() throws {
        let languages = (1...12).map { "language \($0)" }
        func samples(_ source: String, _ times: Int) -> [TestSample] {
            languages.enumerated().flatMap { rank, language in
                [TestSample](
                    repeating: TestSample(source, language, "GeneralCulture", nil, nil), count: times * 24 / (rank + 1))
            }
        }
        let both = samples("web", 1) + samples("aya", 20)
        let parameters: [String: SQLValue] = ["by": "source", "unit": "language", "replicates": 100]
        let found = try rows("diversity", parameters, of: both, tokens: both.map { _ in 1 })
        #expect(found.count == 6 && Set(found.map { $0["size"] }).count == 1)
        for q in 0...2 {
            let pair = found.filter { $0["q"]?.integer == Int64(q) }
            let values = pair.compactMap { $0["at_size"]?.number }
            #expect(values.count == 2 && abs(values[0] - values[1]) < 0.15 * values[0], "\(pair)")
        }
        for table in ["diversity-size", "diversity-coverage"] {
            for row in try rows(table, parameters, of: both, tokens: both.map { _ in 1 }) {
                guard let low = row["hill_low"]?.number, let high = row["hill_high"]?.number else {
                    #expect(row["hill_low"] == row["hill_high"])
                    continue
                }
                #expect((low...high).contains(try #require(row["hill"]?.number)), "\(row)")
            }
        }
    }
}
