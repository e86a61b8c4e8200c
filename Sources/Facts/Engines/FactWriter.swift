/// An engine that writes rows of its table where they lie, so that they never come to one machine.
public protocol FactWriter: FactEngine {
    /// Writes the rows of some combinations of fields as Parquet files, with further columns.
    ///
    /// - Returns: the number of rows.
    /// - Throws: `EngineError`, also where something is at the path already.
    func write(_ request: WriteRequest) throws -> Int64
}

/// Which rows an engine writes, what it adds to them, and where.
public struct WriteRequest: Sendable {
    /// The fields by which rows are chosen.
    public var fields: [OutsideField]
    /// The combinations of their values whose rows are written. Empty fields mean all rows.
    public var combinations: RawTable
    /// Columns that are added, with a value for each combination.
    public var columns: [(name: String, values: RawColumn)]
    /// The share of the rows that is drawn; nil for all. A row is drawn by a hash of its content and the seed, so that
    /// the same call draws the same rows, and equal rows are drawn together.
    public var share: Double?
    public var seed: Int64
    /// As the engine understands it.
    public var path: String

    public init(
        fields: [OutsideField], combinations: RawTable, columns: [(name: String, values: RawColumn)], share: Double?,
        seed: Int64, path: String
    ) {
        self.fields = fields
        self.combinations = combinations
        self.columns = columns
        self.share = share
        self.seed = seed
        self.path = path
    }
}
