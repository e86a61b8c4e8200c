import Columns
import SQLite
import TestSupport
import Testing

@testable import LocalFacts
@testable import Warehouse

/// The end of a file in a load.
@Suite struct FileCompletionTests {
    /// Regression: the rows of a file were stored, and then a full disk kept it from being marked as complete. The
    /// options of a survey then stayed incomplete for ever, since the next load had no new ones.
    @Test(arguments: [0, 1]) func theLastRowsAndTheMarkAreOneTransaction(rowGroupCount: Int) throws {
        let path = try temporaryPath()
        let store = try Store.create(at: path)
        let load = try LoadWriter(
            store: store, description: LoadDescription(profile: nil, arguments: [], version: "test"))
        let writer = try load.begin(
            FileDescription(path: "a", dataset: "test", format: "test", byteCount: nil, headHash: nil))
        let column = try writer.column(NewColumn(name: "tokens", kind: .integer))
        func append(_ count: Int, after: Int) throws {
            let numbers = (1...count).map { Int64(after + $0) }
            try writer.append(
                SampleBatch(
                    rowCount: count, recordNumbers: numbers, recordsRead: numbers[count - 1],
                    columns: [(column, .integers(IntegerVector(values: numbers, validity: nil)))]))
        }
        let before = rowGroupCount * RowGroup.targetRowCount
        if before > 0 { try append(before, after: 0) }
        try append(3, after: before)
        try store.connection.execute(
            """
            create temp trigger full_disk before update of finished on file
            begin select raise(abort, 'disk full'); end
            """)
        #expect(throws: SQLError.self) { try writer.finish(contentHash: nil) }
        let stored = "select coalesce(sum(row_count), 0) from row_group"
        #expect(try Store.open(at: path, access: .readOnly).connection.value(stored) == .integer(Int64(before)))
        // A second try completes it.
        try store.connection.execute("drop trigger full_disk")
        let counts = try writer.finish(contentHash: nil)
        try load.finish()
        #expect(counts.stored == Int64(before + 3))
        #expect(
            try store.connection.rows("select count(*), sum(tokens_sum) from samples") == [
                [.integer(Int64(before + 3)), .integer(Int64((before + 3) * (before + 4) / 2))]
            ])
        #expect(
            try store.connection.rows("select rows_stored, finished from file") == [[.integer(Int64(before + 3)), 1]])
        #expect(try store.check().problems == [])
    }
}
