import Foundation
import SQLite
import Testing
import Warehouse

/// Random statements over the relations and over plain tables of the same rows: any difference fails.
@Suite struct RelationDifferentialTests {
    @Test(arguments: [0, 1, 37, 300])
    func randomStatementsAgreeWithPlainTables(sampleCount: Int) throws {
        let samples = TestCorpus.random(sampleCount, seed: UInt64(sampleCount) + 7)
        // Small batches, so that null columns and dictionaries change within and between them.
        let store = try TestCorpus.write(samples, to: temporaryPath(), batchRows: 50)
        let plain = try PlainTables(samples, reference: store.connection)
        for connection in [store.connection, plain.connection] {
            try connection.execute(
                """
                create table meaning (name text, label text);
                insert into meaning values ('Crawl', 'web'), ('Prefs', 'people'), ('Culture', 'web'), ('eng', null), (null, 'none');
                create view cultural_samples as select stage, domain, language_name, n, id, tokens, score, text, note, "row", cultural, source, language
                from samples where cultural;
                """)
        }
        var statements = RandomStatement(seed: UInt64(sampleCount) * 1_000 + 3)
        var answered = 0
        for _ in 0..<(sampleCount == 300 ? 3_000 : 1_500) {
            let sql = statements.next()
            let expected = Result { try plain.connection.rows(sql) }
            let found = Result { try store.connection.rows(sql) }
            switch (expected, found) {
            case (.success(let expected), .success(let found)):
                answered += 1
                let difference = Rows.difference(expected, found)
                #expect(difference == nil, "\(sql)\n\(difference ?? "")")
                if difference != nil { return }
            case (.failure(let expected as SQLError), .failure(let found as SQLError)):
                #expect(expected.code == found.code, "\(sql)\n\(expected)\n\(found)")
            default:
                Issue.record("\(sql)\nplain: \(expected)\nrelation: \(found)")
                return
            }
        }
        // A generator that made only errors would compare nothing.
        #expect(answered > 1_300)
    }
}

/// Rows without their order.
enum Rows {
    /// The difference; nil if both have the same rows equally often. Doubles may differ by one part in 10⁹.
    static func difference(_ expected: [[SQLValue]], _ found: [[SQLValue]]) -> String? {
        let expected = expected.sorted(by: precedes)
        let found = found.sorted(by: precedes)
        guard expected.count == found.count else {
            return "\(expected.count) rows expected, \(found.count) found: \(expected.prefix(3)) / \(found.prefix(3))"
        }
        for (left, right) in zip(expected, found) where !zip(left, right).allSatisfy(isSame) {
            return "expected \(left), found \(right)"
        }
        return nil
    }

    private static func isSame(_ left: SQLValue, _ right: SQLValue) -> Bool {
        if case .real(let left) = left, case .real(let right) = right {
            return left == right || abs(left - right) <= 1e-9 * max(abs(left), abs(right))
        }
        return left == right
    }

    private static func precedes(_ left: [SQLValue], _ right: [SQLValue]) -> Bool {
        for (left, right) in zip(left, right) where !isSame(left, right) { return key(left) < key(right) }
        return false
    }

    private static func key(_ value: SQLValue) -> Key {
        switch value {
        case .null: Key(kind: 0, number: 0, text: [])
        case .integer(let value): Key(kind: 1, number: Double(value), text: [])
        case .real(let value): Key(kind: 1, number: value, text: [])
        case .text(let text): Key(kind: 2, number: 0, text: Array(text.utf8))
        case .blob(let bytes): Key(kind: 3, number: 0, text: bytes)
        }
    }

    private struct Key: Comparable {
        var kind: Int
        var number: Double
        var text: [UInt8]

        static func < (left: Key, right: Key) -> Bool {
            if left.kind != right.kind { return left.kind < right.kind }
            if left.number != right.number { return left.number < right.number }
            return left.text.lexicographicallyPrecedes(right.text)
        }
    }
}
