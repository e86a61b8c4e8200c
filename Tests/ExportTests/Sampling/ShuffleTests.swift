import Foundation
import Parquet
import TestSupport
import Testing
import Warehouse

@testable import Export

@Suite struct ShuffleTests {
    /// A batch with a column of each kind, whose values follow from the row.
    static func batch(_ rows: Range<Int64>) -> ExportBatch {
        ExportBatch(
            rowNumbers: Array(rows),
            columns: [
                .codes(rows.map { UInt32($0 % 5) }),
                .lists(
                    lengths: rows.map { $0 % 4 == 3 ? nil : Int($0 % 4) },
                    codes: rows.flatMap { row in (0..<(row % 4 == 3 ? 0 : row % 4)).map { UInt32(row + $0) } }),
                .integers(rows.map { $0 % 6 == 0 ? nil : -$0 }),
                .reals(rows.map { $0 % 7 == 0 ? nil : Double($0) / 3 }),
                .texts(TextArray(rows.map { $0 % 8 == 0 ? nil : $0 % 9 == 0 ? "" : "text \($0) 日本" })),
                .any(
                    rows.map {
                        [.null, .integer($0), .real(Double($0) / 7), .text("t\($0)"), .blob([1, UInt8($0 % 256)])][
                            Int($0 % 5)]
                    }),
            ])
    }

    /// A row as text, whatever batch it stands in.
    static func lines(_ batch: ExportBatch) -> [String] {
        (0..<batch.rowCount).map { row in
            let one = batch.rows([row])
            return "\(one.rowNumbers[0]) \(one.columns)"
        }
    }

    @Test func spillGivesBackWhatItTook() throws {
        let folder = try TemporaryFolder()
        let spill = try BatchSpill(beside: folder.path("out.csv"))
        let batches = [Self.batch(1..<1), Self.batch(1..<2), Self.batch(2..<300)]
        let places = try batches.map { try spill.append($0) }
        for (batch, place) in zip(batches, places).reversed() {
            #expect(try Self.lines(spill.read(place)) == Self.lines(batch))
        }
        // It has no name.
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func orderIsAPermutationThatFollowsFromTheSeed() throws {
        let folder = try TemporaryFolder()
        func shuffled(seed: UInt64, rowCount: Int?, batchRows: Int64) throws -> [String] {
            let shuffle = try Shuffle(seed: seed, rowCount: rowCount, beside: folder.path("x"))
            for start in stride(from: Int64(1), to: 1_001, by: Int(batchRows)) {
                try shuffle.add(Self.batch(start..<min(start + batchRows, 1_001)))
            }
            var lines: [String] = []
            try shuffle.forEachBatch { lines += Self.lines($0) }
            return lines
        }
        let plain = Self.lines(Self.batch(1..<1_001))
        let inMemory = try shuffled(seed: 1, rowCount: 1_000, batchRows: 64)
        #expect(inMemory.sorted() == plain.sorted() && inMemory != plain)
        #expect(try shuffled(seed: 1, rowCount: nil, batchRows: 100) == inMemory, "spilled")
        #expect(try shuffled(seed: 2, rowCount: nil, batchRows: 100) != inMemory)
    }
}
