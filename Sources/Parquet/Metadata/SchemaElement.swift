/// A node of the schema tree as it is in the footer.
public struct SchemaElement: Sendable, Hashable {
    public var name: String
    /// Of a leaf.
    public var type: PhysicalType?
    /// The bytes of a value of ``PhysicalType/fixedLengthByteArray``.
    public var typeLength: Int32?
    /// Of all nodes but the root.
    public var repetition: Repetition?
    /// Of a group.
    public var childCount: Int32?
    public var convertedType: ConvertedType?
    public var scale: Int32?
    public var precision: Int32?
    public var fieldID: Int32?
    public var logicalType: LogicalType?

    public init(
        name: String, type: PhysicalType? = nil, typeLength: Int32? = nil, repetition: Repetition? = nil,
        childCount: Int32? = nil, convertedType: ConvertedType? = nil, scale: Int32? = nil, precision: Int32? = nil,
        fieldID: Int32? = nil, logicalType: LogicalType? = nil
    ) {
        self.name = name
        self.type = type
        self.typeLength = typeLength
        self.repetition = repetition
        self.childCount = childCount
        self.convertedType = convertedType
        self.scale = scale
        self.precision = precision
        self.fieldID = fieldID
        self.logicalType = logicalType
    }
}

extension SchemaElement: ThriftStructure {
    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var element = SchemaElement(name: "")
        var name: String?
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: element.type = try PhysicalType(reading: field, from: &reader)
            case 2: element.typeLength = try reader.int32(field)
            case 3: element.repetition = try Repetition(reading: field, from: &reader)
            case 4: name = try reader.string(field)
            case 5: element.childCount = try reader.int32(field)
            case 6: element.convertedType = try reader.enumeration(field)
            case 7: element.scale = try reader.int32(field)
            case 8: element.precision = try reader.int32(field)
            case 9: element.fieldID = try reader.int32(field)
            case 10: element.logicalType = try reader.structure(field)
            default: try reader.skip(field)
            }
        }
        element.name = try Self.required(name, "name")
        self = element
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, type?.rawValue)
        writer.field(2, typeLength)
        writer.field(3, repetition?.rawValue)
        writer.field(4, name)
        writer.field(5, childCount)
        writer.field(6, convertedType)
        writer.field(7, scale)
        writer.field(8, precision)
        writer.field(9, fieldID)
        writer.field(10, logicalType)
    }
}
