import Columns
import TestSupport
import Testing

/// Cells by some of their keys, with the numbers of distinct codes of the others.
@Suite struct DistinctCountTests {
    /// A row of keys, and of one measure that is an integer and one that is a double.
    private struct Row {
        var codes: [UInt32]
        var integer: Int64?
        var real: Double?
        var mentions: UInt32
        var length: UInt32
    }

    @Test(arguments: 0...2, 0...3) func randomRowsAgreeWithSets(keyCount: Int, countedCount: Int) throws {
        var generator = SeededGenerator(seed: UInt64(keyCount * 10 + countedCount))
        for rowCount in [0, 1, 7, 500] {
            for isBounded in [true, false] {
                let rows = (0..<rowCount).map { _ in
                    Row(
                        codes: (0..<keyCount + countedCount).map { _ in .random(in: 0..<4, using: &generator) },
                        integer: Bool.random(using: &generator) ? .random(in: -9...9, using: &generator) : nil,
                        real: Bool.random(using: &generator) ? .random(in: -9...9, using: &generator) : nil,
                        mentions: .random(in: 1...3, using: &generator), length: .random(in: 1...9, using: &generator))
                }
                try expectSets(rows, keyCount, countedCount, isBounded: isBounded)
            }
        }
    }

    private func expectSets(_ rows: [Row], _ keyCount: Int, _ countedCount: Int, isBounded: Bool) throws {
        let plan = Collapse.Plan(
            cardinalities: Array(repeating: isBounded ? 4 : nil, count: keyCount + countedCount),
            measuresAreReal: [false, true], hasWeights: true)
        var collapse = Collapse(plan)
        try collapse.add(
            CollapseBatch(
                count: rows.count,
                keys: (0..<keyCount + countedCount).map { key in .init(CodeVector(rows.map { $0.codes[key] })) },
                measures: [
                    .integers(
                        IntegerVector(values: rows.map { $0.integer ?? 0 }, validity: rows.map { $0.integer != nil })),
                    .reals(RealVector(values: rows.map { $0.real ?? 0 }, validity: rows.map { $0.real != nil })),
                ],
                mentions: .byElement(rows.map(\.mentions)), lengths: CodeVector(rows.map(\.length))))
        let cells = try collapse.cells.countingDistinct(after: keyCount, plan)
        let groups = Dictionary(grouping: rows) { Array($0.codes.prefix(keyCount)) }
        #expect(cells.count == groups.count)
        #expect(cells.codes.count == keyCount && cells.distinct.count == countedCount)
        for cell in 0..<cells.count {
            let members = try #require(groups[cells.codes.map { $0[cell] }])
            #expect(cells.counts[cell] == Int64(members.count))
            #expect(cells.mentions[cell] == members.reduce(0) { $0 + Int64($1.mentions) })
            #expect(abs(cells.weights[cell] - members.reduce(0) { $0 + 1 / Double($1.length) }) < 1e-9)
            for counted in 0..<countedCount {
                let values = Set(members.map { $0.codes[keyCount + counted] }).subtracting([0])
                #expect(cells.distinct[counted][cell] == Int64(values.count))
            }
            let (integers, reals) = (members.compactMap(\.integer), members.compactMap(\.real))
            #expect(cells.known[0][cell] == Int64(integers.count) && cells.known[1][cell] == Int64(reals.count))
            #expect(cells.sums[0][cell] == (integers.isEmpty ? nil : .integer(integers.reduce(0, +))))
            if case .real(let sum)? = cells.sums[1][cell] {
                #expect(abs(sum - reals.reduce(0, +)) < 1e-9)
            } else {
                #expect(reals.isEmpty)
            }
        }
    }
}
