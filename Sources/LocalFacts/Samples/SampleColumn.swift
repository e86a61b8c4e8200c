/// A column of the samples that a ``SampleReader`` reads.
public struct SampleColumn: Sendable, Hashable {
    /// What a sample has of the column.
    public enum Kind: Sendable, Hashable {
        /// A code, 0 for null.
        case code
        /// Any number of distinct codes.
        case list
        case integer
        case real
        case text
    }

    public var name: String
    public var kind: Kind
    public var description: String
}
