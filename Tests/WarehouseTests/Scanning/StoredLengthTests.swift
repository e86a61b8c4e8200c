import SQLite
import TestSupport
import Testing

@testable import Columns
@testable import LocalFacts
@testable import Warehouse

/// Lengths of texts that are stored with the texts.
@Suite struct StoredLengthTests {
    private static let statements = [
        "select source, avg(length(text)), min(length(note)), max(length(text)), count(length(note)) from samples group by 1",
        "select length(text) as l, count(*) from samples group by l",
        "select id, length(text), length(note) from samples",
        "select count(*) from samples where length(text) > 3 or length(note) is null",
        "select sum(octet_length(text)) from samples",
    ]

    private static func answers(of store: Store) throws -> [[[SQLValue]]] {
        try statements.map { try store.connection.rows($0) }
    }

    /// A store that was written without lengths, by a former version, has the same answers.
    @Test(arguments: [1, 2, 3]) func aStoreWithoutLengthsAnswersTheSame(seed: UInt64) throws {
        let corpus = try TextCorpus(loads: [70, 1, 90], seed: seed)
        let store = corpus.store
        let texts = "part = 1 and column_id in (select id from column_definition where kind = 'text')"
        #expect(try store.connection.value("select count(*) from segment where \(texts)").integer ?? 0 >= 5)
        let (stored, fingerprint) = (try Self.answers(of: store), try store.contentFingerprint())
        #expect(try store.check().problems.isEmpty)
        try store.connection.execute("delete from segment where \(texts)")
        let other = try Store.open(at: store.connection.path, access: .readOnly)
        #expect(try Self.answers(of: other) == stored)
        #expect(try other.contentFingerprint() == fingerprint)
        #expect(try other.check().problems.allSatisfy { $0.description.contains("the lengths of column") })
        for sql in Self.statements where !sql.contains("octet") && !sql.contains(" as l") {
            #expect(try corpus.plain.rows(sql + " order by 1") == store.connection.rows(sql + " order by 1"))
        }
    }

    /// Comparisons that row groups decide by their least and greatest length, with lengths in all row groups, in some
    /// and in none.
    @Test(arguments: [1, 2, 3]) func comparisonsOfLengthsAgreeWithPlainTables(seed: UInt64) throws {
        let corpus = try TextCorpus(loads: [40, 1, 60, 50], seed: seed)
        var generator = SeededGenerator(seed: seed * 17)
        func pick(_ texts: [String]) -> String { texts[Int.random(in: 0..<texts.count, using: &generator)] }
        let texts = "part = 1 and column_id in (select id from column_definition where kind = 'text')"
        for lost in ["0", "row_group_id % 2 = 0", "1"] {
            try corpus.store.connection.execute("delete from segment where \(texts) and \(lost)")
            let store = try Store.open(at: corpus.store.connection.path, access: .readOnly)
            for _ in 0..<80 {
                let length = pick(["length(text)", "length(text)", "length(note)", "length(cast(text as blob))"])
                let number = Int.random(in: -1...40, using: &generator)
                let comparison = pick([
                    "> \(number)", "< \(number)", ">= \(number)", "<= \(number)", "= \(number)", "<> \(number)",
                    "is null", "is not null", "between \(number) and \(number + 3)", "in (\(number), 0, 9)",
                    "is \(number)", "> 9000000000", "> -1", "not between 2 and \(number)",
                ])
                let more = pick(["", " and source is not null", " and source = 'Crawl'", " or source = 'Crawl'"])
                let condition = "\(length) \(comparison)\(more)"
                let sql = pick([
                    "select count(*), min(id), max(id) from samples where \(condition)",
                    "select source, count(*) from samples where \(condition) group by source order by 1",
                    "select id from samples where \(condition) order by id",
                ])
                let difference = Rows.difference(try corpus.plain.rows(sql), try store.connection.rows(sql))
                #expect(difference == nil, "\(sql)\n\(difference ?? "")")
            }
        }
    }

    /// Lengths that are those of other texts have right checksums: only the check can tell.
    @Test func theCheckFindsWrongLengths() throws {
        let store = try TextCorpus(loads: [60], seed: 5).store
        let group = try #require(store.catalogue.samples.rowGroups.first)
        let column = try #require(store.catalogue.samples.columns.first { $0.name == "text" })
        try store.connection.execute(
            "delete from segment where row_group_id = ? and column_id = ?", .integer(group.id), .integer(column.id))
        let wrong = IntegerVector(values: (0..<60).map { Int64($0) }, validity: nil)
        try SegmentWriter(connection: store.connection, rowGroup: group.id)
            .write(ColumnBuilder.Segment(part: 1, encoded: wrong.encoded()), column)
        let found = try Store.open(at: store.connection.path, access: .readOnly).check().problems.map(\.description)
        #expect(found.contains { $0.contains("the lengths are not those of its texts") }, "\(found)")
    }
}
