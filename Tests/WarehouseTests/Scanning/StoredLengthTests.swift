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
