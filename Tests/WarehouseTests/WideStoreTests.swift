import Columns
import TestSupport
import Testing
@testable import LocalFacts
@testable import Warehouse

/// SQLite names only the first 63 columns that a statement uses; a corpus may have more.
@Suite struct WideStoreTests {
    private static let tagCount = 90
    private static let sampleCount = 200

    private func store() throws -> Store {
        let store = try Store.create(at: temporaryPath())
        let load = try LoadWriter(
            store: store, description: LoadDescription(profile: nil, arguments: [], version: "test"))
        let writer = try load.begin(
            FileDescription(path: "wide", dataset: "test", format: "test", byteCount: nil, headHash: nil))
        var batch = SampleBatch(
            rowCount: Self.sampleCount, recordNumbers: Array(1...Int64(Self.sampleCount)),
            recordsRead: Int64(Self.sampleCount), columns: [])
        for tag in 0..<Self.tagCount {
            let column = try writer.column(NewColumn(name: "tag\(tag)", kind: .tag))
            let codes = try (0..<Self.sampleCount).map { sample in
                try Array("v\(sample % (tag + 2))".utf8).withUnsafeBytes { try writer.intern($0, in: column) }
            }
            batch.columns.append((column, .tags(codes)))
        }
        let votes = try writer.column(NewColumn(name: "votes", kind: .integer))
        batch.columns.append(
            (votes, .integers(IntegerVector(values: (0..<Int64(Self.sampleCount)).map { $0 }, validity: nil))))
        try writer.append(batch)
        try writer.finish(contentHash: nil)
        try load.finish()
        return store
    }

    @Test func everyColumnIsCountedRight() throws {
        let store = try store()
        for tag in 0..<Self.tagCount {
            var counts: [String: (n: Int64, votes: Int64)] = [:]
            for sample in 0..<Self.sampleCount {
                let old = counts["v\(sample % (tag + 2))"] ?? (0, 0)
                counts["v\(sample % (tag + 2))"] = (old.n + 1, old.votes + Int64(sample))
            }
            let rows = try store.connection.rows("select tag\(tag), sum(n), sum(votes_sum) from samples group by 1")
            #expect(rows.count == counts.count, "tag\(tag)")
            for row in rows {
                let expected = try #require(counts[row[0].text ?? ""])
                #expect(row[1] == .integer(expected.n) && row[2] == .integer(expected.votes), "tag\(tag): \(row)")
            }
        }
        #expect(try store.connection.value("select sum(tag89 = 'v3') from samples") == .integer(3))
        #expect(try store.connection.rows("select sum(n), sum(votes_sum) from samples") == [[200, 19_900]])
    }

    /// Columns that collapse stand first, so that a statement that mentions none of the columns beyond gets cells of
    /// few columns.
    @Test func countsAreAmongTheColumnsThatSQLiteNames() throws {
        let store = try store()
        for relation in store.engine.ordered {
            let last = relation.columns.lastIndex(where: { $0.collapses }) ?? 63
            #expect(last < 63, "\(relation.name)")
        }
        #expect(try store.connection.rows("select n from samples") == [[200]])
        #expect(try store.connection.rows("select tag0, n, votes_sum from samples order by 1").count == 2)
    }
}
