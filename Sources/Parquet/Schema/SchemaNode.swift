/// A node of the schema tree with its levels.
public struct SchemaNode: Sendable, Hashable {
    public enum Content: Sendable, Hashable {
        case group([SchemaNode])
        /// The number of a column in ``Schema/leaves``.
        case leaf(Int)
    }

    public let name: String
    /// Of the root, required.
    public let repetition: Repetition
    /// The levels of an entry in which the node itself is present.
    public let definitionLevel: Int
    public let repetitionLevel: Int
    /// Derived from the converted type if there is no logical one; nil if the stored values cannot have that meaning.
    public let logicalType: LogicalType?
    /// The deprecated annotation of the groups in a map.
    public let isKeyValueGroup: Bool
    public let fieldID: Int32?
    public let content: Content

    /// The fields of a group, none of a leaf.
    public var children: [SchemaNode] {
        if case .group(let children) = content { children } else { [] }
    }

    /// The numbers of the leaf columns at and below the node.
    public var leaves: [Int] {
        switch content {
        case .leaf(let index): [index]
        case .group(let children): children.flatMap(\.leaves)
        }
    }
}
