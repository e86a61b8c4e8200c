/// Values of a leaf column as stored, one after another. The memory belongs to whoever gave them.
public enum ColumnValues {
    case booleans(UnsafeBufferPointer<Bool>)
    case int32(UnsafeBufferPointer<Int32>)
    case int64(UnsafeBufferPointer<Int64>)
    case int96(UnsafeBufferPointer<Int96>)
    case float(UnsafeBufferPointer<Float>)
    case double(UnsafeBufferPointer<Double>)
    case byteArrays(ByteArrays)
    case fixedLengthByteArrays(FixedLengthByteArrays)

    public var count: Int {
        switch self {
        case .booleans(let values): values.count
        case .int32(let values): values.count
        case .int64(let values): values.count
        case .int96(let values): values.count
        case .float(let values): values.count
        case .double(let values): values.count
        case .byteArrays(let values): values.count
        case .fixedLengthByteArrays(let values): values.count
        }
    }
}

/// The deprecated timestamp of 12 bytes, little-endian.
public struct Int96: Sendable, Hashable, BitwiseCopyable {
    public var nanosecondsOfDayLow: UInt32
    public var nanosecondsOfDayHigh: UInt32
    /// 2,440,588 is 1970-01-01.
    public var julianDay: UInt32

    public var nanosecondsOfDay: Int64 {
        Int64(bitPattern: UInt64(nanosecondsOfDayHigh) << 32 | UInt64(nanosecondsOfDayLow))
    }
}

/// Byte arrays of any length: pieces of one run of bytes.
public struct ByteArrays {
    /// All spans lie within.
    public let bytes: UnsafeRawBufferPointer
    public let spans: UnsafeBufferPointer<ByteArraySpan>

    @inlinable public var count: Int { spans.count }

    /// The bytes of a value. The index is in range.
    @inlinable
    public subscript(index: Int) -> UnsafeRawBufferPointer {
        let span = spans[index]
        return UnsafeRawBufferPointer(start: bytes.baseAddress.map { $0 + Int(span.start) }, count: Int(span.length))
    }
}

/// A piece of a run of bytes.
public struct ByteArraySpan: Sendable, Hashable, BitwiseCopyable {
    public var start: UInt32
    public var length: UInt32

    @inlinable
    public init(start: UInt32, length: UInt32) {
        self.start = start
        self.length = length
    }
}

/// Byte arrays of one length, one after another.
public struct FixedLengthByteArrays {
    /// `count * width` of them.
    public let bytes: UnsafeRawBufferPointer
    public let width: Int
    public let count: Int

    /// The bytes of a value. The index is in range.
    @inlinable
    public subscript(index: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[index * width..<(index + 1) * width])
    }
}
