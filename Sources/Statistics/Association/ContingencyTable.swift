/// How often the values of one category occur together with those of another.
///
/// Categories are distinguished by the bytes of their text. Categories without counts are ignored.
public struct ContingencyTable: Sendable {
    /// The counts above 0 with their row and column, in a fixed order.
    let cells: [(row: Int, column: Int, count: Double)]
    let rowTotals: [Double]
    let columnTotals: [Double]
    /// The sum of all `cells`.
    let total: Double
    /// The power of two that the cells and totals are the counts times: 1, unless products of the counts would leave
    /// the range of doubles.
    let scale: Double

    /// The number of different first categories.
    public var rowCount: Int { rowTotals.count }
    /// The number of different second categories.
    public var columnCount: Int { columnTotals.count }

    /// Adds up the counts of pairs of categories; a pair may come several times, or not at all.
    ///
    /// `nil` if the columns differ in length, a count is negative, infinite or NaN, or all are zero. Cost: n log n.
    public init?(_ first: [String], _ second: [String], counts: [Double]) {
        guard first.count == second.count, first.count == counts.count,
            counts.allSatisfy({ $0 >= 0 && $0.isFinite }), counts.contains(where: { $0 > 0 })
        else { return nil }
        let powerOfTwo = powerOfTwoScale(counts)
        scale = (0x1p-400...0x1p400).contains(powerOfTwo) ? 1 : powerOfTwo
        let counts = counts.map { [scale] in $0 * scale }
        let kept = counts.indices.filter { counts[$0] > 0 }
        let rows = categoryCodes(kept.map { first[$0] })
        let columns = categoryCodes(kept.map { second[$0] })
        let entries = kept.indices.map { (row: rows[$0], column: columns[$0], count: counts[kept[$0]]) }
            .sorted { ($0.row, $0.column, $0.count) < ($1.row, $1.column, $1.count) }
        var cells: [(row: Int, column: Int, count: Double)] = []
        for entry in entries {
            if let last = cells.last, last.row == entry.row, last.column == entry.column {
                cells[cells.count - 1].count += entry.count
            } else {
                cells.append(entry)
            }
        }
        self.cells = cells
        rowTotals = Self.totals(cells.map { ($0.row, $0.count) })
        columnTotals = Self.totals(cells.map { ($0.column, $0.count) })
        total = CompensatedSum(cells.lazy.map(\.count)).value
    }

    private static func totals(_ counts: [(code: Int, count: Double)]) -> [Double] {
        var sums = [CompensatedSum](repeating: CompensatedSum(), count: (counts.map(\.code).max() ?? -1) + 1)
        for (code, count) in counts { sums[code].add(count) }
        return sums.map(\.value)
    }

    /// The sum of a term over all cells, empty ones too: `term` for a count and what would be expected without
    /// association, and the difference of both to its last digits; for an empty cell the term is what is expected.
    func sum(_ term: (_ count: Double, _ expected: Double, _ difference: Double) -> Double) -> Double {
        var sum = CompensatedSum()
        var seenInRow = [CompensatedSum](repeating: CompensatedSum(), count: rowTotals.count)
        for cell in cells {
            let (row, column) = (rowTotals[cell.row], columnTotals[cell.column])
            let difference = differenceOfProducts(cell.count, total, row, column) / total
            sum.add(term(cell.count, row / total * column, difference))
            seenInRow[cell.row].add(column)
        }
        // For each row the total expectation of its empty cells; a full row has none, whatever the rounding.
        let cellsInRow = cells.reduce(into: [Int](repeating: 0, count: rowTotals.count)) { $0[$1.row] += 1 }
        for row in rowTotals.indices where cellsInRow[row] < columnTotals.count {
            sum.add(rowTotals[row] / total * (total - seenInRow[row].value))
        }
        return sum.value
    }
}

/// A code for each label, from 0 in the order of their bytes: equal labels share one.
func categoryCodes(_ labels: [String]) -> [Int] {
    let order = labels.indices.sorted { labels[$0].utf8.lexicographicallyPrecedes(labels[$1].utf8) }
    var codes = [Int](repeating: 0, count: labels.count)
    var code = 0
    for (position, index) in order.enumerated() {
        // Swift's own comparison of texts also equates canonically equivalent ones.
        if position > 0, !labels[order[position - 1]].utf8.elementsEqual(labels[index].utf8) { code += 1 }
        codes[index] = code
    }
    return codes
}
