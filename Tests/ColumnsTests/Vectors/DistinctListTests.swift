import TestSupport
import Testing

@testable import Columns

@Suite struct DistinctListTests {
    @Test(arguments: [3, 300, 70_000] as [UInt32]) func listsAgreeWithAnObviousLoop(limit: UInt32) throws {
        var generator = SeededGenerator(seed: UInt64(limit))
        for _ in 0..<40 {
            let rows: [[UInt32]] = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                let length = [0, 1, 1, 2, 3, 32, 33, 80].randomElement(using: &generator) ?? 0
                return (0..<length).map { _ in .random(in: 0..<limit, using: &generator) }
            }
            let vector = try ListVector(
                lengths: rows.map { UInt32($0.count) }, codes: CodeVector(rows.flatMap(\.self)))
            let map = (0..<limit).map { $0 / 3 }
            for (vector, rows) in [(vector, rows), (vector.mapped(by: map), rows.map { $0.map { map[Int($0)] } })] {
                #expect(vector.rowCount == rows.count)
                for (row, codes) in rows.enumerated() {
                    var order: [UInt32] = []
                    for code in codes where !order.contains(code) { order.append(code) }
                    let elements = Int(vector.offsets[row])..<Int(vector.offsets[row + 1])
                    #expect(elements.map { vector.codes[$0] } == order)
                    #expect(
                        elements.map { vector.mentions?[$0] ?? 1 }
                            == order.map { code in UInt32(codes.count { $0 == code }) })
                }
                #expect(
                    (0..<rows.count).map { vector.lengths[$0] }
                        == (0..<rows.count).map { row in
                            vector.offsets[row + 1] - vector.offsets[row]
                        })
            }
        }
    }
}
