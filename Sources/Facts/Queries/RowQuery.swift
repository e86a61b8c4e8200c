/// A request for some consecutive rows of an outside table, in the engine's own order.
public struct RowQuery: Hashable, Sendable {
    public var fields: [OutsideField]
    /// The places of the rows, counted from 0.
    public var rows: Range<Int64>

    public init(_ fields: [OutsideField], rows: Range<Int64>) {
        self.fields = fields
        self.rows = rows
    }
}
