/// The schema of a file: as a tree of groups and leaves, and as the fields that these represent.
public struct Schema: Sendable, Hashable {
    /// A tree deeper than this is refused. It keeps recursion shallow and a level in a byte.
    public static let maximumDepth = 100

    public let root: SchemaNode
    public let leaves: [LeafColumn]
    /// The columns as users see them: lists and maps without the groups that encode them. No two of a group have one
    /// name: the second of that name is `name_2`.
    public let fields: [SchemaField]

    /// The tree that `elements` spell, depth first.
    public init(_ elements: [SchemaElement]) throws(ParquetProblem) {
        var builder = SchemaBuilder(elements: elements)
        root = try builder.tree()
        leaves = builder.leaves
        fields = SchemaField.all(of: root.children)
    }

    /// The leaf column of that path, if there is one.
    public func leaf(path: [String]) -> LeafColumn? { leaves.first { $0.path == path } }
}
