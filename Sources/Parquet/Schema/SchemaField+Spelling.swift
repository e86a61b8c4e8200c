extension SchemaField {
    /// The fields that the nodes of a group stand for.
    static func all(of nodes: [SchemaNode]) -> [SchemaField] {
        let names = DistinctNames.of(nodes.map(\.name))
        return zip(nodes, names).map { SchemaField(node: $0, name: $1) }
    }

    /// The field that a node stands for.
    private init(node: SchemaNode, name: String? = nil) {
        guard node.repetition == .repeated else {
            self.init(once: node, name: name)
            return
        }
        // A repeated field outside a list is a list that cannot be null.
        self.init(
            name: name ?? node.name, isOptional: false, definitionLevel: node.definitionLevel - 1, logicalType: .list,
            content: .list(
                element: SchemaField(once: node), definitionLevel: node.definitionLevel,
                repetitionLevel: node.repetitionLevel))
    }

    /// The field that one occurrence of a node stands for.
    private init(once node: SchemaNode, name: String? = nil) {
        self.name = name ?? node.name
        isOptional = node.repetition == .optional
        definitionLevel = node.definitionLevel
        logicalType = node.logicalType
        content = Self.content(of: node)
    }

    private static func content(of node: SchemaNode) -> Content {
        switch node.content {
        case .leaf(let index): return .leaf(index)
        case .group(let children):
            if let only = children.first, children.count == 1, only.repetition == .repeated {
                if node.logicalType == .list { return list(spelledBy: only, in: node) }
                if node.logicalType == .map, let map = map(spelledBy: only) { return map }
            }
            return .structure(all(of: children))
        }
    }

    private static func list(spelledBy repeated: SchemaNode, in node: SchemaNode) -> Content {
        var element = SchemaField(once: repeated)
        if case .group(let children) = repeated.content, let only = children.first, children.count == 1,
            only.repetition != .repeated, repeated.name != "array", repeated.name != "\(node.name)_tuple",
            repeated.logicalType == nil
        {
            element = SchemaField(once: only)
        }
        return .list(
            element: element, definitionLevel: repeated.definitionLevel, repetitionLevel: repeated.repetitionLevel)
    }

    private static func map(spelledBy pairs: SchemaNode) -> Content? {
        guard case .group(let children) = pairs.content, let key = children.first, 1...2 ~= children.count else {
            return nil
        }
        return .map(
            key: SchemaField(node: key), value: children.count == 2 ? SchemaField(node: children[1]) : nil,
            definitionLevel: pairs.definitionLevel, repetitionLevel: pairs.repetitionLevel)
    }
}
