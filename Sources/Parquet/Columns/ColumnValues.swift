/// Values of a leaf column as stored, one after another. The memory belongs to the object that returned them.
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
