import Foundation
import TestSupport

/// Golden/agreement.json, written by Golden/make_agreement.py: what krippendorff, statsmodels, nltk and ppi-python
/// give.
struct AgreementGolden: Decodable {
    struct Rated: Decodable {
        let rows: [[String]]
        let alpha: Double
    }

    struct SetRow: Decodable {
        let unit: String
        let rater: String
        let value: [String]

        init(from decoder: any Decoder) throws {
            var row = try decoder.unkeyedContainer()
            unit = try row.decode(String.self)
            rater = try row.decode(String.self)
            value = try row.decode([String].self)
        }
    }

    struct Sets: Decodable {
        let rows: [SetRow]
        let masi: Double
        let jaccard: Double
    }

    struct Table: Decodable {
        let table: [[Int]]
        let kappa: Double
        let macro_f1: Double?
    }

    struct Correction: Decodable {
        let counts: [Double]
        let rogan_gladen: Double
        let low: Double
        let high: Double
        let ppi: Double
        let ppi_low: Double
        let ppi_high: Double
    }

    struct Mean: Decodable {
        let labels: [Double]
        let given: [Double]
        let others: [Double]
        let estimate: Double
        let low: Double
        let high: Double
    }

    let ratings: [Rated]
    let sets: [Sets]
    let fleiss: [Table]
    let cohen: [Table]
    let corrections: [Correction]
    let means: [Mean]

    static func read() throws -> AgreementGolden {
        let file = PackageRoot.url.appending(path: "Tests/StatisticsTests/Golden/agreement.json")
        return try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
    }
}
