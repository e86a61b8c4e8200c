import CBrotli

/// Brotli streams.
final class BrotliCompression: PageCompression {
    /// A metablock of 2^24 bytes can take a few bytes; with its header it takes at least as many as this ratio allows.
    static let greatestRatio = 1 << 22
    private static let quality: Int32 = 4

    func decompress(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(ParquetProblem) -> Int {
        var size = output.count
        let result = BrotliDecoderDecompress(
            input.count, input.assumingMemoryBound(to: UInt8.self).baseAddress, &size,
            output.assumingMemoryBound(to: UInt8.self).baseAddress)
        guard result == BROTLI_DECODER_RESULT_SUCCESS else {
            throw .decompressionFailed(codec: .brotli, detail: "invalid data, or more than the page may hold")
        }
        return size
    }

    func compress(_ input: UnsafeRawBufferPointer) throws(ParquetProblem) -> [UInt8] {
        let bytes = [UInt8].filled(capacity: max(16, BrotliEncoderMaxCompressedSize(input.count))) { output in
            var size = output.count
            let done = BrotliEncoderCompress(
                Self.quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_GENERIC, input.count,
                input.assumingMemoryBound(to: UInt8.self).baseAddress, &size,
                output.assumingMemoryBound(to: UInt8.self).baseAddress)
            return done == BROTLI_TRUE ? size : nil
        }
        guard let bytes else { throw .compressionFailed(codec: .brotli) }
        return bytes
    }
}
