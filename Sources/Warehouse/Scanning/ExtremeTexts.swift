import Columns
import Foundation
import Parallel
import SQLite

/// Replaces the text of each counted row by the least or greatest text of its combination in the row group.
///
/// Let rows with equal codes in all other keys have the least of their texts in place of their own. The least text of
/// any set of combinations is then the same as before: a condition on the other keys accepts either all rows of a
/// combination or none. So `min` over the few rows that are left has the answer of `min` over all texts.
struct ExtremeTexts {
    let column: ColumnDefinition
    let isGreatest: Bool

    /// The best text of each combination that occurs in a block.
    private typealias Found = [(combination: UInt32, text: [UInt8])]

    /// The codes of the samples' texts; 0 for null and for samples that are not counted.
    ///
    /// - Parameters:
    ///   - batch: the counted rows, with all other keys.
    ///   - texts: gets the texts that are left.
    /// - Throws: `StoreError`, `SQLError`.
    /// - Complexity: O(bytes of the texts), on all threads.
    func codes(
        _ group: RowGroup, _ batch: CollapseBatch, into texts: inout TagDictionary, _ connection: Connection
    ) throws -> CodeVector {
        let (combinations, count) = batch.combinations()
        let samples = batch.samples
        let blocks = try TextReader(connection: connection, column: column, group: group).storedBlocks(of: samples)
        let parts = try blocks.concurrentMap { block -> Found in
            let end = block.firstRow + block.block.rowCount
            let rows = samples.map { $0.places(from: block.firstRow, to: end) } ?? block.firstRow..<end
            return try found(in: block, rows, samples, combinations)
        }
        var best = [[UInt8]?](repeating: nil, count: count)
        for found in parts {
            for (combination, text) in found {
                let isBetter = best[Int(combination)].map { known in
                    text.withUnsafeBytes { text in known.withUnsafeBytes { isPreferred(text, to: $0) } }
                }
                if isBetter ?? true { best[Int(combination)] = text }
            }
        }
        let codes = best.map { text in text.map { $0.withUnsafeBytes { texts.intern($0) } } ?? 0 }
        var result = [UInt32](repeating: 0, count: group.rowCount)
        for (row, combination) in combinations.enumerated() {
            result[samples.map { Int($0[row]) } ?? row] = codes[Int(combination)]
        }
        return .words(result)
    }

    private func found(
        in block: TextReader.StoredBlock, _ rows: Range<Int>, _ samples: [UInt32]?, _ combinations: [UInt32]
    ) throws -> Found {
        let texts = try block.texts()
        var bestRows: [UInt32: Int] = [:]
        for row in rows {
            let own = (samples.map { Int($0[row]) } ?? row) - block.firstRow
            let combination = combinations[row]
            texts.withBytes(of: own) { text in
                guard let text else { return }
                let isBetter = bestRows[combination].map { known in
                    texts.withBytes(of: known) { $0.map { isPreferred(text, to: $0) } ?? true }
                }
                if isBetter ?? true { bestRows[combination] = own }
            }
        }
        return bestRows.compactMap { combination, row in
            texts.withBytes(of: row) { $0.map { (combination, [UInt8]($0)) } }
        }
    }

    /// In the order of bytes, which is SQLite's.
    private func isPreferred(_ text: UnsafeRawBufferPointer, to other: UnsafeRawBufferPointer) -> Bool {
        let order = text.compared(with: other)
        return isGreatest ? order > 0 : order < 0
    }
}

extension UnsafeRawBufferPointer {
    /// Below 0 if it comes before the other in the order of bytes, 0 if they are equal.
    fileprivate func compared(with other: UnsafeRawBufferPointer) -> Int {
        let common = Swift.min(count, other.count)
        if common > 0, let own = baseAddress, let its = other.baseAddress {
            let order = memcmp(own, its, common)
            if order != 0 { return Int(order) }
        }
        return count - other.count
    }
}
