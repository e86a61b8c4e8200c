/// What a statement asks of a relation, as SQLite's planner tells it: the columns it uses and the comparisons that the
/// relation may apply. Written to a string by `xBestIndex` and read back by `xFilter`.
struct ScanRequest: Equatable {
    struct Constraint: Equatable {
        var column: Int
        var comparison: Int32
        /// The right-hand side is a list, given at once.
        var isList: Bool
    }

    /// A column that the cells, or the id that the rows, are to be ordered by.
    struct Order: Equatable {
        var column: Int
        var isDescending: Bool
    }

    /// Positions of the used columns in the relation.
    var columns: [Int]
    /// In the order in which SQLite passes the right-hand sides.
    var constraints: [Constraint]
    /// In order of priority; empty if SQLite sorts.
    var order: [Order]
    /// The number of rows that are probably wanted in random order; nil if the rows come in their own order.
    var drawnCount: Int?

    init(columns: [Int], constraints: [Constraint], order: [Order] = [], drawnCount: Int? = nil) {
        self.columns = columns
        self.constraints = constraints
        self.order = order
        self.drawnCount = drawnCount
    }

    var encoded: String {
        let columns = columns.map(String.init).joined(separator: ",")
        let constraints = constraints.map { "\($0.column) \($0.comparison) \($0.isList ? 1 : 0)" }
        let order = order.map { "\($0.column) \($0.isDescending ? 1 : 0)" }
        let drawn = drawnCount.map(String.init) ?? ""
        return [columns, constraints.joined(separator: ","), order.joined(separator: ","), drawn].joined(separator: "|")
    }

    /// Nil if the string is not one that `encoded` made.
    init?(encoded: String) {
        let parts = encoded.split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        columns = parts[0].split(separator: ",").compactMap { Int($0) }
        constraints = []
        for text in parts[1].split(separator: ",") {
            let numbers = text.split(separator: " ").compactMap { Int32($0) }
            guard numbers.count == 3 else { return nil }
            constraints.append(
                Constraint(column: Int(numbers[0]), comparison: numbers[1], isList: numbers[2] == 1))
        }
        order = []
        for text in parts[2].split(separator: ",") {
            let numbers = text.split(separator: " ").compactMap { Int($0) }
            guard numbers.count == 2 else { return nil }
            order.append(Order(column: numbers[0], isDescending: numbers[1] == 1))
        }
        drawnCount = Int(parts[3])
    }
}
