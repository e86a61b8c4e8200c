import CLZ4
import CZstd

extension BatchMetadata.Codec {
    /// The most bytes that one compressed byte can expand to.
    private var greatestRatio: Int64 { self == .zstd ? 1 << 15 : 256 }

    /// The bytes of a buffer: their number, then the compressed ones, or themselves after -1.
    func decompress(_ buffer: ArrowBuffer) throws(ArrowProblem) -> ArrowBuffer {
        guard buffer.count > 0 else { return buffer }
        guard buffer.count >= 8 else { throw .bufferTooShort(bytes: buffer.count, needed: 8) }
        let claimed: Int64 = buffer.number(0)
        let input = UnsafeRawBufferPointer(start: buffer.base + 8, count: buffer.count - 8)
        if claimed == -1 { return ArrowBuffer(buffer.storage, start: buffer.start + 8, count: buffer.count - 8) }
        guard claimed >= 0 else { throw .negative("length of a buffer", claimed) }
        guard claimed / greatestRatio <= Int64(input.count) else {
            throw .impossibleRatio(compressed: input.count, claimed: claimed)
        }
        guard claimed > 0 else { return ArrowBuffer(buffer.storage, start: buffer.start, count: 0) }
        return ArrowBuffer(
            try ArrowStorage(count: Int(claimed)) { (output) throws(ArrowProblem) in
                let written = self == .zstd ? try Self.zstd(input, output) : try Self.lz4(input, output)
                guard written == output.count else {
                    throw .decompression("it has \(written) bytes, and \(output.count) are claimed")
                }
            })
    }

    private static func zstd(
        _ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer
    ) throws(ArrowProblem) -> Int {
        let size = ZSTD_decompress(output.baseAddress, output.count, input.baseAddress, input.count)
        guard ZSTD_isError(size) == 0 else { throw .decompression(String(cString: ZSTD_getErrorName(size))) }
        return size
    }

    private static func lz4(
        _ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer
    ) throws(ArrowProblem) -> Int {
        var context: OpaquePointer?
        guard LZ4F_isError(LZ4F_createDecompressionContext(&context, UInt32(LZ4F_VERSION))) == 0 else {
            throw .decompression("no memory")
        }
        defer { LZ4F_freeDecompressionContext(context) }
        var read = 0
        var written = 0
        while true {
            var writing = output.count - written
            var reading = input.count - read
            let left = LZ4F_decompress(
                context, output.baseAddress.map { $0 + written }, &writing, input.baseAddress.map { $0 + read },
                &reading, nil)
            guard LZ4F_isError(left) == 0 else { throw .decompression(String(cString: LZ4F_getErrorName(left))) }
            read += reading
            written += writing
            if left == 0 { return written }
            guard reading > 0 || writing > 0 else { throw .decompression("it ends early, or is longer than claimed") }
        }
    }
}
