// The parameters of logical types, as parquet.thrift has them.

struct DecimalParameters: ThriftStructure {
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

struct TimeParameters: ThriftStructure {
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

struct IntegerParameters: ThriftStructure {
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

struct VariantParameters: ThriftStructure {
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

struct GeospatialParameters: ThriftStructure {
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
