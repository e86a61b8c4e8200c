/// An engine that keeps combinations as a table beside the outside one, so that later questions on some of its fields
/// need not read the rows.
public protocol CubeEngine: FactEngine {
    /// Writes the table of a cube, in place of one that was written before. A table that is no cube is never replaced.
    ///
    /// - Returns: the number of combinations.
    /// - Throws: `EngineError`.
    func write(_ cube: CubeTable) throws -> Int64

    /// As `groups(_:)`, from the table of a cube that holds the query. Rows of another stamp are not counted.
    ///
    /// - Throws: `EngineError`.
    func groups(_ query: GroupQuery, in cube: CubeTable) throws -> RowGroups

    func statement(for query: GroupQuery, in cube: CubeTable) -> String
}
