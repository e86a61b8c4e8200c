import SQLite
import TestSupport
import Testing
import Warehouse

@testable import Reports

/// Report `distributions`, against the samples themselves.
@Suite struct DistributionReportTests {
    private static let count = SmallCorpus.many.count
    /// Whole numbers from 0 on, a few of them very large; some samples have none.
    private static let tokens: [Int64?] = (0..<count).map { number -> Int64? in
        if number % 7 == 0 { return nil }
        return Int64(number % 50 == 1 ? number * 1_000 : number % 40)
    }
    private static let votes: [Int64?] = (0..<count).map { Int64($0 % 5) - 2 }

    private func tables(
        _ parameters: [String: SQLValue] = [:], samples: [TestSample] = SmallCorpus.many
    ) throws -> [[[String: SQLValue]]] {
        let measures = [("tokens", Self.tokens), ("votes", Self.votes)].map {
            (name: $0.0, values: Array($0.1.prefix(samples.count)))
        }
        return try SmallCorpus.withStore(of: samples, measures: measures) { store in
            let runner = ReportRunner(store: store, parameters: parameters)
            let report = try #require(try ReportCatalogue.reports(named: "distributions").first)
            try runner.require(report)
            return try runner.results(of: [report]).map { result in
                result.rows.map { Dictionary(uniqueKeysWithValues: zip(result.columns, $0)) }
            }
        }
    }

    /// The first value that at least the part of all values do not exceed.
    private func quantile(_ sorted: [Int64], _ hundredths: Int) -> Int64 {
        sorted[max(0, (sorted.count * hundredths + 99) / 100 - 1)]
    }

    @Test func momentsAndQuantilesAreThoseOfTheSamples() throws {
        let rows = try tables()[0]
        #expect(
            rows.compactMap { $0["quantity"]?.text } == ["tokens", "votes", "places", "languages", "domains", "tasks"])
        let lengths = SmallCorpus.many.map { Int64(Set($0.places).count) }.filter { $0 > 0 }
        for (name, values) in [
            ("tokens", Self.tokens.compactMap(\.self)), ("votes", Self.votes.compactMap(\.self)), ("places", lengths),
        ] {
            let row = try #require(rows.first { $0["quantity"] == .text(name) })
            let sorted = values.sorted()
            let mean = Double(values.reduce(0, +)) / Double(values.count)
            let squares = values.map { (Double($0) - mean) * (Double($0) - mean) }.reduce(0, +)
            #expect(
                row["n"]?.integer == Int64(values.count) && row["missing"]?.integer == Int64(Self.count - values.count))
            #expect(row["total"]?.number == Double(values.reduce(0, +)))
            #expect(abs((row["mean"]?.number ?? .nan) - mean) < 1e-9 * max(1, abs(mean)), "\(name)")
            let deviation = (squares / Double(values.count - 1)).squareRoot()
            #expect(abs((row["sd"]?.number ?? .nan) - deviation) < 1e-9 * deviation, "\(name)")
            for (column, hundredths) in [("p5", 5), ("q1", 25), ("median", 50), ("q3", 75), ("p95", 95)] {
                #expect(row[column]?.integer == quantile(sorted, hundredths), "\(name) \(column)")
            }
            #expect(row["least"]?.integer == sorted.first && row["greatest"]?.integer == sorted.last)
            let (low, median, high) = (row["median_low"]?.number, row["median"]?.number, row["median_high"]?.number)
            #expect((low ?? .nan) <= (median ?? .nan) && (median ?? .nan) <= (high ?? .nan), "\(name)")
        }
    }

    /// Every sample with a value is in one range, and the ranges follow one another.
    @Test(arguments: [nil, "source"] as [String?])
    func rangesPartTheValues(by: String?) throws {
        let rows = try tables(by.map { ["by": .text($0)] } ?? [:])[1]
        let groups = Dictionary(grouping: rows) { "\($0["by"] ?? .null) \($0["quantity"] ?? .null)" }
        #expect(groups.count >= 6)
        for (name, ranges) in groups {
            #expect(ranges.count <= 20, "\(name)")
            let shares = ranges.compactMap { $0["share"]?.number }.reduce(0, +)
            #expect(abs(shares - 1) < 1e-9, "\(name): \(shares)")
            for (one, next) in zip(ranges, ranges.dropFirst()) {
                #expect(one["stop"]?.number == next["start"]?.number, "\(name)")
            }
            for range in ranges {
                let (low, share, high) = (
                    range["share_low"]?.number, range["share"]?.number, range["share_high"]?.number
                )
                #expect((low ?? 0) <= (share ?? .nan) && (share ?? .nan) <= (high ?? 1), "\(name)")
            }
        }
        guard by == nil else { return }
        for range in rows where range["quantity"] == "tokens" {
            let span = (range["start"]?.number ?? .nan)..<(range["stop"]?.number ?? .nan)
            let count = Self.tokens.count { $0.map { span.contains(Double($0)) } ?? false }
            #expect(range["n"]?.integer == Int64(count), "\(span)")
        }
    }

    @Test func quantitiesAreChosenByNameAndPattern() throws {
        let rows = try tables(["quantities": "v*, places"])[0]
        #expect(rows.compactMap { $0["quantity"]?.text } == ["votes", "places"])
        let error = #expect(throws: ReportError.self) { try tables(["quantities": "nothing"]) }
        #expect(error?.description.contains("nothing") == true && error?.description.contains("tokens") == true)
    }

    /// One value, and values that are all the same, are distributions too.
    @Test func degenerateDistributions() throws {
        let one = try tables(samples: [SmallCorpus.samples[0]])
        #expect(one[0].allSatisfy { $0["sd"] == .null && $0["small"] == 1 } && !one[1].isEmpty)
        #expect(throws: ReportError.self) { try tables(["where": "votes > 100"]) }
    }
}
