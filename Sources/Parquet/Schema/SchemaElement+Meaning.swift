extension SchemaElement {
    /// The logical type, or that of the converted type, if the stored type can have it.
    var meaning: LogicalType? {
        guard let meant = logicalType ?? converted else { return nil }
        guard let type, (childCount ?? 0) == 0 else { return meant.isOfGroups ? meant : nil }
        return meant.canBeCarried(by: type, length: Int(typeLength ?? 0)) ? meant : nil
    }

    private var converted: LogicalType? {
        switch convertedType {
        case .utf8: .string
        case .map, .mapKeyValue: .map
        case .list: .list
        case .enum: .enum
        case .decimal: precision.map { .decimal(scale: scale ?? 0, precision: $0) }
        case .date: .date
        case .timeMillis: .time(unit: .milliseconds, isAdjustedToUTC: true)
        case .timeMicros: .time(unit: .microseconds, isAdjustedToUTC: true)
        case .timestampMillis: .timestamp(unit: .milliseconds, isAdjustedToUTC: true)
        case .timestampMicros: .timestamp(unit: .microseconds, isAdjustedToUTC: true)
        case .uint8: .integer(bitWidth: 8, isSigned: false)
        case .uint16: .integer(bitWidth: 16, isSigned: false)
        case .uint32: .integer(bitWidth: 32, isSigned: false)
        case .uint64: .integer(bitWidth: 64, isSigned: false)
        case .int8: .integer(bitWidth: 8, isSigned: true)
        case .int16: .integer(bitWidth: 16, isSigned: true)
        case .int32: .integer(bitWidth: 32, isSigned: true)
        case .int64: .integer(bitWidth: 64, isSigned: true)
        case .json: .json
        case .bson: .bson
        case .interval: .interval
        default: nil
        }
    }
}

extension LogicalType {
    /// More digits than any writer gives a decimal; limits the length of decimals as texts.
    private static let greatestPrecision: Int32 = 1_000

    /// Whether it annotates groups.
    var isOfGroups: Bool {
        switch self {
        case .list, .map, .variant, .unknown: true
        default: false
        }
    }

    /// Whether values of `type` (`length` bytes each, of the fixed-length type) can have this meaning.
    func canBeCarried(by type: PhysicalType, length: Int) -> Bool {
        switch self {
        case .string, .enum, .json, .bson, .geometry, .geography: type == .byteArray
        case .list, .map, .variant: false
        case .null, .unknown: true
        case .date: type == .int32
        case .time(let unit, _): type == (unit == .milliseconds ? .int32 : .int64)
        case .timestamp: type == .int64
        case .integer(let bitWidth, _):
            [8, 16, 32].contains(bitWidth) ? type == .int32 : bitWidth == 64 && type == .int64
        case .decimal(let scale, let precision):
            scale >= 0 && scale <= precision && precision > 0 && precision <= LogicalType.greatestPrecision
                && [.int32, .int64, .byteArray, .fixedLengthByteArray].contains(type)
        case .uuid: type == .fixedLengthByteArray && length == 16
        case .float16: type == .fixedLengthByteArray && length == 2
        case .interval: type == .fixedLengthByteArray && length == 12
        }
    }
}
