import Foundation
import SQLite
import Testing
import Warehouse

/// The real data sets, loaded by their profiles into one store, give the answers that others computed from the files.
@Suite(.enabled(if: SharedStore.isPresent, "../shared/data is not there: nothing to compare with"))
struct ExpectedAnswerTests {
    @Test func thereAreAnswersToCompare() {
        #expect(ExpectedAnswer.all.count >= 140)
    }

    @Test(arguments: ExpectedAnswer.all)
    func answer(_ answer: ExpectedAnswer) throws {
        let store = try Store.open(at: SharedStore.path(), access: .readOnly)
        var expected = try SharedStore.expected()
        for key in answer.path { expected = try #require((expected as? [String: Any])?[key], "\(key) is not there") }
        let rows = try store.connection.rows(answer.sql)
        switch answer.kind {
        case .value:
            #expect(isSame(try #require(rows.first?.first), expected))
        case .list:
            #expect(rows.map { $0[0].text } == expected as? [String?])
        case .map:
            let map = try #require(expected as? [String: Any])
            #expect(rows.count == map.count)
            for row in rows { #expect(isSame(row[1], map[key(row[0])]), "\(row)") }
        case .nested:
            let map = try #require(expected as? [String: [String: Any]])
            #expect(rows.count == map.values.reduce(0) { $0 + $1.count })
            for row in rows { #expect(isSame(row[2], map[key(row[0])]?[key(row[1])]), "\(row)") }
        case .rows:
            let map = try #require(expected as? [String: [Any]])
            #expect(rows.count == map.count)
            for row in rows {
                let numbers = try #require(map[key(row[0])], "\(row)")
                #expect(zip(row.dropFirst(), numbers).allSatisfy { isSame($0, $1) }, "\(row)")
            }
        case .pairs:
            let pairs = try #require(expected as? [[Any]])
            #expect(rows.count == pairs.count)
            for (row, pair) in zip(rows, pairs) {
                #expect(row[0].text == pair[0] as? String && isSame(row[1], pair[1]), "\(row)")
            }
        case .distribution:
            try compareDistribution(answer, try #require(expected as? [String: Any]), store)
        }
    }

    /// Everything in a block of `expected.json` about a distribution, by the SQL functions.
    private func compareDistribution(
        _ answer: ExpectedAnswer, _ expected: [String: Any], _ store: Store
    ) throws {
        let question = answer.sql.trimmingCharacters(in: .whitespacesAndNewlines.union(CharacterSet(charactersIn: ";")))
        let row = try #require(
            try store.connection.rows(
                """
                with counted as (\(question))
                select count(*), sum(x), gini(x), hhi(x), entropy(x), evenness(x), hill(x, 1), 1 / hhi(x),
                    top_share(x, 1), top_share(x, 5)
                from counted
                """
            ).first)
        let names = [
            "categories", "total", "gini", "hhi", "entropy_nats", "evenness_pielou", "effective_number_exp_entropy",
            "inverse_hhi", "top1_share", "top5_share",
        ]
        for (name, value) in zip(names, row) { #expect(isSame(value, expected[name]), "\(name): \(value)") }
        let top = try #require(expected["top"] as? [[Any]])
        let found = try store.connection.rows(
            "with counted as (\(question)) select key, x from counted order by round(x, 6) desc, key limit \(top.count)"
        )
        for (row, pair) in zip(found, top) {
            #expect(row[0].text == pair[0] as? String, "\(row)")
            // The fractional totals are given to twelve decimals.
            #expect(isSame(row[1], pair[1], tolerance: 1e-9), "\(row)")
        }
        #expect(found.count == top.count)
    }

    private func key(_ value: SQLValue) -> String {
        switch value {
        case .text(let text): text
        case .integer(let value): String(value)
        case .null, .real, .blob: "\(value)"
        }
    }

    private func isSame(_ value: SQLValue, _ expected: Any?, tolerance: Double = 1e-9) -> Bool {
        guard let found = value.number, let expected = (expected as? NSNumber)?.doubleValue else { return false }
        return abs(found - expected) <= tolerance * max(abs(found), abs(expected))
    }
}
