/// Byte arrays, each after its length of four bytes. The values stay where they are in the page.
struct PlainByteArrayDecoder: ValueDecoder {
    private let bytes: UnsafeRawBufferPointer
    private var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    mutating func next(_ count: Int, scratch: ScratchBuffer) throws(ParquetProblem) -> BatchValues {
        // A value takes at least four bytes: this bounds the memory for the spans.
        let available = (bytes.count - offset) / 4
        guard count <= available else { throw .fewerValues(needed: count - available) }
        let spans = scratch.elements(count, of: ByteArraySpan.self)
        guard let base = bytes.baseAddress, let out = spans.baseAddress else {
            return .plain(.byteArrays(ByteArrays(bytes: bytes, spans: UnsafeBufferPointer(spans))))
        }
        var position = offset
        for index in 0..<count {
            guard bytes.count - position >= 4 else { throw .fewerValues(needed: count - index) }
            let length = UInt32(littleEndian: base.loadUnaligned(fromByteOffset: position, as: UInt32.self))
            position += 4
            guard Int(length) <= bytes.count - position else {
                throw .truncated(needed: Int(length), available: bytes.count - position)
            }
            out[index] = ByteArraySpan(start: UInt32(truncatingIfNeeded: position), length: length)
            position += Int(length)
        }
        offset = position
        return .plain(.byteArrays(ByteArrays(bytes: bytes, spans: UnsafeBufferPointer(spans))))
    }
}
