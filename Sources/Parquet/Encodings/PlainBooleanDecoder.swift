/// Booleans of a bit each, the least significant bit first.
struct PlainBooleanDecoder: ValueDecoder {
    private let bytes: UnsafeRawBufferPointer
    private var bit = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    mutating func next(_ count: Int, scratch: ScratchBuffer) throws(ParquetProblem) -> BatchValues {
        guard count <= bytes.count * 8 - bit else { throw .fewerValues(needed: count - (bytes.count * 8 - bit)) }
        let values = scratch.elements(count, of: UInt8.self)
        BitUnpacking.unpackBits(bytes, first: bit, into: values)
        bit += count
        return .plain(.booleans(UnsafeBufferPointer(values).asBooleans))
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The same memory, which holds only 0 and 1.
    var asBooleans: UnsafeBufferPointer<Bool> { UnsafeRawBufferPointer(self).bindMemory(to: Bool.self) }
}
