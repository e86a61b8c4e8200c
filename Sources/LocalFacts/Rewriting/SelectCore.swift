import SQLite

/// One `select … from … where … group by … having …`, as ranges of tokens.
struct SelectCore {
    /// A column of the result.
    struct Item {
        var expression: Range<Int>
        var alias: SQLName?
    }

    var isDistinct = false
    var items: [Item] = []
    var from: Range<Int>?
    var condition: Range<Int>?
    var groupBy: [Range<Int>] = []
    var having: Range<Int>?
    /// A `window` clause.
    var windows: Range<Int>?

    /// Its clauses that are expressions, except those of `from`.
    var expressions: [Range<Int>] {
        items.map(\.expression) + groupBy + [condition, having, windows].compactMap(\.self)
    }
}

/// A `select` statement or sub-query with all of its parts.
struct SelectQuery {
    /// Where a query is in the statement.
    enum Place {
        /// The statement itself, a named step or a table of `from`: it cannot name columns of another query.
        case apart
        /// A part of an expression, in which columns of the queries around it may be named.
        case expression
    }

    /// A named step of `with`.
    struct Step {
        var name: SQLName
        /// The tokens of its query.
        var query: Range<Int>
        /// Whether it names its columns: `counted(stage, total) as (…)`.
        var namesColumns: Bool
    }

    var place: Place
    var range: Range<Int>
    /// More than one of a compound.
    var cores: [SelectCore] = []
    /// Between two cores each: `union`, `union all`, `intersect` or `except`.
    var operators: [String] = []
    var orderBy: [Range<Int>] = []
    var limit: Range<Int>?
    var steps: [Step] = []

    /// Whether every part of a compound is joined by `union all`.
    var keepsAllRows: Bool { operators.allSatisfy { $0 == "union all" } }
}
