import SQLite

/// Rows that come one by one, as those of a statement.
public protocol RowSource: AnyObject {
    var columnNames: [String] { get }

    /// Goes to the next row; false at the end.
    ///
    /// - Throws: `SQLError`.
    func step() throws -> Bool

    /// The current row.
    func row() -> [SQLValue]
}

extension Statement: RowSource {}

/// Rows that are there already.
public final class HeldRows: RowSource {
    public let columnNames: [String]
    private let rows: [[SQLValue]]
    private var next = 0

    public init(columns: [String], rows: [[SQLValue]]) {
        columnNames = columns
        self.rows = rows
    }

    public func step() -> Bool {
        next += 1
        return next <= rows.count
    }

    public func row() -> [SQLValue] { rows[next - 1] }
}
