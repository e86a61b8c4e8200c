/// Booleans in run lengths and bit packing, after the number of bytes that these take.
struct RunLengthBooleanDecoder: ValueDecoder {
    private var runs: RunLengthDecoder

    init(_ bytes: UnsafeRawBufferPointer) throws(ParquetProblem) {
        var rest = bytes
        runs = try RunLengthDecoder(try rest.takeLengthPrefixed(), width: 1)
    }

    mutating func next(_ count: Int, scratch: ScratchBuffer) throws(ParquetProblem) -> BatchValues {
        let values = scratch.elements(count, of: UInt8.self)
        _ = try runs.decode(into: values)
        return .plain(.booleans(UnsafeBufferPointer(values).asBooleans))
    }
}

extension UnsafeRawBufferPointer {
    /// Takes `count` bytes off the beginning.
    mutating func take(_ count: Int) throws(ParquetProblem) -> UnsafeRawBufferPointer {
        guard count >= 0, count <= self.count else { throw .truncated(needed: count, available: self.count) }
        defer { self = UnsafeRawBufferPointer(rebasing: self[count...]) }
        return UnsafeRawBufferPointer(rebasing: self[..<count])
    }

    /// Removes a length of four bytes and as many bytes from the beginning.
    mutating func takeLengthPrefixed() throws(ParquetProblem) -> UnsafeRawBufferPointer {
        let length = UInt32(littleEndian: try take(4).loadUnaligned(as: UInt32.self))
        return try take(Int(length))
    }
}
