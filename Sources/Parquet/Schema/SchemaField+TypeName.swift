extension Schema {
    /// The type of a field as people write it: `string`, `decimal(10, 2)`, `list<struct<a: int64>>`.
    public func typeName(of field: SchemaField) -> String {
        switch field.content {
        case .leaf(let index): leaves[index].typeName
        case .structure(let fields):
            "struct<\(fields.map { "\($0.name): \(typeName(of: $0))" }.joined(separator: ", "))>"
        case .list(let element, _, _): "list<\(typeName(of: element))>"
        case .map(let key, let value, _, _): "map<\(typeName(of: key)), \(value.map(typeName) ?? "null")>"
        }
    }
}

extension LeafColumn {
    /// The type as people write it.
    public var typeName: String { logicalType?.leafName ?? physicalName }

    private var physicalName: String {
        switch type {
        case .boolean: "bool"
        case .int32: "int32"
        case .int64: "int64"
        case .int96: "timestamp[ns]"
        case .float: "float"
        case .double: "double"
        case .byteArray: "binary"
        case .fixedLengthByteArray: "binary[\(width)]"
        }
    }
}

extension LogicalType {
    /// The name of the type of a leaf; nil if only its stored type is known.
    fileprivate var leafName: String? {
        switch self {
        case .string: "string"
        case .enum: "enum"
        case .json: "json"
        case .bson: "bson"
        case .uuid: "uuid"
        case .date: "date"
        case .interval: "interval"
        case .float16: "float16"
        case .null: "null"
        case .decimal(let scale, let precision): "decimal(\(precision), \(scale))"
        case .integer(let bitWidth, let isSigned): "\(isSigned ? "int" : "uint")\(bitWidth)"
        case .time(let unit, _): "time[\(unit.symbol)]"
        case .timestamp(let unit, let isAdjusted): "timestamp[\(unit.symbol)\(isAdjusted ? ", UTC" : "")]"
        case .geometry: "geometry"
        case .geography: "geography"
        case .list, .map, .variant, .unknown: nil
        }
    }
}

extension TimeUnit {
    /// ms, us or ns.
    public var symbol: String {
        switch self {
        case .milliseconds: "ms"
        case .microseconds: "us"
        case .nanoseconds: "ns"
        }
    }
}
