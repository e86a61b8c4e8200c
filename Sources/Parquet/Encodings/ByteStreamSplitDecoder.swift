/// Values of a fixed number of bytes: the first bytes of all, then the second bytes of all, and so on.
struct ByteStreamSplitDecoder: ValueDecoder {
    private let bytes: UnsafeRawBufferPointer
    private let type: PhysicalType
    private let width: Int
    private let total: Int
    private var done = 0

    init(_ bytes: UnsafeRawBufferPointer, type: PhysicalType, width: Int) throws(ParquetProblem) {
        guard bytes.count % width == 0 else { throw .valueLength(found: bytes.count % width, column: width) }
        self.bytes = bytes
        self.type = type
        self.width = width
        total = bytes.count / width
    }

    mutating func next(_ count: Int, scratch: ScratchBuffer) throws(ParquetProblem) -> BatchValues {
        guard count <= total - done else { throw .fewerValues(needed: count - (total - done)) }
        let output = scratch.bytes(count * width)
        if let source = bytes.baseAddress, let out = output.baseAddress {
            for place in 0..<width {
                let stream = (source + place * total + done).assumingMemoryBound(to: UInt8.self)
                let target = (out + place).assumingMemoryBound(to: UInt8.self)
                for index in 0..<count { target[index &* width] = stream[index] }
            }
        }
        done += count
        return .plain(ColumnValues(aligned: UnsafeRawBufferPointer(output), type: type, width: width))
    }
}
