/// Converts a stored value to a ``RowValue``, by the type of its column.
public struct LeafConversion {
    private let logicalType: LogicalType?
    /// Longer ones are given as bytes: digits take quadratic time.
    private static let longestDecimal = 256

    public init(_ leaf: LeafColumn) { logicalType = leaf.logicalType }

    /// Value `index`, which is in range.
    public func value(_ values: ColumnValues, _ index: Int) -> RowValue {
        switch values {
        case .booleans(let values): .bool(values[index])
        case .int32(let values): value(values[index])
        case .int64(let values): value(values[index])
        case .int96(let values): values[index].value
        case .float(let values): .float(values[index])
        case .double(let values): .double(values[index])
        case .byteArrays(let values): value(values[index])
        case .fixedLengthByteArrays(let values): value(values[index])
        }
    }

    private func value(_ number: Int32) -> RowValue {
        switch logicalType {
        case .date: .date(number)
        case .integer(_, isSigned: false): .uint(UInt64(UInt32(bitPattern: number)))
        default: value(Int64(number))
        }
    }

    private func value(_ number: Int64) -> RowValue {
        switch logicalType {
        case .time(let unit, let isAdjusted): .time(number, unit, isAdjustedToUTC: isAdjusted)
        case .timestamp(let unit, let isAdjusted): .timestamp(number, unit, isAdjustedToUTC: isAdjusted)
        case .integer(_, isSigned: false): .uint(UInt64(bitPattern: number))
        case .decimal(let scale, _): .decimal(DecimalValue(unscaled: number, scale: Int(scale)))
        default: .int(number)
        }
    }

    private func value(_ bytes: UnsafeRawBufferPointer) -> RowValue {
        switch logicalType {
        case .string, .enum, .json:
            return String(validating: bytes, as: UTF8.self).map { .text($0) } ?? .bytes(Array(bytes))
        case .decimal(let scale, _) where bytes.count <= Self.longestDecimal:
            return .decimal(DecimalValue(unscaled: bytes, scale: Int(scale)))
        case .uuid: return .uuid(Array(bytes))
        case .float16:
            return .float(Float(halfBits: UInt16(littleEndian: bytes.loadUnaligned(as: UInt16.self))))
        case .interval:
            let numbers = (0..<3).map { part in
                UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: part * 4, as: UInt32.self))
            }
            return .interval(months: numbers[0], days: numbers[1], milliseconds: numbers[2])
        default: return .bytes(Array(bytes))
        }
    }
}

extension Int96 {
    private static let julianDayOfEpoch: Int64 = 2_440_588
    private static let nanosecondsPerDay: Int64 = 86_400_000_000_000

    /// Nanoseconds since 1970-01-01; nil if they do not fit 64 bits.
    public var nanosecondsSinceEpoch: Int64? {
        let days = Int64(julianDay) - Self.julianDayOfEpoch
        let (atMidnight, overflow) = days.multipliedReportingOverflow(by: Self.nanosecondsPerDay)
        let (sum, overflowOfSum) = atMidnight.addingReportingOverflow(nanosecondsOfDay)
        return overflow || overflowOfSum ? nil : sum
    }

    fileprivate var value: RowValue {
        nanosecondsSinceEpoch.map { .timestamp($0, .nanoseconds, isAdjustedToUTC: false) } ?? .int96(self)
    }
}

extension Float {
    /// The value of a half-precision number (IEEE 754 binary16) of these bits.
    public init(halfBits bits: UInt16) {
        let sign = UInt32(bits & 0x8000) << 16
        let exponent = UInt32(bits >> 10 & 0x1F)
        let fraction = UInt32(bits & 0x3FF)
        switch exponent {
        case 0:
            // Zero, or a subnormal number of 2^-24 units.
            let magnitude = Float(fraction) * 0x1p-24
            self = sign == 0 ? magnitude : -magnitude
        case 0x1F: self = Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
        default: self = Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
        }
    }
}
