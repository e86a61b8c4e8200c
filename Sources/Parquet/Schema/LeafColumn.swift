/// A column that has values: a leaf of the schema tree.
public struct LeafColumn: Sendable, Hashable {
    /// Its number among the leaves, which is that of its column chunk in each row group.
    public let index: Int
    /// The names from below the root down to the leaf.
    public let path: [String]
    public let type: PhysicalType
    /// The bytes of a value if all values have the same size, which holds for all types except boolean and byte array;
    /// else 0.
    public let width: Int
    public let logicalType: LogicalType?
    public let repetition: Repetition
    /// The definition level of an entry that has a value.
    public let maximumDefinitionLevel: Int
    public let maximumRepetitionLevel: Int

    /// The path with dots between the names.
    public var dottedPath: String { path.joined(separator: ".") }
}
