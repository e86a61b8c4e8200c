/// Byte arrays: all their lengths, then all their bytes (DELTA_LENGTH_BYTE_ARRAY). The values stay where they are.
struct DeltaLengthByteArrayDecoder: ValueDecoder {
    private var lengths: DeltaBinaryPackedDecoder
    private let data: UnsafeRawBufferPointer
    private var offset = 0
    private let numbers = ScratchBuffer()

    /// - Parameter limit: the greatest number of values that may be claimed.
    init(_ bytes: UnsafeRawBufferPointer, limit: Int) throws(ParquetProblem) {
        lengths = try DeltaBinaryPackedDecoder(bytes, limit: limit)
        data = UnsafeRawBufferPointer(rebasing: bytes[try lengths.end()...])
    }

    mutating func next(_ count: Int, scratch: ScratchBuffer) throws(ParquetProblem) -> BatchValues {
        .plain(.byteArrays(try nextArrays(count, scratch: scratch)))
    }

    mutating func nextArrays(_ count: Int, scratch: ScratchBuffer) throws(ParquetProblem) -> ByteArrays {
        let spans = scratch.elements(count, of: ByteArraySpan.self)
        let numbers = numbers.elements(count, of: Int32.self)
        try lengths.decode(into: numbers)
        for index in 0..<count {
            let length = Int(numbers[index])
            guard length >= 0 else { throw .negativeLength(Int64(length)) }
            guard length <= data.count - offset else {
                throw .truncated(needed: length, available: data.count - offset)
            }
            spans[index] = ByteArraySpan(
                start: UInt32(truncatingIfNeeded: offset), length: UInt32(truncatingIfNeeded: length))
            offset += length
        }
        return ByteArrays(bytes: data, spans: UnsafeBufferPointer(spans))
    }
}
