import SQLite
import Warehouse

/// The last result, or its beginning, kept for `.chart`.
struct KeptResult {
    /// More cells are not kept.
    static let cellLimit = 500_000

    let columns: [String]
    private(set) var rows: [[SQLValue]] = []

    init(columns: [String]) { self.columns = columns }

    /// No more rows are kept.
    var isFull: Bool { (rows.count + 1) * max(1, columns.count) > KeptResult.cellLimit }

    mutating func keep(_ row: [SQLValue]) { rows.append(row) }
}
