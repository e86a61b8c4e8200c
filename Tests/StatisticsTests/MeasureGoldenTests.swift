import Foundation
import TestSupport
import Testing

@testable import Statistics

/// Every SQL function against an independent twin: Golden/measures.json, written by Golden/make_measures.py.
@Suite struct MeasureGoldenTests {
    /// What a function is called with.
    private struct Call: Decodable {
        let name: String
        let columns: [String]
        let parameters: [Double]

        init(from decoder: any Decoder) throws {
            var fields = try decoder.unkeyedContainer()
            name = try fields.decode(String.self)
            columns = try fields.decode([String].self)
            parameters = try fields.decode([Double].self)
        }
    }

    private struct ScalarCall: Decodable {
        let name: String
        let arguments: [Double]
        let value: Double?

        init(from decoder: any Decoder) throws {
            var fields = try decoder.unkeyedContainer()
            name = try fields.decode(String.self)
            arguments = try fields.decode([Double].self)
            value = try fields.decodeIfPresent(Double.self)
        }
    }

    private struct Edge: Decodable {
        let name: String
        let columns: [String: [Double]]
        /// One for each call.
        let values: [Double?]
    }

    private struct Adjustment: Decodable {
        let p: [Double]
        let holm: [Double]
        let bh: [Double]
    }

    private struct Golden: Decodable {
        let calls: [Call]
        /// A row for each table, a value for each call.
        let results: [[Double?]]
        /// Tables at the edges: no rows, zeros, ties, weights of 1e12.
        let edges: [Edge]
        let slowCalls: [Call]
        /// A row for every fifth table.
        let slowResults: [[Double?]]
        let scalars: [ScalarCall]
        let adjustments: [Adjustment]
    }

    /// Read once, not for each test.
    private static let file = Result {
        let file = PackageRoot.url.appending(path: "Tests/StatisticsTests/Golden/measures.json")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Golden.self, from: Data(contentsOf: file))
    }

    private let golden: Golden

    init() throws { golden = try Self.file.get() }

    /// What cancels to about nothing has the digits of what it cancels from: such values are near 0 in units of 1.
    private static let mayCancel: Set = [
        "pearson", "spearman", "kendall", "pearson_weighted", "spearman_weighted", "kendall_weighted",
        "pearson_partial",
        "spearman_partial", "cochran_armitage_z", "decay_rate", "kitagawa_mix", "kitagawa_rate", "share_difference",
    ]

    /// To 1e-10 of the value. The twin works at 50 digits: what it has in place of 0 is below 1e-45; only a probability
    /// can mean so little.
    private func agrees(_ name: String, _ value: Double?, _ expected: Double?) -> Bool {
        let stem = name.replacing("_low", with: "").replacing("_high", with: "")
        let absolute = Self.mayCancel.contains(stem) ? 1e-13 : name.hasSuffix("_p") ? 0 : 1e-45
        return isClose(value, expected, relative: 1e-10, absolute: absolute)
    }

    private func value(_ call: Call, of columns: [String: [Double]]) throws -> Double? {
        func column(_ name: String) -> [Double] { columns[name] ?? [] }
        let labels = call.columns.filter { $0 == "a" || $0 == "b" }
        let numbers = call.columns.filter { $0 != "a" && $0 != "b" }.map(column)
        let rows = column("x").count
        return try aggregate(
            call.name, texts: labels.map { column($0).map { "\($0)" } },
            columns: numbers + call.parameters.map { [Double](repeating: $0, count: rows) }
        ).number
    }

    /// A thousand tables, in parts that run beside each other.
    @Test(arguments: 0..<10) func tables(_ part: Int) throws {
        #expect(golden.results.count == 1_000)
        for (number, row) in golden.results.enumerated() where number % 10 == part {
            let table = SharedTable(number: number)
            for (call, expected) in zip(golden.calls, row) {
                let found = try value(call, of: table.columns)
                #expect(
                    agrees(call.name, found, expected),
                    "\(call.name) \(call.parameters) of table \(number): \(String(describing: found))")
            }
        }
    }

    @Test func edges() throws {
        #expect(golden.edges.count == 17)
        for edge in golden.edges {
            for (call, expected) in zip(golden.calls, edge.values) {
                let found = try value(call, of: edge.columns)
                #expect(
                    agrees(call.name, found, expected),
                    "\(call.name) \(call.parameters) of \(edge.name): \(String(describing: found))")
            }
        }
    }

    @Test func decayOfTwoHundredTables() throws {
        #expect(golden.slowResults.count == 200)
        for (number, row) in golden.slowResults.enumerated() {
            let table = SharedTable(number: number * 5)
            for (call, expected) in zip(golden.slowCalls, row) {
                let found = try value(call, of: table.columns)
                #expect(
                    agrees(call.name, found, expected),
                    "\(call.name) of table \(number * 5): \(String(describing: found))")
            }
        }
    }

    @Test func scalars() throws {
        for call in golden.scalars {
            let found = try scalar(call.name, call.arguments).number
            #expect(
                agrees(call.name, found, call.value), "\(call.name) \(call.arguments): \(String(describing: found))")
        }
    }

    @Test func adjustments() throws {
        for list in golden.adjustments {
            for (found, expected) in [(holmAdjusted(list.p), list.holm), (benjaminiHochbergAdjusted(list.p), list.bh)] {
                let found = try #require(found)
                #expect(zip(found, expected).allSatisfy { isClose($0, $1, relative: 1e-12, absolute: 0) })
            }
        }
    }

    /// Every registered function has been compared with an independent implementation.
    @Test func everyFunctionIsCovered() {
        let asked = Set(golden.calls.map(\.name) + golden.slowCalls.map(\.name) + golden.scalars.map(\.name))
        let elsewhere: Set = [
            "wilson_low", "wilson_high", "holm", "bh", "kitagawa_mix_part", "kitagawa_rate_part", "bootstrap",
            "bootstrap_low", "bootstrap_high", "bca_low", "bca_high", "bootstrap_clusters", "bootstrap_share",
            "bootstrap_pairs", "accumulation", "accumulated_share",
            // ClusterGoldenTests, CalibrationTests.
            "clustered_share", "clustered_contrast", "decay_fit", "trend_test", "das_gupta", "calibrate",
            "replicate_variance",
            // Diversity/HillCurveTests and Concentration/EstimateTests.
            "chao_entropy", "gini_estimate", "gini_estimate_low", "gini_estimate_high", "effective_estimate",
            "effective_estimate_low", "effective_estimate_high", "coverage_at_size", "hill_at_size",
            "hill_at_coverage", "hill_at_size_low", "hill_at_size_high", "hill_at_coverage_low",
            "hill_at_coverage_high", "hill_by_size", "hill_by_coverage",
            // Agreement and Correction, by Golden/make_agreement.py.
            "krippendorff_alpha", "krippendorff_alpha_interval", "krippendorff_alpha_sets", "fleiss_kappa",
            "fleiss_kappa_interval", "cohen_kappa", "cohen_kappa_interval", "macro_f1", "rogan_gladen",
            "rogan_gladen_low", "rogan_gladen_high", "ppi_share", "ppi_lambda", "ppi_share_low", "ppi_share_high",
            "ppi_share_se", "krippendorff_alpha_sets_interval",
            // Correction/Corrected…Tests, by formulas and exact cases.
            "corrected_shares", "corrected_trend", "corrected_concentration",
            // Another name of pearson.
            "corr",
        ]
        for function in StatisticRegistry.all {
            #expect(asked.union(elsewhere).contains(function.name), "\(function.name)")
        }
    }
}
