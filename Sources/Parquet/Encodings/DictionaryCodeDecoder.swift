/// Indices into the dictionary: a byte for their width, then run lengths and bit packing.
struct DictionaryCodeDecoder: ValueDecoder {
    private var runs: RunLengthDecoder?
    private let dictionaryCount: Int

    init(_ bytes: UnsafeRawBufferPointer, dictionaryCount: Int) throws(ParquetProblem) {
        self.dictionaryCount = dictionaryCount
        // A page of nulls may have no bytes at all.
        guard let width = bytes.first else { return }
        runs = try RunLengthDecoder(UnsafeRawBufferPointer(rebasing: bytes[1...]), width: Int(width))
    }

    mutating func next(_ count: Int, scratch: ScratchBuffer) throws(ParquetProblem) -> BatchValues {
        let codes = scratch.elements(count, of: UInt32.self)
        guard count > 0 else { return .codes(UnsafeBufferPointer(codes)) }
        guard let greatest = try runs?.decode(into: codes) else { throw .fewerValues(needed: count) }
        guard greatest < dictionaryCount else {
            throw .dictionaryIndexTooLarge(index: greatest, count: dictionaryCount)
        }
        return .codes(UnsafeBufferPointer(codes))
    }
}
