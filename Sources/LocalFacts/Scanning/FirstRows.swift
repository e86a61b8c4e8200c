import CSQLite
import SQLite

/// Asks a scan for the first rows of each combination of columns with codes, by a number or by their ids.
///
/// These are all rows that a `limit` or a `row_number()` can keep, if what it orders by and the conditions depend on
/// these columns, the number and the id alone.
struct FirstRows: Equatable {
    /// A number that comes before the ids in the order.
    struct Number: Equatable {
        /// Name of a column of the relation: a length or a measure.
        var column: String
        var isDescending: Bool
    }

    /// Rows of each combination.
    var count: Int
    /// Whether the rows with the greatest ids are wanted.
    var isDescending: Bool
    var number: Number?
    /// Whether the id decides between rows of the same number. If it does not, all of them are wanted.
    var isDecidedByID = true
    /// Names of columns of the relation.
    var columns: [String]

    /// As the hidden column takes it.
    var encoded: String {
        let order = [FirstRows.direction(isDescending), isDecidedByID ? "id" : ""]
        let number = [number?.column ?? "", FirstRows.direction(number?.isDescending == true)]
        return ([String(count)] + order + number + columns).joined(separator: "\n")
    }

    private static func direction(_ isDescending: Bool) -> String { isDescending ? "desc" : "asc" }

    init(count: Int, isDescending: Bool, columns: [String], number: Number? = nil, isDecidedByID: Bool = true) {
        (self.count, self.isDescending, self.columns) = (count, isDescending, columns)
        (self.number, self.isDecidedByID) = (number, isDecidedByID)
    }

    /// Nil if the text is not one that `encoded` made.
    init?(encoded: String) {
        let parts = encoded.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let directions = ["asc", "desc"]
        guard parts.count >= 5, let count = Int(parts[0]), count >= 0, directions.contains(parts[1]),
            directions.contains(parts[4])
        else { return nil }
        self.init(
            count: count, isDescending: parts[1] == "desc", columns: Array(parts.dropFirst(5)),
            number: parts[3].isEmpty ? nil : Number(column: parts[3], isDescending: parts[4] == "desc"),
            isDecidedByID: parts[2] == "id")
    }
}
