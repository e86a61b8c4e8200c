/// Values of a fixed number of bytes, little-endian, one after another.
struct PlainFixedWidthDecoder: ValueDecoder {
    private let bytes: UnsafeRawBufferPointer
    private let type: PhysicalType
    private let width: Int
    private var offset = 0

    init(_ bytes: UnsafeRawBufferPointer, type: PhysicalType, width: Int) {
        self.bytes = bytes
        self.type = type
        self.width = width
    }

    mutating func next(_ count: Int, scratch: ScratchBuffer) throws(ParquetProblem) -> BatchValues {
        let available = (bytes.count - offset) / width
        guard count <= available else { throw .fewerValues(needed: count - available) }
        let part = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count * width])
        offset += part.count
        if type == .fixedLengthByteArray {
            return .plain(.fixedLengthByteArrays(FixedLengthByteArrays(bytes: part, width: width, count: count)))
        }
        // The values of a page are not aligned.
        let copy = scratch.bytes(part.count)
        copy.copyMemory(from: part)
        return .plain(ColumnValues(aligned: UnsafeRawBufferPointer(copy), type: type, width: width))
    }
}

extension ColumnValues {
    /// Values of a type of fixed width in memory that is aligned for them.
    init(aligned bytes: UnsafeRawBufferPointer, type: PhysicalType, width: Int) {
        switch type {
        case .boolean: self = .booleans(bytes.bindMemory(to: Bool.self))
        case .int32: self = .int32(bytes.bindMemory(to: Int32.self))
        case .int64: self = .int64(bytes.bindMemory(to: Int64.self))
        case .int96: self = .int96(bytes.bindMemory(to: Int96.self))
        case .float: self = .float(bytes.bindMemory(to: Float.self))
        case .double: self = .double(bytes.bindMemory(to: Double.self))
        case .byteArray, .fixedLengthByteArray:
            self = .fixedLengthByteArrays(
                FixedLengthByteArrays(bytes: bytes, width: width, count: width == 0 ? 0 : bytes.count / width))
        }
    }
}
