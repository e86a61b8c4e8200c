import Foundation
import Parquet

/// Puts rows into a random order in bounded memory.
///
/// Every row has its own random number, and the order is that of the numbers. Rows are written to an unnamed file,
/// divided by the first bits of their numbers. One division after another is read back and sorted.
final class Shuffle {
    /// Fewer rows stay in memory.
    private static let rowsInMemory = 65_536
    private static let partCount = 256
    private static let batchRows = 16_384

    private let keys: SeededKey
    private var parts: [[ExportBatch]]
    private let spill: BatchSpill?
    private var places: [[BatchSpill.Place]]

    /// - Parameters:
    ///   - rowCount: the number of rows; nil if not known.
    ///   - path: the folder of this file must have space for the rows a second time.
    /// - Throws: `OutputError`.
    init(seed: UInt64, rowCount: Int?, beside path: String) throws {
        keys = SeededKey(seed: seed, .order)
        let staysInMemory = rowCount.map { $0 <= Shuffle.rowsInMemory } ?? false
        let count = staysInMemory ? 1 : Shuffle.partCount
        parts = Array(repeating: [], count: count)
        places = Array(repeating: [], count: count)
        spill = staysInMemory ? nil : try BatchSpill(beside: path)
    }

    /// - Throws: `OutputError`.
    func add(_ batch: ExportBatch) throws {
        var rowsOfPart = [[Int]](repeating: [], count: parts.count)
        for row in 0..<batch.rowCount {
            let key = keys.key(of: batch.rowNumbers[row])
            rowsOfPart[parts.count == 1 ? 0 : Int(key >> 56)].append(row)
        }
        for (part, rows) in rowsOfPart.enumerated() where !rows.isEmpty {
            if let spill {
                places[part].append(try spill.append(batch.rows(rows)))
            } else {
                parts[part].append(batch)
            }
        }
    }

    /// Gives all rows in their new order.
    ///
    /// - Throws: `OutputError`, and what `body` throws.
    func forEachBatch(_ body: (ExportBatch) throws -> Void) throws {
        for part in parts.indices {
            let batches = try spill.map { spill in try places[part].map { try spill.read($0) } } ?? parts[part]
            let batch = ExportBatch(joining: batches)
            let keyed = batch.rowNumbers.enumerated().map { (key: keys.key(of: $1), row: $0) }
            let order = keyed.sorted { $0.key < $1.key }.map(\.row)
            for start in stride(from: 0, to: order.count, by: Shuffle.batchRows) {
                try body(batch.rows(Array(order[start..<min(start + Shuffle.batchRows, order.count)])))
            }
        }
    }
}
