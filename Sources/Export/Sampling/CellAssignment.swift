import SQLite
import Warehouse

/// Rows by the values of some columns: each combination that occurs is a cell.
struct CellAssignment {
    /// The values of each cell, in the order of their first occurrence.
    private(set) var values: [[SQLValue]] = []
    /// The cell of each row.
    private(set) var cellOfRow: [UInt32] = []
    private(set) var rowCounts: [Int] = []
    private var cellOfValues: [[SQLValue]: UInt32] = [:]

    /// Adds a row with these values.
    mutating func append(_ row: [SQLValue]) { append(cell: cell(of: row)) }

    /// Adds a row of a cell that `cell(of:)` gave.
    mutating func append(cell: UInt32) {
        cellOfRow.append(cell)
        rowCounts[Int(cell)] += 1
    }

    /// The cell of some values; a new cell at their first occurrence.
    mutating func cell(of row: [SQLValue]) -> UInt32 {
        if let cell = cellOfValues[row] { return cell }
        let cell = UInt32(values.count)
        values.append(row)
        rowCounts.append(0)
        cellOfValues[row] = cell
        return cell
    }
}
