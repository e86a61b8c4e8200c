import Readers
import Testing

@testable import Ingest

@Suite("Parts of a batch")
struct RecordWindowTests {
    /// Lists of a few lengths, an empty one and a broken record among them.
    private let lengths: [Int?] = [2, 0, nil, 1, 0, 3, nil, 1, 0]

    private func batches(of size: Int) throws -> [RowBatch] {
        let text = lengths.map { length in
            length.map { "{\"r\": [\((0..<$0).map(String.init).joined(separator: ","))]}" } ?? "{broken"
        }.joined(separator: "\n")
        var options = ReaderOptions(format: .jsonLines)
        options.batchRows = size
        let reader = try RecordReader(
            source: MemorySource(Array(text.utf8)), options: options,
            projection: Projection(rows: .elements(FieldPath(key: "r")), parsing: ["@element"]))
        var batches: [RowBatch] = []
        while let batch = try reader.nextBatch() { batches.append(batch) }
        return batches
    }

    @Test func windowsOneAfterAnotherCoverEachRecordOnce() throws {
        for size in 1...8 {
            for limit in 1...8 {
                var after: Int64 = 0
                var rows = 0
                var rejects: [Int64] = []
                var empty = 0
                var calls = 0
                // As calls with a limit do: each starts from the beginning and continues after what the previous one
                // has stored.
                calls: while calls < 50 {
                    calls += 1
                    let start = after
                    var left = Int64(limit)
                    for batch in try batches(of: size) where batch.position.records > start {
                        let window = RecordWindow(batch, after: start, rowLimit: left)
                        rows += window.rows.count
                        rejects += window.rejects.map(\.recordNumber)
                        empty += window.emptyRecords
                        after = window.lastRecord
                        left -= Int64(window.rows.count)
                        if left <= 0 { continue calls }
                    }
                    break
                }
                #expect(rows == 7, "batches of \(size), limit \(limit)")
                #expect(rejects == [3, 7], "batches of \(size), limit \(limit)")
                #expect(empty == 3, "batches of \(size), limit \(limit)")
                #expect(after == 9, "batches of \(size), limit \(limit)")
            }
        }
    }
}
