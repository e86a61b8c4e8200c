import Foundation
import Testing

@testable import Statistics

/// Corrections of whole tables as SQL calls them.
@Suite struct CorrectedTableFunctionTests {
    private struct Shares: Decodable {
        struct Value: Decodable {
            let label: String
            let raw: Double
            let corrected: Double
            let low: Double
            let high: Double
            let se: Double
            let clipped: Int
        }

        let reason: String?
        let values: [Value]
    }

    private struct Trend: Decodable {
        let raw_slope: Double
        let corrected_slope: Double
        let corrected_slope_low: Double
        let corrected_p: Double
        let verdict: String
    }

    private func decoded<Result: Decodable>(_ value: StatisticValue?, as type: Result.Type) throws -> Result {
        guard case .json(let text) = value else { throw CancellationError() }
        return try JSONDecoder().decode(type, from: Data(text.utf8))
    }

    private func shares(_ rows: [(String, String, String, Double, Double)], level: Double? = nil) throws -> Shares {
        var columns = [rows.map(\.3), rows.map(\.4)]
        if let level { columns.append(rows.map { _ in level }) }
        let value = try aggregate(
            "corrected_shares", texts: [rows.map(\.0), rows.map(\.1), rows.map(\.2)], columns: columns)
        return try decoded(value, as: Shares.self)
    }

    private let gold = [
        ("", "yes", "yes", 80.0, 0.0), ("", "no", "yes", 20, 0), ("", "yes", "no", 30, 0), ("", "no", "no", 170, 0),
    ]
    private let corpus = [("", "yes", "", 0.0, 300.0), ("", "no", "", 0, 700)]

    @Test func oneCallGivesAllShares() throws {
        let found = try shares(gold + corpus)
        #expect(found.reason == nil && found.values.map(\.label) == ["no", "yes"])
        // (0.3 + 0.85 - 1) / (0.8 + 0.85 - 1)
        let yes = try #require(found.values.last)
        #expect(abs(yes.corrected - 0.15 / 0.65) < 1e-12 && yes.raw == 0.3 && yes.clipped == 0)
        #expect(yes.low < yes.corrected && yes.corrected < yes.high && yes.se > 0)
        let wider = try #require(try shares(gold + corpus, level: 0.99).values.last)
        #expect(wider.low < yes.low && wider.high > yes.high)
        // A quotation mark in a label is kept.
        let quoted = try shares([("", "a\"", "a\"", 5, 0), ("", "b", "b", 5, 0), ("", "b", "", 0, 9)])
        #expect(quoted.values.map(\.label) == ["a\"", "b"])
    }

    @Test func whyThereIsNone() throws {
        #expect(try shares(corpus).reason == "no_labels")
        #expect(try shares(gold).reason == "no_tags")
        #expect(try shares(gold + [("x", "yes", "", 0, 5)]).reason == "stratum_without_labels")
        let same = [("", "yes", "yes", 10.0, 0.0), ("", "yes", "no", 10, 0), ("", "yes", "", 0, 50)]
        let found = try shares(same)
        #expect(found.reason == "not_separated" && found.values.isEmpty)
        #expect(try aggregate("corrected_shares", texts: [[], [], []], columns: [[], []]) == nil)
        #expect(try aggregate("corrected_shares", texts: [[""], ["a"], ["a"]], columns: [[-1], [0]]) == nil)
    }

    @Test func aTrendStandsOrVanishes() throws {
        let scores = [0.0, 1, 2, 3]
        let errors = [Double](repeating: 0.01, count: 4)
        let falling = [0.5, 0.4, 0.3, 0.2]
        let stands = try decoded(
            try aggregate("corrected_trend", columns: [scores, falling, errors, falling, errors]), as: Trend.self)
        #expect(stands.verdict == "stands" && abs(stands.raw_slope + 0.1) < 1e-12)
        let flat = [0.3, 0.31, 0.29, 0.3]
        let vanishes = try decoded(
            try aggregate("corrected_trend", columns: [scores, falling, errors, flat, errors]), as: Trend.self)
        #expect(vanishes.verdict == "vanishes" && vanishes.corrected_slope_low < 0 && vanishes.corrected_p > 0.05)
        #expect(try aggregate("corrected_trend", columns: [[0], [0.5], [0.1], [0.5], [0.1]]) == nil)
    }

    @Test func setsHaveAnInterval() throws {
        let units = (0..<30).flatMap { ["\($0)", "\($0)"] }
        let raters = (0..<30).flatMap { _ in ["a", "b"] }
        let values = (0..<30).flatMap { number -> [String] in
            let first = number % 2 == 0 ? #"["x"]"# : "[]"
            return [first, number % 5 == 0 ? #"["x","y"]"# : first]
        }
        let texts = [units, raters, values, units.map { _ in "masi" }]
        guard case .json(let text)? = try aggregate("krippendorff_alpha_sets_interval", texts: texts) else {
            throw CancellationError()
        }
        struct Found: Decodable {
            let alpha: Double
            let low: Double
            let high: Double
            let units: Int
            let raters: Int
        }
        let found = try JSONDecoder().decode(Found.self, from: Data(text.utf8))
        #expect(found.alpha == (try aggregate("krippendorff_alpha_sets", texts: texts)).number)
        #expect(found.low < found.alpha && found.alpha < found.high && found.units == 30 && found.raters == 2)
        #expect(throws: StatisticError.self) {
            try aggregate(
                "krippendorff_alpha_sets_interval", texts: [units, raters, values, units.map { _ in "none" }])
        }
    }

    @Test func theErrorOfAPoweredShare() throws {
        let counts = [300.0, 1000, 80, 30, 20, 170]
        let error = try #require(try scalar("ppi_share_se", counts).number)
        let low = try #require(try scalar("ppi_share_low", counts).number)
        let high = try #require(try scalar("ppi_share_high", counts).number)
        #expect(abs((high - low) / 2 - 1.959963984540054 * error) < 1e-9)
    }
}
