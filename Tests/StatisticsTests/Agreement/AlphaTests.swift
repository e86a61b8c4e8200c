import TestSupport
import Testing

@testable import Statistics

@Suite struct AlphaTests {
    /// Four coders and twelve units with missing ratings, of Krippendorff's "Computing Krippendorff's
    /// Alpha-Reliability" (2011), example C.
    static let textbook: [(rater: String, ratings: [String?])] = [
        ("A", ["1", "2", "3", "3", "2", "1", "4", "1", "2", nil, nil, nil]),
        ("B", ["1", "2", "3", "3", "2", "2", "4", "1", "2", "5", nil, "3"]),
        ("C", [nil, "3", "3", "3", "2", "3", "4", "2", "2", "5", "1", nil]),
        ("D", ["1", "2", "3", "3", "2", "4", "4", "1", "2", "5", "1", nil]),
    ]

    static func textbookRatings() throws -> Ratings {
        let rows = textbook.flatMap { coder in coder.ratings.enumerated().map { (coder.rater, "\($0)", $1) } }
        return try Ratings(units: rows.map(\.1), raters: rows.map(\.0), values: rows.map(\.2))
    }

    @Test func textbook() throws {
        let units = RatedUnits(try Self.textbookRatings())
        #expect(try units.krippendorffAlpha() == 904.0 / 1216)
        #expect(units.units == 11 && units.ratings == 40 && units.single == 1)
        let ratings = try Self.textbookRatings()
        #expect(ratings.missing == 7 && ratings.raterCount == 4 && ratings.repeated == 0)
    }

    /// All ratings of three units by three raters, each one of two values or missing.
    @Test func allSmallTables() throws {
        for number in 0..<19_683 {
            var rest = number
            var rows: [(unit: String, rater: String, value: String)] = []
            for cell in 0..<9 {
                let value = rest % 3
                rest /= 3
                if value > 0 { rows.append(("\(cell / 3)", "\(cell % 3)", "\(value)")) }
            }
            try expectAlpha(rows)
        }
    }

    @Test func randomTables() throws {
        var generator = SeededGenerator(seed: 18)
        for _ in 0..<400 {
            let (units, raters) = (Int.random(in: 1...30, using: &generator), Int.random(in: 1...6, using: &generator))
            let values = Int.random(in: 1...5, using: &generator)
            var rows: [(unit: String, rater: String, value: String)] = []
            for unit in 0..<units {
                for rater in 0..<raters where generator.chance(3, in: 4) {
                    rows.append(("\(unit)", "\(rater)", "\(Int.random(in: 0..<values, using: &generator))"))
                }
            }
            try expectAlpha(rows.shuffled(using: &generator))
        }
    }

    private func expectAlpha(_ rows: [(unit: String, rater: String, value: String)]) throws {
        let ratings = try Ratings(units: rows.map(\.unit), raters: rows.map(\.rater), values: rows.map(\.value))
        let units = RatedUnits(ratings)
        let expected = NaiveAgreement.alpha(rows.map { ($0.unit, $0.value) }, NaiveAgreement.nominal)
        #expect(isClose(try? units.krippendorffAlpha(), expected, relative: 1e-12, absolute: 1e-13), "\(rows)")
        for (place, label) in ratings.valueLabels.enumerated() {
            let own = NaiveAgreement.alpha(
                rows.map { ($0.unit, $0.value == label ? "it" : "other") }, NaiveAgreement.nominal)
            let found = try? units.krippendorffAlpha(ofValue: UInt32(place + 1))
            #expect(isClose(found, own, relative: 1e-12, absolute: 1e-13), "\(label) of \(rows)")
        }
    }

    @Test func whyItIsUndefined() throws {
        func alpha(_ units: [String], _ raters: [String], _ values: [String?]) throws(UndefinedAgreement) -> Double {
            guard let ratings = try? Ratings(units: units, raters: raters, values: values) else { return .nan }
            return try RatedUnits(ratings).krippendorffAlpha()
        }
        #expect(throws: UndefinedAgreement.noPairs) { try alpha([], [], []) }
        #expect(throws: UndefinedAgreement.noPairs) { try alpha(["1", "2"], ["a", "b"], ["x", "y"]) }
        #expect(throws: UndefinedAgreement.noPairs) { try alpha(["1", "1"], ["a", "b"], ["x", " "]) }
        #expect(throws: UndefinedAgreement.oneValue) { try alpha(["1", "1"], ["a", "b"], ["x", "x"]) }
        let units = RatedUnits(try Self.textbookRatings())
        #expect(throws: UndefinedAgreement.oneValue) { try units.krippendorffAlpha(ofValue: 99) }
        for reason: UndefinedAgreement in [.noPairs, .oneValue, .unequalRatings(least: 2, most: 3)] {
            #expect(reason.description.contains(":") && !reason.word.isEmpty)
        }
    }

    @Test func valuesAreDistinguishedByTheirBytes() throws {
        // The same letter, composed and decomposed.
        let units = RatedUnits(
            try Ratings(
                units: ["1", "1", "2", "2"], raters: ["a", "b", "a", "b"], values: ["é", "e\u{301}", "é", "é"]))
        #expect(try units.krippendorffAlpha() < 1)
        #expect(units.valueLabels.count == 2)
    }

    @Test func aRepeatedRating() throws {
        let (units, raters) = (["1", "1", "1", "2", "2"], ["a", "b", "a", "a", "b"])
        let values: [String?] = ["x", "x", "y", "z", "z"]
        let error = #expect(throws: RepeatedRating.self) { try Ratings(units: units, raters: raters, values: values) }
        #expect(error == RepeatedRating(unit: "1", rater: "a", rows: [0, 2], values: ["x", "y"]))
        #expect(
            error?.description
                == "rater 'a' rated unit '1' twice, as 'x' (row 1) and 'y' (row 3): delete one of them, or keep the last"
        )
        let last = try Ratings(units: units, raters: raters, values: values, repeats: .keepLast)
        let without = try Ratings(
            units: Array(units[1...]), raters: Array(raters[1...]), values: Array(values[1...]))
        #expect(last.repeated == 1)
        #expect(try RatedUnits(last).krippendorffAlpha() == RatedUnits(without).krippendorffAlpha())
        let all = RatedUnits(try Ratings(units: units, raters: raters, values: values, repeats: .keepAll))
        let expected = NaiveAgreement.alpha(
            zip(units, values).map { ($0, $1 ?? "") }, NaiveAgreement.nominal)
        #expect(isClose(try all.krippendorffAlpha(), expected, relative: 1e-12))
        // A missing second rating repeats nothing.
        #expect(try Ratings(units: ["1", "1"], raters: ["a", "a"], values: ["x", nil]).repeated == 0)
    }

    @Test func codesGiveWhatLabelsGive() throws {
        let labels = try Self.textbookRatings()
        let rows = Self.textbook.enumerated().flatMap { coder, row in
            row.ratings.enumerated().map { (UInt32(coder + 1), UInt32($0 + 1), UInt32($1 ?? "0") ?? 0) }
        }
        let codes = try Ratings(
            unitCodes: rows.map(\.1), raterCodes: rows.map(\.0), valueCodes: rows.map(\.2))
        #expect(try RatedUnits(codes).krippendorffAlpha() == RatedUnits(labels).krippendorffAlpha())
        #expect(throws: RepeatedRating(unit: "7", rater: "3", rows: [0, 1], values: ["2", "2"])) {
            try Ratings(unitCodes: [7, 7], raterCodes: [3, 3], valueCodes: [2, 2])
        }
    }
}
