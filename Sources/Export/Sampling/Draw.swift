import SQLite
import Warehouse

/// A sample of rows, drawn by a seed, uniform and without replacement within each cell.
///
/// Every row has its own random number, and a cell gives the rows with the smallest. So a draw contains every smaller
/// draw with the same seed, and rows that are loaded later do not reshuffle the others.
struct Draw {
    var rows: RowSet
    /// One for each combination of values, in the order of the values; one without values where none were asked for.
    var cells: [SampledCell]

    /// - Parameters:
    ///   - count: the number of rows wanted.
    ///   - assignment: the cells of `rows`, nil for a plain sample.
    /// - Complexity: O(rows), and 12 bytes of memory a row.
    init(_ count: Int, of rows: RowSet, cells assignment: CellAssignment?, seed: UInt64) {
        let sizes = assignment?.rowCounts ?? [rows.count]
        let ranking = SeededKey(seed: seed, .cell)
        let names = assignment?.values ?? [[]]
        let ascending = names.indices.sorted { Draw.precedes(names[$0], names[$1]) }
        // By the order of the values: the order of first occurrence is meaningless.
        var ranks = [UInt64](repeating: 0, count: names.count)
        for (place, cell) in ascending.enumerated() { ranks[cell] = ranking.key(of: Int64(place)) }
        let quotas = WaterFilling.quotas(total: count, sizes: sizes, ranks: ranks)

        let thresholds = Draw.thresholds(rows, assignment, sizes: sizes, quotas: quotas, seed: seed)
        let keys = SeededKey(seed: seed, .sample)
        var drawn = RowSet(universe: rows.universe, all: false)
        for (index, row) in rows.rows(in: 1..<rows.universe + 1).enumerated() {
            let cell = assignment.map { Int($0.cellOfRow[index]) } ?? 0
            if quotas[cell] > 0, keys.key(of: row) <= thresholds[cell] { drawn.insert(row) }
        }
        self.rows = drawn
        let share = names.isEmpty ? 0 : count / names.count
        cells = ascending.map { cell in
            SampledCell(
                values: names[cell], available: sizes[cell], drawn: quotas[cell],
                shortfall: max(0, share - quotas[cell]))
        }
    }

    /// The greatest random number of each cell that is still drawn.
    private static func thresholds(
        _ rows: RowSet, _ assignment: CellAssignment?, sizes: [Int], quotas: [Int], seed: UInt64
    ) -> [UInt64] {
        var starts: [Int] = [0]
        for size in sizes { starts.append((starts.last ?? 0) + size) }
        var keysByCell = [UInt64](repeating: 0, count: rows.count)
        var next = starts
        let keys = SeededKey(seed: seed, .sample)
        for (index, row) in rows.rows(in: 1..<rows.universe + 1).enumerated() {
            let cell = assignment.map { Int($0.cellOfRow[index]) } ?? 0
            keysByCell[next[cell]] = keys.key(of: row)
            next[cell] += 1
        }
        return quotas.indices.map { cell in
            guard quotas[cell] > 0 else { return 0 }
            return Selection.smallest(quotas[cell], of: &keysByCell[starts[cell]..<starts[cell + 1]])
        }
    }

    /// Null first, then numbers, then texts, as SQL orders.
    private static func precedes(_ one: [SQLValue], _ other: [SQLValue]) -> Bool {
        for (left, right) in zip(one, other) where left != right { return left.precedes(right) }
        return false
    }
}

extension SQLValue {
    fileprivate func precedes(_ other: SQLValue) -> Bool {
        switch (self, other) {
        case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
        case (.blob(let left), .blob(let right)): left.lexicographicallyPrecedes(right)
        default:
            if let left = number, let right = other.number { left < right } else { rank < other.rank }
        }
    }

    private var rank: Int {
        switch self {
        case .null: 0
        case .integer, .real: 1
        case .text: 2
        case .blob: 3
        }
    }
}
