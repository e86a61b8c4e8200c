/// Makes the schema tree from its elements, which are not trusted.
struct SchemaBuilder {
    let elements: [SchemaElement]
    private(set) var leaves: [LeafColumn] = []
    private var next = 0

    init(elements: [SchemaElement]) { self.elements = elements }

    mutating func tree() throws(ParquetProblem) -> SchemaNode {
        guard let first = elements.first else { throw .schemaEmpty }
        next = 1
        let children = try children(of: first, path: [], definition: 0, repetition: 0)
        guard next == elements.count else { throw .schemaLeftOver(elements: elements.count, used: next) }
        return SchemaNode(
            name: first.name, repetition: .required, definitionLevel: 0, repetitionLevel: 0, logicalType: nil,
            isKeyValueGroup: false, fieldID: first.fieldID, content: .group(children))
    }

    private mutating func children(
        of element: SchemaElement, path: [String], definition: Int, repetition: Int
    ) throws(ParquetProblem) -> [SchemaNode] {
        let count = Int(element.childCount ?? 0)
        guard path.count < Schema.maximumDepth else { throw .schemaTooDeep(limit: Schema.maximumDepth) }
        guard count >= 0, count <= elements.count - next else { throw .schemaTruncated(elements: elements.count) }
        var children: [SchemaNode] = []
        for _ in 0..<count {
            children.append(try node(below: path, definition: definition, repetition: repetition))
        }
        return children
    }

    private mutating func node(
        below path: [String], definition: Int, repetition: Int
    ) throws(ParquetProblem) -> SchemaNode {
        guard next < elements.count else { throw .schemaTruncated(elements: elements.count) }
        let element = elements[next]
        next += 1
        guard let kind = element.repetition else { throw .schemaNoRepetition(node: element.name) }
        let path = path + [element.name]
        let definition = definition + (kind == .required ? 0 : 1)
        let repetition = repetition + (kind == .repeated ? 1 : 0)
        let logicalType = element.meaning
        let content: SchemaNode.Content
        if (element.childCount ?? 0) > 0 {
            content = .group(
                try children(of: element, path: path, definition: definition, repetition: repetition))
        } else if let type = element.type {
            content = .leaf(leaves.count)
            leaves.append(
                LeafColumn(
                    index: leaves.count, path: path, type: type, width: try Self.width(of: element, type),
                    logicalType: logicalType, repetition: kind, maximumDefinitionLevel: definition,
                    maximumRepetitionLevel: repetition))
        } else if element.childCount != nil {
            throw .schemaEmptyGroup(node: element.name)
        } else {
            throw .schemaNoType(node: element.name)
        }
        return SchemaNode(
            name: element.name, repetition: kind, definitionLevel: definition, repetitionLevel: repetition,
            logicalType: logicalType, isKeyValueGroup: element.convertedType == .mapKeyValue,
            fieldID: element.fieldID, content: content)
    }

    private static func width(of element: SchemaElement, _ type: PhysicalType) throws(ParquetProblem) -> Int {
        switch type {
        case .boolean, .byteArray: return 0
        case .int32, .float: return 4
        case .int64, .double: return 8
        case .int96: return 12
        case .fixedLengthByteArray:
            guard let length = element.typeLength, length > 0 else {
                throw .schemaTypeLength(node: element.name, length: element.typeLength)
            }
            return Int(length)
        }
    }
}
