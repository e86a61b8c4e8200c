import TestSupport
import Testing

@testable import Statistics

/// Against krippendorff, statsmodels and nltk: see Golden/make_agreement.py.
@Suite struct AgreementGoldenTests {
    private let golden: AgreementGolden

    init() throws { golden = try AgreementGolden.read() }

    @Test func alpha() throws {
        for rated in golden.ratings {
            let found = try aggregate(
                "krippendorff_alpha", texts: (0..<3).map { column in rated.rows.map { $0[column] } })
            #expect(isClose(found.number, rated.alpha, relative: 1e-12, absolute: 1e-13))
        }
    }

    @Test func sets() throws {
        for sets in golden.sets {
            let values = sets.rows.map { "[" + $0.value.map { "\"\($0)\"" }.joined(separator: ", ") + "]" }
            for (word, expected) in [("masi", sets.masi), ("jaccard", sets.jaccard)] {
                let found = try aggregate(
                    "krippendorff_alpha_sets",
                    texts: [sets.rows.map(\.unit), sets.rows.map(\.rater), values, values.map { _ in word }])
                #expect(isClose(found.number, expected, relative: 1e-11, absolute: 1e-12))
            }
        }
    }

    @Test func fleiss() throws {
        for golden in golden.fleiss {
            var rows: [(String, String, String)] = []
            for (unit, counts) in golden.table.enumerated() {
                for (value, count) in counts.enumerated() {
                    for _ in 0..<count { rows.append(("\(unit)", "\(rows.count)", "\(value)")) }
                }
            }
            let found = try aggregate("fleiss_kappa", texts: [rows.map(\.0), rows.map(\.1), rows.map(\.2)])
            #expect(isClose(found.number, golden.kappa, relative: 1e-12, absolute: 1e-13))
        }
    }

    @Test func cohen() throws {
        for golden in golden.cohen {
            var rows: [(String, String, Double)] = []
            for (row, counts) in golden.table.enumerated() {
                for (column, count) in counts.enumerated() { rows.append(("\(row)", "\(column)", Double(count))) }
            }
            let texts = [rows.map(\.0), rows.map(\.1)]
            let found = try aggregate("cohen_kappa", texts: texts, rows.map(\.2))
            #expect(isClose(found.number, golden.kappa, relative: 1e-12, absolute: 1e-13))
            let f1 = try aggregate("macro_f1", texts: texts, rows.map(\.2))
            #expect(isClose(f1.number, golden.macro_f1, relative: 1e-12))
        }
    }
}
