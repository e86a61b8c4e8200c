import TestSupport
import Testing

@testable import LocalFacts
@testable import Warehouse

/// Numbers of distinct values that the relation counts in place of SQLite.
@Suite struct DistinctCountRewriteTests {
    private static func store(_ sampleCount: Int) throws -> Store {
        try TestCorpus.write(
            TestCorpus.random(sampleCount, seed: UInt64(sampleCount) + 3), to: temporaryPath(), batchRows: 50,
            cubeLimits: CubeDifferentialTests.everyCube)
    }

    /// The answers as written and rewritten, the second from what the first left in memory and from the rows alone.
    private static func expectSame(_ sql: String, in store: Store) throws {
        store.rewritesStatements = false
        let expected = try store.connection.rows(sql)
        store.rewritesStatements = true
        for usesCubes in [true, false] {
            store.engine.scans.usesCubes = usesCubes
            let difference = Rows.difference(expected, try store.connection.rows(sql))
            #expect(difference == nil, "\(sql): \(difference ?? "")")
        }
        store.engine.scans.usesCubes = true
    }

    @Test(arguments: [
        "select language, count(distinct place), sum(mentions) from places group by language",
        "select language, count(distinct place) as p, sum(n) from places group by 1 order by p desc, 1 limit 3",
        "select l.language as l, count(distinct l.place), count(distinct country) from places l group by l",
        "select count(distinct place), count(*) from places",
        "select count(distinct source) from samples where culture is null group by culture",
        "select source, cultural, count( DISTINCT culture ) * 1.0 / sum(n) from samples group by source, cultural",
        "select stage, count(distinct source) from samples group by stage having count(distinct source) > 1 and count(*) > 2",
        "select place, count(distinct place), count(distinct region) from places group by place",
        "with c as (select stage, count(distinct language) as l from samples group by stage) select max(l) from c",
        "select max(l) from (select stage, count(distinct language) as l, count(*) from samples group by stage)",
        "select stage, count(distinct language) from samples where (stage = 'sft' or stage > 'a') group by stage",
        "select language, case when count(distinct place) > 2 then 'many' end from places group by language",
    ]) func theseAreCountedByTheRelation(sql: String) throws {
        for sampleCount in [1, 60, 300] {
            let store = try Self.store(sampleCount)
            let statement = try store.connection.prepare(sql)
            let written = try #require(statement.rewrittenSQL)
            #expect(written.contains(".\"count(distinct "), "\(written)")
            #expect(!written.matches(of: /sum\("\w+"\."count\(distinct/).isEmpty, "\(written)")
            try Self.expectSame(sql, in: store)
        }
    }

    @Test(arguments: [
        // A column beside those that are grouped by makes several combinations of a group.
        "select language, count(distinct place), sum(n) from places where domain = 'Math' group by language",
        "select language, count(distinct place), sum(n) from places where place <> 'India' group by language",
        "select language, count(distinct place), sum(n) filter (where cultural) from places group by language",
        "select language, count(distinct place), max(domain), sum(n) from places group by language",
        "select lower(language), count(distinct place), sum(n) from places group by lower(language)",
        "select language collate nocase, count(distinct place), sum(n) from places group by 1 collate nocase",
        "select tokens, count(distinct place), sum(n) from places group by tokens",
        // Values that depend on how the rows are combined.
        "select language, count(distinct place), max(n) from places group by language",
        "select language, count(distinct place), sum(n * n) from places group by language",
        "select language, count(distinct place), sum(w) from places group by language",
        "select language, count(distinct place), sum(distinct n) from places group by language",
        "select language, count(distinct place) filter (where place > 'K'), sum(n) from places group by language",
        // No column with codes, or not one column.
        "select language, count(distinct tokens), sum(n) from places group by language",
        "select language, count(distinct place || 'x'), sum(n) from places group by language",
        "select language, count(distinct id), sum(n) from places group by language",
        "select l.language, count(distinct l.place), sum(l.n) from places l, (select 1) group by l.language",
    ]) func theseAreLeftToSQLite(sql: String) throws {
        for sampleCount in [60, 300] {
            let store = try Self.store(sampleCount)
            let written = try store.connection.prepare(sql).rewrittenSQL
            #expect(written?.contains(".\"count(distinct ") != true, "\(written ?? "")")
            try Self.expectSame(sql, in: store)
        }
    }

    @Test func randomStatementsAgreeWithThemselvesAsWritten() throws {
        let store = try Self.store(300)
        var generator = SeededGenerator(seed: 12)
        let tags = [
            "language", "culture", "cultural", "domain", "source", "stage", "place", "country", "language_name",
        ]
        for _ in 0..<150 {
            let columns = tags.shuffled(using: &generator)
            let keys = columns.prefix(.random(in: 0...2, using: &generator))
            let counted = columns[keys.count...].prefix(.random(in: 1...3, using: &generator))
            let counts = counted.map { "count(distinct \($0))" } + ["sum(n)", "sum(mentions)"]
            let condition = keys.first.map { "where \($0) > 'C'" } ?? ""
            let grouping = keys.isEmpty ? "" : "group by \(keys.joined(separator: ", "))"
            let sql = "select \((keys + counts).joined(separator: ", ")) from places \(condition) \(grouping)"
            #expect(try store.connection.prepare(sql).rewrittenSQL != nil, "\(sql)")
            try Self.expectSame(sql, in: store)
        }
    }

    /// A statement that names the ids of samples gets rows, for each of which the number is 1 or 0.
    @Test func aRowHasOneValueOrNone() throws {
        let store = try Self.store(60)
        let rows = try store.connection.rows(
            "select place is not null, \"count(distinct place)\", continent is not null, \"count(distinct continent)\", id from places"
        )
        #expect(!rows.isEmpty)
        for row in rows { #expect(row[0] == row[1] && row[2] == row[3], "\(row)") }
    }

    /// Columns beyond those that SQLite reports one by one would count as used.
    @Test func noCountStandsWhereSQLiteDoesNotTellOfIt() throws {
        for relation in try Self.store(1).engine.ordered {
            let places = relation.columns.indices.filter {
                if case .distinct = relation.columns[$0].content { true } else { false }
            }
            #expect(!places.isEmpty && places.allSatisfy { $0 < 63 }, "\(relation.name)")
        }
    }
}
