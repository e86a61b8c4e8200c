/// The progress of making a text index.
public struct TextIndexProgress: Sendable {
    public var column: String
    /// Row groups done, and all that this call has to do.
    public var done: Int
    public var total: Int
    public var rows: Int64
    public var elapsed: Duration
}
