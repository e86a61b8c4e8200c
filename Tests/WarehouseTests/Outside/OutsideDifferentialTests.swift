import Facts
import Foundation
import PlainFacts
import SQLite
import TestSupport
import Testing

@testable import LocalFacts
@testable import Warehouse

/// Random statements over samples that lie outside the store, and over plain tables of the same rows.
@Suite struct OutsideDifferentialTests {
    private static func stores(_ count: Int) throws -> (outside: Store, plain: PlainTables) {
        var samples = TestCorpus.random(count, seed: UInt64(count) + 7)
        for index in samples.indices { samples[index].file = TestCorpus.outside.table }
        let store = try TestCorpus.writeOutside(samples, to: temporaryPath())
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
        return (store, plain)
    }

    /// Compares a statement; false if both gave the same error.
    ///
    /// - Parameter refusal: the outside table may refuse the statement so.
    private func compare(
        _ sql: String, _ outside: Store, _ plain: PlainTables, refusal: String? = nil
    ) throws -> Bool {
        let expected = Result { try plain.connection.rows(sql) }
        let found = Result { try outside.connection.rows(sql) }
        switch (expected, found) {
        case (.success(let expected), .success(let found)):
            let difference = Rows.difference(expected, found)
            #expect(difference == nil, "\(sql)\n\(difference ?? "")")
            return true
        case (_, .failure(let found as SQLError)) where refusal.map { "\(found)".contains($0) } == true: return false
        case (.failure(let expected as SQLError), .failure(let found as SQLError)):
            #expect(expected.code == found.code, "\(sql)\n\(expected)\n\(found)")
            return false
        default:
            Issue.record("\(sql)\nplain: \(expected)\noutside: \(found)")
            return false
        }
    }

    /// They said that the table had changed.
    @Test(arguments: [
        "select sum(tokens), count(tokens), count(*) from samples",
        "select source, avg(tokens), count(distinct task) from samples group by source",
        "select total(score), max(source) from places",
    ]) func totalsOverATableWithoutRowsAreThoseOfNoRows(sql: String) throws {
        let (outside, plain) = try Self.stores(0)
        #expect(try compare(sql, outside, plain))
    }

    @Test(arguments: [0, 1, 37, 300])
    func randomStatementsAgreeWithPlainTables(sampleCount: Int) throws {
        let (outside, plain) = try Self.stores(sampleCount)
        var statements = RandomStatement(seed: UInt64(sampleCount) * 1_000 + 5)
        var answered = 0
        for index in 0..<1_000 {
            let sql = index.isMultiple(of: 2) ? statements.next() : statements.nextAsWritten()
            if try compare(sql, outside, plain) { answered += 1 }
        }
        // A generator that made only errors would compare nothing.
        #expect(answered > 850)
    }

    /// An engine as a cluster is: rows have no order, and only a few of them are given one by one.
    @Test func statementsOfAnEngineWithoutOrderAgreeOrAreRefused() throws {
        let (outside, plain) = try Self.stores(300)
        outside.catalogue.engines[TestCorpus.outside] = try ShuffledEngine(outside.connection)
        try outside.refresh()
        var statements = RandomStatement(seed: 77)
        var answered = 0
        for _ in 0..<1_000 {
            let sql = statements.nextAsWritten()
            // Without an order, the ids of rows are those of the engine.
            guard !sql.contains("id <=") else { continue }
            if try compare(sql, outside, plain, refusal: "one by one") { answered += 1 }
        }
        // What counts by tags or numbers is answered from groups.
        #expect(answered > 600)
    }
}

/// Gives the answers of another engine in random order, and at most ten rows.
private final class ShuffledEngine: FactEngine {
    private let engine: PlainFacts
    private var generator = SeededGenerator(seed: 3)

    init(_ connection: Connection) throws { engine = try PlainFacts(TestCorpus.outside, besides: connection) }

    var name: String { "shuffled" }
    var readsRowsInOneOrder: Bool { false }
    var rowLimit: Int64? { 10 }

    func fields() throws -> [OutsideFieldDescription] { try engine.fields() }
    func snapshot() throws -> String { try engine.snapshot() }
    func statement(for query: GroupQuery) -> String { engine.statement(for: query) }
    func rows(_ query: RowQuery) throws -> RawTable { try engine.rows(query) }

    func groups(_ query: GroupQuery) throws -> RowGroups {
        var groups = try engine.groups(query)
        let order = groups.counts.indices.shuffled(using: &generator)
        func shuffled(_ column: RawColumn) -> RawColumn {
            switch column {
            case .texts(let values, let numbers): .texts(values: values, numbers: order.map { numbers[$0] })
            case .integers(let values): .integers(order.map { values[$0] })
            case .reals(let values): .reals(order.map { values[$0] })
            }
        }
        groups.counts = order.map { groups.counts[$0] }
        groups.table.columns = groups.table.columns.map(shuffled)
        groups.sums = groups.sums.map { sum in
            RawSum(totals: shuffled(sum.totals), known: order.map { sum.known[$0] })
        }
        return groups
    }
}
