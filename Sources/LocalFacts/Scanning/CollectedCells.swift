import CSQLite
import Columns
import SQLite

/// The cells of the scan of a query of ids. SQLite accepts some of them.
final class CollectedCells {
    struct Cells {
        var counter: CellCounter
        var cells: CollapsedCells
        var interners: [Int: ValueInterner]
    }

    /// Nil if the query was not scanned, since no row could pass.
    private(set) var taken: Cells?

    /// - Throws: `SQLError` if the query was scanned twice: the numbers of its cells then mean two things.
    func take(_ cells: Cells) throws {
        guard taken == nil else { throw SQLError(code: SQLITE_INTERNAL, message: "a query of ids was scanned twice") }
        taken = cells
    }
}
