import SQLite

/// The rows that a relation gives to a statement, one after another.
protocol Scan: AnyObject {
    /// There is no current row.
    var isAtEnd: Bool { get }
    /// A number of the current row, different for each.
    var rowID: Int64 { get }
    func next() throws
    /// Puts a column of the current row, by its position in the relation.
    func column(_ position: Int, into result: ResultContext) throws
}
