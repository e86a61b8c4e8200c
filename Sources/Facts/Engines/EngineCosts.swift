/// What an engine has done for a table until now, all statements together.
public struct EngineCosts: Sendable, Equatable {
    /// The engine's name.
    public var engine: String
    public var statementCount = 0
    /// Combinations that came back.
    public var groupCount = 0
    /// Bytes that came back; nil if they crossed no connection.
    public var byteCount: Int64?
    public var seconds = 0.0

    public init(engine: String) { self.engine = engine }

    public mutating func add(_ use: EngineUse) {
        statementCount += 1
        groupCount += use.groupCount
        if let bytes = use.byteCount { byteCount = (byteCount ?? 0) + bytes }
        seconds += use.seconds
    }
}
