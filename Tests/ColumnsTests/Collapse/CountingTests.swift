import TestSupport
import Testing

@testable import Columns

/// Rows that are only counted: the fastest paths of the collapse.
@Suite struct CountingTests {
    @Test(arguments: 1...16) func bytesAreCountedByComparison(valueCount: Int) {
        var generator = SeededGenerator(seed: UInt64(valueCount))
        for count in [0, 1, 15, 16, 17, 31, 4_079, 4_080, 4_081, 4_096, 8_160, 12_345] {
            // One value more than there are counts, which is in none of them.
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...UInt8(valueCount), using: &generator) }
            var counts = [UInt32](repeating: 1, count: valueCount)
            counts.withUnsafeMutableBufferPointer { counts in
                bytes.withUnsafeBufferPointer { ByteComparison.count($0, into: counts) }
            }
            #expect(counts == (0..<valueCount).map { value in UInt32(1 + bytes.count { Int($0) == value }) })
        }
    }

    /// Each lane counts to its greatest.
    @Test func oneByteOverAndOverIsCounted() {
        let bytes = [UInt8](repeating: 3, count: 100_000)
        var counts = [UInt32](repeating: 0, count: 5)
        counts.withUnsafeMutableBufferPointer { counts in
            bytes.withUnsafeBufferPointer { ByteComparison.count($0, into: counts) }
        }
        #expect(counts == [0, 0, 0, 100_000, 0])
    }

    /// Around the number of groups that four tables hold, that one table holds, and that two bytes can distinguish.
    @Test(arguments: [
        [17], [16], [2_048], [2_049], [3, 5, 2], [12, 100, 6], [1, 300], [256, 256], [65_537],
    ])
    func randomRowsAreCountedByTheirGroups(cardinalities: [Int]) throws {
        var generator = SeededGenerator(seed: UInt64(cardinalities[0]))
        let groupCount = cardinalities.reduce(1, *)
        let rowCounts = groupCount > 10_000 ? [4 * groupCount + 1] : [4 * groupCount - 1, 4 * groupCount + 4_099]
        for rowCount in rowCounts {
            var keys = cardinalities.map { cardinality in
                (0..<rowCount).map { _ in UInt32(truncatingIfNeeded: generator.next() % UInt64(cardinality)) }
            }
            let backwards = (0..<rowCount).map { UInt32(rowCount - 1 - $0) / 2 }
            for samples in groupCount > 10_000 ? [backwards] : [nil, backwards] {
                let batch = CollapseBatch(count: rowCount, samples: samples, keys: keys.map { .init(CodeVector($0)) })
                var collapse = Collapse(.init(cardinalities: cardinalities))
                var expected = [Int64](repeating: 0, count: groupCount)
                for _ in 0..<2 {
                    try collapse.add(batch)
                    for row in 0..<rowCount {
                        let sample = samples.map { Int($0[row]) } ?? row
                        expected[zip(keys, cardinalities).reduce(0) { $0 * $1.1 + Int($1.0[sample]) }] += 1
                    }
                }
                let cells = collapse.cells
                var found = [Int64](repeating: 0, count: groupCount)
                for cell in 0..<cells.count {
                    let group = zip(cells.codes, cardinalities).reduce(0) { $0 * $1.1 + Int($1.0[cell]) }
                    found[group] = cells.counts[cell]
                }
                #expect(found == expected)
                keys[0] = Array(repeating: UInt32(cardinalities[0] - 1), count: rowCount)
            }
        }
    }
}
