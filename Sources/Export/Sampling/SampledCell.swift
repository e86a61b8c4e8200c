import SQLite
import Warehouse

/// A combination of values in a balanced sample.
public struct SampledCell: Sendable {
    public var values: [SQLValue]
    public var available: Int
    public var drawn: Int
    /// How many it gave less than the even share.
    public var shortfall: Int
}
