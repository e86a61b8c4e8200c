import SQLite

/// Gives each combination of the used columns as many times as there are samples of it, for a statement that is not
/// rewritten and whose answer does not depend on the order of rows.
///
/// No sample is read: a row costs a step from one repetition to the next.
final class RepeatedCellScan: Scan {
    private let cells: CellScan
    /// The samples of each cell, in the order in which `cells` gives them; none is 0.
    private let counts: [Int64]
    private var place = 0
    /// The repetitions of the current cell that are still to come, this one too.
    private var left: Int64
    private(set) var rowID: Int64 = 0

    init(_ cells: CellScan, counts: [Int64]) {
        self.cells = cells
        self.counts = counts
        left = counts.first ?? 0
    }

    var isAtEnd: Bool { cells.isAtEnd }

    func next() {
        rowID += 1
        left -= 1
        guard left == 0 else { return }
        cells.next()
        place += 1
        if place < counts.count { left = counts[place] }
    }

    func column(_ position: Int, into result: ResultContext) throws { try cells.column(position, into: result) }
}
