/// Byte arrays, each as the length of the prefix shared with the previous one, and the rest (DELTA_BYTE_ARRAY).
///
/// A small page can represent values of any total size, so the size is bounded per page.
struct DeltaByteArrayDecoder: ValueDecoder {
    private var prefixes: DeltaBinaryPackedDecoder
    private var suffixes: DeltaLengthByteArrayDecoder
    /// Of a fixed-length column the bytes of each value, else 0.
    private let width: Int
    private var previous: [UInt8] = []
    private var decodedLeft: Int
    private let decodedLimit: Int
    private let numbers = ScratchBuffer()
    private let suffixSpans = ScratchBuffer()
    private let memory = ScratchBuffer()

    /// - Parameters:
    ///   - limit: the greatest number of values that may be claimed.
    ///   - decodedLimit: the greatest total size of the values, at most 2^32 - 1.
    init(
        _ bytes: UnsafeRawBufferPointer, width: Int, limit: Int, decodedLimit: Int
    ) throws(ParquetProblem) {
        prefixes = try DeltaBinaryPackedDecoder(bytes, limit: limit)
        let rest = UnsafeRawBufferPointer(rebasing: bytes[try prefixes.end()...])
        suffixes = try DeltaLengthByteArrayDecoder(rest, limit: limit)
        self.width = width
        self.decodedLimit = decodedLimit
        decodedLeft = decodedLimit
    }

    mutating func next(_ count: Int, scratch: ScratchBuffer) throws(ParquetProblem) -> BatchValues {
        let prefixes = numbers.elements(count, of: Int32.self)
        try self.prefixes.decode(into: prefixes)
        let suffixes = try self.suffixes.nextArrays(count, scratch: suffixSpans)
        let bytes = memory.bytes(try decodedSize(prefixes, suffixes))
        let spans = scratch.elements(count, of: ByteArraySpan.self)
        var end = 0
        previous.withUnsafeBytes { carried in
            var last = carried
            for index in 0..<count {
                let shared = Int(prefixes[index])
                let suffix = suffixes[index]
                let value = UnsafeMutableRawBufferPointer(rebasing: bytes[end..<end + shared + suffix.count])
                value.copyMemory(from: UnsafeRawBufferPointer(rebasing: last[..<shared]))
                UnsafeMutableRawBufferPointer(rebasing: value[shared...]).copyMemory(from: suffix)
                spans[index] = ByteArraySpan(
                    start: UInt32(truncatingIfNeeded: end), length: UInt32(truncatingIfNeeded: value.count))
                end += value.count
                last = UnsafeRawBufferPointer(value)
            }
        }
        if let last = spans.last { previous = Array(bytes[Int(last.start)...].prefix(Int(last.length))) }
        if width > 0 {
            return .plain(
                .fixedLengthByteArrays(
                    FixedLengthByteArrays(bytes: UnsafeRawBufferPointer(bytes), width: width, count: count)))
        }
        return .plain(
            .byteArrays(ByteArrays(bytes: UnsafeRawBufferPointer(bytes), spans: UnsafeBufferPointer(spans))))
    }

    /// The bytes that the values take, after a check of each length.
    private mutating func decodedSize(
        _ prefixes: UnsafeMutableBufferPointer<Int32>, _ suffixes: ByteArrays
    ) throws(ParquetProblem) -> Int {
        var total = 0
        var length = previous.count
        for index in 0..<suffixes.count {
            let shared = Int(prefixes[index])
            guard 0...length ~= shared else { throw .prefixTooLong(prefix: Int64(shared), previous: length) }
            length = shared + Int(suffixes.spans[index].length)
            guard width == 0 || length == width else { throw .valueLength(found: length, column: width) }
            total += length
            guard total <= decodedLeft else { throw .decodedTooLarge(limit: decodedLimit) }
        }
        decodedLeft -= total
        return total
    }
}
