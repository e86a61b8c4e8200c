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
    enum End: Hashable {
        case least, greatest
    }

    let column: ColumnDefinition
    /// The ends that are wanted: one pass over the texts finds both.
    let ends: [End]

    /// The best texts of the combinations of a row group's rows.
    struct Found {
        /// By wanted end, the text of each combination; nil if all its texts are null.
        fileprivate var texts: [End: [[UInt8]?]]
        /// The combination of each counted row, and the samples of the rows; nil for all.
        fileprivate var combinations: [UInt32]
        fileprivate var samples: [UInt32]?
        fileprivate var rowCount: Int

        /// The codes of the samples' texts; 0 for null and for samples that are not counted.
        ///
        /// - Parameter texts: gets the texts that are left.
        func codes(of end: End, into texts: inout TagDictionary) -> CodeVector {
            let codes = (self.texts[end] ?? []).map { text in text.map { $0.withUnsafeBytes { texts.intern($0) } } ?? 0
            }
            var result = [UInt32](repeating: 0, count: rowCount)
            for (row, combination) in combinations.enumerated() {
                result[samples.map { Int($0[row]) } ?? row] = codes[Int(combination)]
            }
            return .words(result)
        }
    }

    /// The best text of each combination that occurs in a block, by wanted end.
    private typealias Best = [(combination: UInt32, text: [UInt8])]

    /// - Parameter batch: the counted rows, with all other keys.
    /// - Throws: `StoreError`, `SQLError`.
    /// - Complexity: O(bytes of the texts), on all threads.
    func found(_ group: RowGroup, _ batch: CollapseBatch, _ connection: Connection) throws -> Found {
        let (combinations, count) = batch.combinations()
        let samples = batch.samples
        let blocks = try TextReader(connection: connection, column: column, group: group).storedBlocks(of: samples)
        let parts = try blocks.concurrentMap { block -> [Best] in
            let end = block.firstRow + block.block.rowCount
            let rows = samples.map { $0.places(from: block.firstRow, to: end) } ?? block.firstRow..<end
            let texts = try block.texts()
            return ends.map { best($0, of: texts, block.firstRow, rows, samples, combinations, count) }
        }
        var found = Found(texts: [:], combinations: combinations, samples: samples, rowCount: group.rowCount)
        for (place, end) in ends.enumerated() {
            var best = [[UInt8]?](repeating: nil, count: count)
            for (combination, text) in parts.flatMap({ $0[place] }) {
                let isBetter = best[Int(combination)].map { known in
                    text.withUnsafeBytes { text in known.withUnsafeBytes { end.prefers(text, to: $0) } }
                }
                if isBetter ?? true { best[Int(combination)] = text }
            }
            found.texts[end] = best
        }
        return found
    }

    private func best(
        _ end: End, of texts: TextVector, _ firstRow: Int, _ rows: Range<Int>, _ samples: [UInt32]?,
        _ combinations: [UInt32], _ count: Int
    ) -> Best {
        texts.withTexts { texts in
            var best = BestRows(combinationCount: count, rowCount: rows.count)
            for row in rows {
                let own = (samples.map { Int($0[row]) } ?? row) - firstRow
                guard let text = texts[own] else { continue }
                let combination = combinations[row]
                if let known = best[combination], let other = texts[known], !end.prefers(text, to: other) { continue }
                best[combination] = own
            }
            return best.all.compactMap { combination, row in texts[row].map { (combination, [UInt8]($0)) } }
        }
    }
}

extension ExtremeTexts.End {
    /// In the order of bytes, which is SQLite's.
    @inline(__always)
    fileprivate func prefers(_ text: UnsafeRawBufferPointer, to other: UnsafeRawBufferPointer) -> Bool {
        let order = text.compared(with: other)
        return self == .greatest ? order > 0 : order < 0
    }
}

/// A row of a block for each combination: in a table if there are no more combinations than rows, else in a dictionary.
private struct BestRows {
    private var table: [Int32]
    private var dictionary: [UInt32: Int] = [:]
    private static let none: Int32 = -1

    init(combinationCount: Int, rowCount: Int) {
        table = combinationCount <= rowCount ? Array(repeating: BestRows.none, count: combinationCount) : []
    }

    subscript(_ combination: UInt32) -> Int? {
        get {
            if table.isEmpty { return dictionary[combination] }
            let row = table[Int(combination)]
            return row == BestRows.none ? nil : Int(row)
        }
        set {
            if table.isEmpty {
                dictionary[combination] = newValue
            } else {
                table[Int(combination)] = newValue.map { Int32(truncatingIfNeeded: $0) } ?? BestRows.none
            }
        }
    }

    /// The combinations that have a row.
    var all: [(combination: UInt32, row: Int)] {
        if table.isEmpty { return dictionary.map { ($0.key, $0.value) } }
        return table.enumerated().compactMap { place, row in
            row == BestRows.none ? nil : (UInt32(truncatingIfNeeded: place), Int(row))
        }
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
