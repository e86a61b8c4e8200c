import TestSupport
import Testing

@testable import Columns

@Suite struct DistinctListTests {
    @Test(arguments: [3, 300, 70_000] as [UInt32]) func listsAgreeWithAnObviousLoop(limit: UInt32) throws {
        var generator = SeededGenerator(seed: UInt64(limit))
        let map: [UInt32] = (0..<limit).map { code in code / 3 }
        for _ in 0..<40 {
            var rows: [[UInt32]] = []
            for _ in 0..<Int.random(in: 0...30, using: &generator) {
                let length: Int = [0, 1, 1, 2, 3, 32, 33, 80].randomElement(using: &generator) ?? 0
                rows.append((0..<length).map { _ in UInt32.random(in: 0..<limit, using: &generator) })
            }
            let lengths: [UInt32] = rows.map { UInt32($0.count) }
            let vector = try ListVector(lengths: lengths, codes: CodeVector(rows.flatMap(\.self)))
            expect(vector, rows)
            let mappedRows: [[UInt32]] = rows.map { codes in codes.map { code in map[Int(code)] } }
            expect(vector.mapped(by: map), mappedRows)
        }
    }

    private func expect(_ vector: ListVector, _ rows: [[UInt32]]) {
        #expect(vector.rowCount == rows.count)
        for (row, codes) in rows.enumerated() {
            var order: [UInt32] = []
            for code in codes where !order.contains(code) { order.append(code) }
            let elements = Int(vector.offsets[row])..<Int(vector.offsets[row + 1])
            #expect(elements.map { vector.codes[$0] } == order)
            let mentions: [UInt32] = order.map { code in UInt32(codes.count { $0 == code }) }
            #expect(elements.map { vector.mentions?[$0] ?? 1 } == mentions)
            #expect(vector.lengths[row] == UInt32(order.count))
        }
    }
}
