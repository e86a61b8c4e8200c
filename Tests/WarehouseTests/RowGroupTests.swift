import Columns
import Foundation
import LocalFacts
import SQLite
import Testing
import Warehouse

/// Row groups at their full size, which small corpora do not reach.
@Suite struct RowGroupTests {
    private static let groupRows = 131_072

    private func append(_ rows: Range<Int>, to writer: FileWriter) throws {
        let format = try writer.column(NewColumn(name: "format", kind: .tag))
        let names = try writer.codes((0..<7).map { "format \($0)" }, in: format)
        let tokens = try writer.column(NewColumn(name: "tokens", kind: .integer))
        let places = try writer.column(NewColumn(name: "places", kind: .tags, role: .places))
        let placeNames = try writer.codes(TestCorpus.places, in: places)
        try writer.append(
            SampleBatch(
                rowCount: rows.count, recordNumbers: rows.map { Int64($0 + 1) }, recordsRead: Int64(rows.upperBound),
                columns: [
                    (format, .tags(rows.map { names[$0 % 7] })),
                    (tokens, .integers(IntegerVector(values: rows.map { Int64($0 / 1_000) }, validity: nil))),
                    (
                        places,
                        .lists(
                            lengths: rows.map { UInt32($0 % 3) },
                            codes: rows.flatMap { row in
                                (0..<row % 3).map { placeNames[(row / 50 + $0) % placeNames.count] }
                            })
                    ),
                ]))
    }

    private func figures(_ store: Store) throws -> [[[SQLValue]]] {
        try [
            "select format, tokens, n from samples order by format, tokens",
            "select place, format, n, mentions, w, tokens_sum from places order by place, format",
            "select min(id), max(id), count(*), sum(\"row\") from samples",
            "select id, format, tokens from samples where id between 131000 and 131100 or id in (1, 140000, 262144)",
        ].map { try store.connection.rows($0) }
    }

    @Test func aKilledLoadKeepsWholeRowGroupsAndGoesOn() throws {
        let rowCount = 3 * Self.groupRows + 1_000
        let complete = try Store.create(at: temporaryPath())
        let first = try TestCorpus.load(into: complete)
        let writer = try first.begin(TestCorpus.description("a"))
        try append(0..<rowCount, to: writer)
        try writer.finish(contentHash: nil)
        try first.finish()
        #expect(try complete.connection.rows("select row_count from row_group") == [[.integer(Int64(rowCount))]])

        let path = try temporaryPath()
        do {
            // Dropped without finish, as a killed process would.
            let load = try TestCorpus.load(into: Store.create(at: path))
            let writer = try load.begin(TestCorpus.description("a"))
            for start in stride(from: 0, to: 360_000, by: 40_000) { try append(start..<start + 40_000, to: writer) }
        }
        let store = try Store.open(at: path, access: .readWrite)
        let groups = try store.connection.rows("select row_count from row_group")
        // The second row group may have been on its way.
        #expect((1...2).contains(groups.count) && groups.allSatisfy { $0 == [160_000] })
        let stored = 160_000 * groups.count
        #expect(
            try store.connection.rows("select rows_seen, rows_stored, records_read, finished, content_sha256 from file")
                == [[SQLValue(stored), SQLValue(stored), SQLValue(stored), 0, nil]])
        let load = try TestCorpus.load(into: store)
        let rest = try load.begin(TestCorpus.description("a"))
        #expect(rest.resumeAfter == Int64(stored))
        #expect(rest.counts == RowCounts(stored: Int64(stored)))
        try append(stored..<rowCount, to: rest)
        #expect(try rest.finish(contentHash: "x").stored == Int64(rowCount))
        try load.finish()
        #expect(try figures(store) == figures(complete))
        #expect(try store.check().problems == [])
    }

    /// Texts are kept in memory until their row group is written, so that much text makes row groups of fewer rows.
    @Test func muchTextMakesSmallerRowGroups() throws {
        let store = try Store.create(at: temporaryPath())
        let load = try TestCorpus.load(into: store)
        let writer = try load.begin(TestCorpus.description("a"))
        let text = try writer.column(NewColumn(name: "text", kind: .text, role: .text))
        let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 31 << 20)
        for batch in 0..<5 {
            try writer.append(
                SampleBatch(
                    rowCount: 33, recordNumbers: (0..<33).map { Int64(batch * 33 + $0 + 1) },
                    recordsRead: Int64(batch * 33 + 33),
                    columns: [
                        (
                            text,
                            .texts(
                                lengths: [0, nil] + Array(repeating: 1 << 20, count: 31),
                                bytes: bytes)
                        )
                    ]))
        }
        try writer.finish(contentHash: nil)
        try load.finish()
        #expect(try store.connection.rows("select row_count from row_group") == [[99], [66]])
        // A text block is cut at the first text that fills it.
        #expect(try store.connection.value("select max(row_count) from text_block") == 3)
        #expect(
            try store.connection.rows("select length(text), sum(n) from samples group by 1") == [
                [nil, 5], [0, 5], [1_048_576, 155],
            ])
    }
}
