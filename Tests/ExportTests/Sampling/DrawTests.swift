import SQLite
import TestSupport
import Testing
import Warehouse

@testable import Export

@Suite struct DrawTests {
    private func rows(_ set: RowSet) -> Set<Int64> { Set(set.rows(in: 1..<set.universe + 1)) }

    private func everyThird(of universe: Int64) -> RowSet {
        var set = RowSet(universe: universe, all: false)
        for row in stride(from: 1, through: universe, by: 3) { set.insert(row) }
        return set
    }

    @Test func aPlainSampleHasAsManyRowsAsAskedFor() {
        let selected = everyThird(of: 3_000)
        for count in [0, 1, 2, 500, 999, 1_000, 1_001, 5_000] {
            let draw = Draw(count, of: selected, cells: nil, seed: 4)
            #expect(draw.rows.count == min(count, 1_000))
            #expect(rows(draw.rows).isSubset(of: rows(selected)))
        }
    }

    @Test func theSameSeedDrawsTheSameAndMoreOfIt() {
        let selected = RowSet(universe: 10_000, all: true)
        var smaller: Set<Int64> = []
        for count in stride(from: 0, through: 10_000, by: 1_000) {
            let drawn = rows(Draw(count, of: selected, cells: nil, seed: 7).rows)
            #expect(drawn == rows(Draw(count, of: selected, cells: nil, seed: 7).rows))
            #expect(smaller.isSubset(of: drawn))
            smaller = drawn
        }
        #expect(
            rows(Draw(100, of: selected, cells: nil, seed: 8).rows)
                != rows(Draw(100, of: selected, cells: nil, seed: 7).rows))
    }

    /// Over many seeds every row is drawn about equally often, and so is every pair of neighbours.
    @Test func isUniform() {
        let selected = RowSet(universe: 40, all: true)
        var single = [Int](repeating: 0, count: 41)
        var pairs = [Int](repeating: 0, count: 40)
        for seed in 0..<4_000 {
            let drawn = rows(Draw(10, of: selected, cells: nil, seed: UInt64(seed)).rows)
            for row in drawn { single[Int(row)] += 1 }
            for row in 1..<40 where drawn.contains(Int64(row)) && drawn.contains(Int64(row + 1)) { pairs[row] += 1 }
        }
        // Standard deviations: 27 of 1,000, and 15 of 231 (4,000 · 10/40 · 9/39).
        for row in 1...40 { #expect(abs(single[row] - 1_000) < 27 * 5, "row \(row): \(single[row])") }
        for row in 1..<40 { #expect(abs(pairs[row] - 231) < 15 * 5, "rows \(row), \(row + 1): \(pairs[row])") }
    }

    @Test func cellsGiveTheirShares() throws {
        var assignment = CellAssignment()
        let names: [SQLValue] = ["b", "a", .null, 3]
        var generator = SeededGenerator(seed: 3)
        var cellOfRow: [SQLValue] = []
        for _ in 1...1_000 {
            let name =
                generator.chance(1, in: 50)
                ? names[2] : names[generator.chance(1, in: 10) ? 3 : generator.chance(1, in: 2) ? 0 : 1]
            cellOfRow.append(name)
            assignment.append([name])
        }
        let draw = Draw(400, of: RowSet(universe: 1_000, all: true), cells: assignment, seed: 1)
        #expect(draw.cells.map { $0.values[0] } == [.null, 3, "a", "b"])
        for cell in draw.cells {
            let available = cellOfRow.count { $0 == cell.values[0] }
            let drawn = rows(draw.rows).count { cellOfRow[Int($0) - 1] == cell.values[0] }
            #expect(cell.available == available && cell.drawn == drawn)
            #expect(cell.shortfall == max(0, 100 - drawn))
        }
        #expect(draw.rows.count == 400)
    }

    @Test func selectionIsThatOfSorting() {
        var generator = SeededGenerator(seed: 5)
        for count in 1...60 {
            let values = (0..<count).map { _ in UInt64.random(in: 0...20, using: &generator) }
            for rank in 1...count {
                var slice = ([99] + values)[1...]
                #expect(Selection.smallest(rank, of: &slice) == values.sorted()[rank - 1])
            }
        }
    }

    @Test func rowSetsAreSets() {
        for universe in [0, 1, 63, 64, 65, 200] as [Int64] {
            let all = RowSet(universe: universe, all: true)
            #expect(all.count == Int(universe) && rows(all).count == Int(universe))
            #expect(!all.contains(0) && !all.contains(universe + 1))
            var some = RowSet(universe: universe, all: false)
            for row in [-1, 0, 1, 64, 64, 65, 1_000] as [Int64] { some.insert(row) }
            #expect(rows(some) == Set([1, 64, 65]).filter { $0 <= universe })
            #expect(some.count == rows(some).count)
        }
    }
}
