import Foundation
import Testing

@testable import Statistics

/// Agreement as SQL calls it.
@Suite struct AgreementFunctionTests {
    private struct Found: Decodable {
        let alpha: Double?
        let kappa: Double?
        let reason: String?
        let low: Double?
        let high: Double?
        let bca_low: Double?
        let replicates: Int?
        let units: Int
        let ratings: Int?
        let raters: Int?
        let single: Int?
        let repeated: Int?
        let agreeing: Int?
    }

    private func found(_ value: StatisticValue?) throws -> Found {
        guard case .json(let text) = value else { throw CancellationError() }
        return try JSONDecoder().decode(Found.self, from: Data(text.utf8))
    }

    private let columns = [
        ["1", "1", "2", "2", "3", "3"], ["a", "b", "a", "b", "a", "b"], ["x", "x", "y", "y", "x", "y"],
    ]

    @Test func oneCallTellsAll() throws {
        let alpha = try found(try aggregate("krippendorff_alpha_interval", texts: columns))
        #expect(alpha.alpha == (try aggregate("krippendorff_alpha", texts: columns)).number && alpha.reason == nil)
        #expect(alpha.units == 3 && alpha.ratings == 6 && alpha.raters == 2 && alpha.single == 0 && alpha.repeated == 0)
        #expect(alpha.replicates == 10_000 && alpha.low != nil && alpha.high != nil)
        let kappa = try found(try aggregate("fleiss_kappa_interval", texts: columns))
        #expect(kappa.kappa == (try aggregate("fleiss_kappa", texts: columns)).number)
        let pairs = [["x", "y", "x", "y"], ["x", "y", "y", "y"]]
        let seeds = [[Double]](repeating: [2, 2, 2, 2], count: 1)
        let cohen = try found(try aggregate("cohen_kappa_interval", texts: pairs, columns: seeds))
        #expect(cohen.kappa == 0.5 && cohen.units == 4 && cohen.agreeing == 3 && cohen.low != nil)
    }

    @Test func whyThereIsNone() throws {
        let same = [columns[0], columns[1], columns[0].map { _ in "x" }]
        let constant = try found(try aggregate("krippendorff_alpha_interval", texts: same))
        #expect(constant.alpha == nil && constant.reason == "one_value" && constant.low == nil && constant.units == 3)
        #expect(try aggregate("krippendorff_alpha", texts: same) == nil)
        let unequal = columns.map { Array($0.dropLast()) }
        #expect(try found(try aggregate("fleiss_kappa_interval", texts: unequal)).reason == "unequal_ratings")
        #expect(try aggregate("fleiss_kappa", texts: unequal) == nil)
        let single = try found(try aggregate("krippendorff_alpha_interval", texts: [["1"], ["a"], ["x"]]))
        #expect(single.reason == "no_pairs" && single.single == 1)
        #expect(try found(try aggregate("cohen_kappa_interval", texts: [["x"], ["x"]])).reason == "one_value")
    }

    @Test func repeatedRatingsAreCounted() throws {
        let twice = columns.map { $0 + [$0[0]] }
        #expect(try found(try aggregate("krippendorff_alpha_interval", texts: twice)).repeated == 1)
    }

    @Test func sets() throws {
        func alpha(_ values: [String], _ distance: [String]) throws -> Double? {
            try aggregate(
                "krippendorff_alpha_sets", texts: [["1", "1", "2", "2"], ["a", "b", "a", "b"], values, distance]
            ).number
        }
        let values = ["[\"x\",\"y\"]", "[\"y\",\"x\"]", "[]", "[1]"]
        let masi = [String](repeating: "MASI", count: 4)
        // The order of elements does not matter. One pair of three differs, of 12 ordered pairs 10 do.
        let expected: Double = 1 - (2.0 / 4) / (10.0 / 12)
        #expect(isClose(try alpha(values, masi), expected))
        #expect(try alpha(values, ["masi", "jaccard", "masi", "masi"]) == nil)
        #expect(throws: StatisticError.unknownMethod("cosine", known: ["jaccard", "masi"])) {
            try alpha(values, values.map { _ in "cosine" })
        }
        let error = #expect(throws: StatisticError.notASet("x")) { try alpha(["x", "[]", "[]", "[]"], masi) }
        #expect(error?.description.contains("json_group_array") == true)
    }
}
