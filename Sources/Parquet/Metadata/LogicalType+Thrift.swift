extension LogicalType: ThriftStructure {
    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var type: LogicalType?
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            guard field.type == .structure else { return try reader.skip(field) }
            type = try Self.member(field, &reader)
        }
        self = try Self.required(type, "a member")
    }

    private static func member(
        _ field: ThriftField, _ reader: inout CompactReader
    ) throws(ParquetProblem) -> LogicalType {
        switch field.id {
        case 5:
            let parameters: DecimalParameters = try reader.structure(field)
            return .decimal(scale: parameters.scale, precision: parameters.precision)
        case 7, 8:
            let parameters: TimeParameters = try reader.structure(field)
            return field.id == 7
                ? .time(unit: parameters.unit, isAdjustedToUTC: parameters.isAdjustedToUTC)
                : .timestamp(unit: parameters.unit, isAdjustedToUTC: parameters.isAdjustedToUTC)
        case 10:
            let parameters: IntegerParameters = try reader.structure(field)
            return .integer(bitWidth: parameters.bitWidth, isSigned: parameters.isSigned)
        case 16:
            let parameters: VariantParameters = try reader.structure(field)
            return .variant(version: parameters.version)
        case 17, 18:
            let parameters: GeospatialParameters = try reader.structure(field)
            return field.id == 17
                ? .geometry(coordinateSystem: parameters.coordinateSystem)
                : .geography(coordinateSystem: parameters.coordinateSystem, algorithm: parameters.algorithm)
        default:
            let _: EmptyStructure = try reader.structure(field)
            return simple.first { $0.value == field.id }?.key ?? .unknown(field.id)
        }
    }

    /// The members that say all by their number.
    private static let simple: [LogicalType: Int16] = [
        .string: 1, .map: 2, .list: 3, .enum: 4, .date: 6, .null: 11, .json: 12, .bson: 13, .uuid: 14, .float16: 15,
    ]

    func write(to writer: inout CompactWriter) {
        switch self {
        case .decimal(let scale, let precision):
            writer.field(5, DecimalParameters(scale: scale, precision: precision))
        case .time(let unit, let isAdjustedToUTC):
            writer.field(7, TimeParameters(isAdjustedToUTC: isAdjustedToUTC, unit: unit))
        case .timestamp(let unit, let isAdjustedToUTC):
            writer.field(8, TimeParameters(isAdjustedToUTC: isAdjustedToUTC, unit: unit))
        case .integer(let bitWidth, let isSigned):
            writer.field(10, IntegerParameters(bitWidth: bitWidth, isSigned: isSigned))
        case .variant(let version):
            writer.field(16, VariantParameters(version: version))
        case .geometry(let coordinateSystem):
            writer.field(17, GeospatialParameters(coordinateSystem: coordinateSystem, algorithm: nil))
        case .geography(let coordinateSystem, let algorithm):
            writer.field(18, GeospatialParameters(coordinateSystem: coordinateSystem, algorithm: algorithm))
        case .unknown(let number):
            writer.field(number, EmptyStructure())
        default:
            if let number = Self.simple[self] { writer.field(number, EmptyStructure()) }
        }
    }
}

private struct DecimalParameters: ThriftStructure {
    static let thriftName = "DecimalType"
    let scale: Int32
    let precision: Int32

    init(scale: Int32, precision: Int32) {
        self.scale = scale
        self.precision = precision
    }

    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var scale: Int32?
        var precision: Int32?
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: scale = try reader.int32(field)
            case 2: precision = try reader.int32(field)
            default: try reader.skip(field)
            }
        }
        self.scale = try Self.required(scale, "scale")
        self.precision = try Self.required(precision, "precision")
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, scale)
        writer.field(2, precision)
    }
}

private struct TimeParameters: ThriftStructure {
    static let thriftName = "TimeType"
    let isAdjustedToUTC: Bool
    let unit: TimeUnit

    init(isAdjustedToUTC: Bool, unit: TimeUnit) {
        self.isAdjustedToUTC = isAdjustedToUTC
        self.unit = unit
    }

    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var isAdjustedToUTC: Bool?
        var unit: TimeUnit?
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: isAdjustedToUTC = try reader.bool(field)
            case 2: unit = try reader.structure(field)
            default: try reader.skip(field)
            }
        }
        self.isAdjustedToUTC = try Self.required(isAdjustedToUTC, "isAdjustedToUTC")
        self.unit = try Self.required(unit, "unit")
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, isAdjustedToUTC)
        writer.field(2, unit)
    }
}

extension TimeUnit: ThriftStructure {
    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var unit: TimeUnit?
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            unit = TimeUnit(rawValue: field.id)
            try reader.skip(field)
        }
        self = try Self.required(unit, "a known member")
    }

    func write(to writer: inout CompactWriter) { writer.field(rawValue, EmptyStructure()) }
}

private struct IntegerParameters: ThriftStructure {
    static let thriftName = "IntType"
    let bitWidth: Int8
    let isSigned: Bool

    init(bitWidth: Int8, isSigned: Bool) {
        self.bitWidth = bitWidth
        self.isSigned = isSigned
    }

    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var bitWidth: Int8?
        var isSigned: Bool?
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: bitWidth = try reader.int8(field)
            case 2: isSigned = try reader.bool(field)
            default: try reader.skip(field)
            }
        }
        self.bitWidth = try Self.required(bitWidth, "bitWidth")
        self.isSigned = try Self.required(isSigned, "isSigned")
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, bitWidth)
        writer.field(2, isSigned)
    }
}

private struct VariantParameters: ThriftStructure {
    let version: Int8?

    init(version: Int8?) { self.version = version }

    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var version: Int8?
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            if field.id == 1 { version = try reader.int8(field) } else { try reader.skip(field) }
        }
        self.version = version
    }

    func write(to writer: inout CompactWriter) { writer.field(1, version) }
}

private struct GeospatialParameters: ThriftStructure {
    let coordinateSystem: String?
    let algorithm: Int32?

    init(coordinateSystem: String?, algorithm: Int32?) {
        self.coordinateSystem = coordinateSystem
        self.algorithm = algorithm
    }

    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var coordinateSystem: String?
        var algorithm: Int32?
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: coordinateSystem = try reader.string(field)
            case 2: algorithm = try reader.int32(field)
            default: try reader.skip(field)
            }
        }
        self.coordinateSystem = coordinateSystem
        self.algorithm = algorithm
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, coordinateSystem)
        writer.field(2, algorithm)
    }
}
