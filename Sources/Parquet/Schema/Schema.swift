/// The schema of a file: as a tree of groups and leaves, and as the fields that these represent.
public struct Schema: Sendable, Hashable {
    /// A tree deeper than this is refused. It keeps recursion shallow and a level in a byte.
    public static let maximumDepth = 100

    public let root: SchemaNode
    public let leaves: [LeafColumn]
    /// The columns as users see them: lists and maps without the groups that encode them.
    public let fields: [SchemaField]

    /// The tree that `elements` spell, depth first.
    public init(_ elements: [SchemaElement]) throws(ParquetProblem) {
        var builder = SchemaBuilder(elements: elements)
        root = try builder.tree()
        leaves = builder.leaves
        fields = root.children.map(SchemaField.init(node:))
    }

    /// The leaf column of that path, if there is one.
    public func leaf(path: [String]) -> LeafColumn? { leaves.first { $0.path == path } }
}
