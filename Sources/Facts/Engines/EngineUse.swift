/// A statement that an engine ran, and what it cost.
public struct EngineUse: Sendable, Equatable {
    /// The engine's name.
    public var engine: String
    public var statement: String
    /// Combinations that came back.
    public var groupCount: Int
    /// Bytes that came back; nil if they crossed no connection.
    public var byteCount: Int64?
    public var seconds: Double
}
