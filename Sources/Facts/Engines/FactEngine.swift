/// What groups and reads the rows of a table that lies outside the store.
///
/// An engine only groups by fields and counts, so that no difference between the dialects of engines can change an
/// answer: all comparing, mapping and adding up is done by the program, on what the engine returns.
public protocol FactEngine: AnyObject {
    /// What statistics and messages call it: `spark`.
    var name: String { get }
    /// Whether two requests for the same rows get the same rows.
    var readsRowsInOneOrder: Bool { get }
    /// How many rows a statement may read one by one; nil for any number.
    var rowLimit: Int64? { get }

    /// The fields of the table, members of structures included.
    ///
    /// - Throws: `EngineError`.
    func fields() throws -> [OutsideFieldDescription]

    /// What identifies the present state of the table; another state has another text.
    ///
    /// - Throws: `EngineError`.
    func snapshot() throws -> String

    /// The combinations of fields that occur, with their counts; the order is not defined.
    ///
    /// - Throws: `EngineError`.
    func groups(_ query: GroupQuery) throws -> RowGroups

    /// Consecutive rows.
    ///
    /// - Throws: `EngineError`.
    func rows(_ query: RowQuery) throws -> RawTable

    /// The bytes that came back until now; nil if they cross no connection.
    var receivedByteCount: Int64? { get }

    /// The statement that the engine runs for a request, for `.explain`.
    func statement(for query: GroupQuery) -> String
}

extension FactEngine {
    public var receivedByteCount: Int64? { nil }

    /// The combinations of a query, from the table of a cube if one is given, and what they cost.
    ///
    /// - Throws: `EngineError`.
    public func measuredGroups(
        _ query: GroupQuery, in cube: (engine: any CubeEngine, table: CubeTable)? = nil
    ) throws -> (groups: RowGroups, use: EngineUse) {
        let start = ContinuousClock.now
        let before = receivedByteCount
        let groups = try cube.map { try $0.engine.groups(query, in: $0.table) } ?? self.groups(query)
        let elapsed = (ContinuousClock.now - start).components
        let use = EngineUse(
            engine: name,
            statement: cube.map { "\($0.table.name): \($0.engine.statement(for: query, in: $0.table))" }
                ?? statement(for: query),
            groupCount: groups.counts.count,
            byteCount: receivedByteCount.map { $0 - (before ?? 0) },
            seconds: Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18)
        return (groups, use)
    }
}

/// Which engine reads an outside table, and where the table is.
public struct EngineLocation: Hashable, Sendable {
    /// The engine's name.
    public var engine: String
    /// The address of a server; nil for a table of the store's own file.
    public var address: String?
    /// The table as the engine names it, or paths of Parquet files.
    public var table: String
    /// Whether `table` is paths of Parquet files.
    public var isParquet: Bool

    public init(engine: String, address: String? = nil, table: String, isParquet: Bool = false) {
        self.engine = engine
        self.address = address
        self.table = table
        self.isParquet = isParquet
    }
}
