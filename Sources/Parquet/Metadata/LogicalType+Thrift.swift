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
