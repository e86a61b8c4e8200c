import Foundation
import TestSupport
import Testing

@testable import Statistics

/// Agreement of real raters, against answers worked out independently of this project.
@Suite struct SharedRatingsTests {
    private static let crehate = PackageRoot.sharedData.appending(
        path: "preferences/nlee0212__CREHate/data/CREHate_raw_annotations.csv")
    private static let iwg = (1...2).map {
        PackageRoot.sharedData.appending(
            path: "culturellm/Germany/IWG_hatespeech_public/german_hatespeech_refugees_\($0).jsonl")
    }

    private struct Expected: Decodable {
        struct Krippendorff: Decodable {
            struct Two: Decodable {
                let n: Int
                let agreement: Double
                let alpha: Double
            }

            let textbook_nominal_with_missing: Double
            let crehate_3values: Double
            let crehate_0_1_only: Double
            let crehate_0_1_by_nationality: [String: Double]
            let iwg_two_annotators: Two
        }

        let krippendorff: Krippendorff
    }

    private static func expected() throws -> Expected.Krippendorff {
        let file = PackageRoot.sharedData.appending(path: "preferences/expected.json")
        return try JSONDecoder().decode(Expected.self, from: Data(contentsOf: file)).krippendorff
    }

    private static func isReadable(_ file: URL) -> Bool { FileManager.default.isReadableFile(atPath: file.path) }

    /// Unit, rater, nationality and value of each line. Only the last fields may have commas within quotes.
    private static func ratings() throws -> [(unit: String, rater: String, nationality: String, value: String)] {
        try String(contentsOf: crehate, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst().map { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return (fields[0], fields[1], fields[2], fields.last ?? "")
        }
    }

    private func alpha(_ rows: [(unit: String, rater: String, nationality: String, value: String)]) throws -> Double? {
        try aggregate("krippendorff_alpha", texts: [rows.map(\.unit), rows.map(\.rater), rows.map(\.value)]).number
    }

    @Test(.enabled(if: isReadable(crehate), "../shared/data is absent"))
    func offensiveness() throws {
        let expected = try Self.expected()
        let rows = try Self.ratings()
        #expect(rows.count == 42_546)
        // The published figures differ from the exact fractions by up to 4e-15: they are sums in floating point.
        #expect(isClose(try alpha(rows), expected.crehate_3values, relative: 5e-15))
        #expect(isClose(try alpha(rows), 0.3025591495783674, relative: 4e-16))
        let binary = rows.filter { $0.value != "2" }
        #expect(isClose(try alpha(binary), expected.crehate_0_1_only, relative: 5e-15))
        #expect(isClose(try alpha(binary), 0.3731668841220383, relative: 4e-16))
        for (nationality, value) in expected.crehate_0_1_by_nationality {
            let own = try #require(try alpha(binary.filter { $0.nationality == nationality }))
            #expect(abs(own - value) <= 5e-7, "\(nationality)")
        }
        #expect(isClose(expected.textbook_nominal_with_missing, 904.0 / 1216))
    }

    /// Some raters rated a text twice: the published figure counts all of their ratings.
    @Test(.enabled(if: isReadable(crehate), "../shared/data is absent"))
    func repeatedRatingsAreSeen() throws {
        let rows = try Self.ratings()
        let columns = (rows.map(\.unit), rows.map(\.rater), rows.map(\.value))
        let error = #expect(throws: RepeatedRating.self) {
            try Ratings(units: columns.0, raters: columns.1, values: columns.2)
        }
        #expect(error?.unit == "SBIC-18" && error?.rater == "931")
        let last = try Ratings(units: columns.0, raters: columns.1, values: columns.2, repeats: .keepLast)
        #expect(isClose(try RatedUnits(last).krippendorffAlpha(), 0.30268734688353627, relative: 1e-13))
    }

    @Test(.enabled(if: isReadable(iwg[0]) && isReadable(iwg[1]), "../shared/data is absent"))
    func twoAnnotators() throws {
        struct Line: Decodable { let label: String }
        let labels = try Self.iwg.map { file in
            try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
                try JSONDecoder().decode(Line.self, from: Data($0.utf8)).label
            }
        }
        let expected = try Self.expected().iwg_two_annotators
        #expect(labels[0].count == expected.n)
        let units = labels[0].indices.map { "\($0)" }
        let found = try aggregate(
            "krippendorff_alpha",
            texts: [units + units, units.map { _ in "1" } + units.map { _ in "2" }, labels[0] + labels[1]])
        #expect(isClose(found.number, expected.alpha, relative: 1e-14))
        let table = try #require(ConfusionTable(labels[0], labels[1]))
        #expect(isClose(table.accuracy, expected.agreement, relative: 1e-15))
    }
}
