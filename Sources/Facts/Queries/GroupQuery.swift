/// A request for the distinct combinations of some fields, each with its number of rows, and totals of numbers.
public struct GroupQuery: Hashable, Sendable {
    public var fields: [OutsideField]
    /// Fields of numbers that are added up.
    public var sums: [OutsideField]

    public init(_ fields: [OutsideField], sums: [OutsideField] = []) {
        self.fields = fields
        self.sums = sums
    }
}

/// The total of a field over the rows of each combination.
public struct RawSum: Sendable, Equatable {
    /// Of integers or doubles; null where no row has a number.
    public var totals: RawColumn
    /// The rows that have a number.
    public var known: [Int64]

    public init(totals: RawColumn, known: [Int64]) {
        self.totals = totals
        self.known = known
    }
}

/// The combinations that a `GroupQuery` asks for.
public struct RowGroups: Sendable, Equatable {
    /// The values of the fields, in the order of the query.
    public var table: RawTable
    /// For each combination its number of rows.
    public var counts: [Int64]
    /// In the order of the query.
    public var sums: [RawSum]

    public init(table: RawTable, counts: [Int64], sums: [RawSum] = []) {
        self.table = table
        self.counts = counts
        self.sums = sums
    }

    /// The rows of the outside table.
    public var rowCount: Int64 { counts.reduce(0, +) }
}
