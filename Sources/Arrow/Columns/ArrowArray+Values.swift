import Parquet

extension ArrowArray {
    /// A value of any nesting, as the same value in Parquet.
    ///
    /// Times of whole seconds are in milliseconds, as Parquet has no others; durations are numbers of their unit.
    public func value(_ index: Int) -> RowValue {
        guard !isNull(index) else { return .null }
        switch content {
        case .null: return .null
        case .bits(let bits): return .bool(bits.bit(index))
        case .fixed(let buffer): return number(buffer, index)
        case .bytes, .views: return bytes(of: index).map { text($0) } ?? .null
        case .codes(let codes, let dictionary):
            let place = dictionary.place(of: Int(codes[index]))
            return place.part.value(place.index)
        case .structure(let fields): return .structure(fields.map { $0.value(index) })
        case .list, .fixedList:
            guard let elements else { return .null }
            let range = self.elements(of: index)
            guard field.type == .map else { return .list(range.map { elements.value($0) }) }
            return .map(
                range.map { element in
                    MapEntry(
                        key: elements.field(0)?.value(element) ?? .null,
                        value: elements.field(1)?.value(element) ?? .null)
                })
        }
    }

    private func text(_ bytes: UnsafeBufferPointer<UInt8>) -> RowValue {
        switch field.type {
        case .bytes(isText: true, _), .views(isText: true):
            String(validating: bytes, as: UTF8.self).map { .text($0) } ?? .bytes(Array(bytes))
        default: .bytes(Array(bytes))
        }
    }

    private func number(_ buffer: ArrowBuffer, _ index: Int) -> RowValue {
        func integer(_ bits: Int) -> Int64 {
            switch bits {
            case 8: Int64(buffer.number(index, Int8.self))
            case 16: Int64(buffer.number(index, Int16.self))
            case 32: Int64(buffer.number(index, Int32.self))
            default: buffer.number(index, Int64.self)
            }
        }
        switch field.type {
        case .integer(let bits, isSigned: true): return .int(integer(bits))
        case .integer(let bits, isSigned: false):
            let all = UInt64(bitPattern: integer(bits))
            return .uint(bits == 64 ? all : all & (1 << UInt64(bits) - 1))
        case .real(bits: 16): return .float(Float(halfBits: buffer.number(index, UInt16.self)))
        case .real(bits: 32): return .float(Float(bitPattern: buffer.number(index, UInt32.self)))
        case .real: return .double(Double(bitPattern: buffer.number(index, UInt64.self)))
        case .decimal(_, let scale, let width):
            let bytes = UnsafeBufferPointer(start: buffer.base + width * index, count: width)
            return .decimal(DecimalValue(unscaled: Array(bytes.reversed()), scale: scale))
        case .date32: return .date(buffer.number(index, Int32.self))
        case .date64:
            let milliseconds = integer(64)
            let perDay: Int64 = 86_400_000
            let days = milliseconds / perDay - (milliseconds % perDay < 0 ? 1 : 0)
            return Int32(exactly: days).map { .date($0) }
                ?? .timestamp(milliseconds, .milliseconds, isAdjustedToUTC: false)
        case .time(let unit, let bits):
            return Self.scaled(integer(bits), unit).map { .time($0.0, $0.1, isAdjustedToUTC: false) }
                ?? .int(integer(bits))
        case .timestamp(let unit, let isUTC):
            return Self.scaled(integer(64), unit).map { .timestamp($0.0, $0.1, isAdjustedToUTC: isUTC) }
                ?? .int(integer(64))
        case .duration: return .int(integer(64))
        case .fixedBytes:
            let bytes = bytes(of: index).map { Array($0) } ?? []
            return field.meaning == .uuid ? .uuid(bytes) : .bytes(bytes)
        case .null, .boolean, .bytes, .views, .list, .fixedList, .structure, .map: return .null
        }
    }

    /// A time in a unit of Parquet; nil for seconds whose milliseconds overflow 64 bits.
    private static func scaled(_ number: Int64, _ unit: ArrowUnit) -> (Int64, TimeUnit)? {
        switch unit {
        case .seconds:
            let (milliseconds, overflow) = number.multipliedReportingOverflow(by: 1_000)
            return overflow ? nil : (milliseconds, .milliseconds)
        case .milliseconds: return (number, .milliseconds)
        case .microseconds: return (number, .microseconds)
        case .nanoseconds: return (number, .nanoseconds)
        }
    }
}
