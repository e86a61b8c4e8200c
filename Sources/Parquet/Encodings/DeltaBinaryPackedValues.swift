/// The values of a page of integers in DELTA_BINARY_PACKED.
struct DeltaBinaryPackedValues: ValueDecoder {
    private var decoder: DeltaBinaryPackedDecoder
    private let type: PhysicalType

    /// - Parameter type: int32 or int64.
    init(_ bytes: UnsafeRawBufferPointer, type: PhysicalType, limit: Int) throws(ParquetProblem) {
        decoder = try DeltaBinaryPackedDecoder(bytes, limit: limit)
        self.type = type
    }

    mutating func next(_ count: Int, scratch: ScratchBuffer) throws(ParquetProblem) -> BatchValues {
        if type == .int32 {
            let values = scratch.elements(count, of: Int32.self)
            try decoder.decode(into: values)
            return .plain(.int32(UnsafeBufferPointer(values)))
        }
        let values = scratch.elements(count, of: Int64.self)
        try decoder.decode(into: values)
        return .plain(.int64(UnsafeBufferPointer(values)))
    }
}
