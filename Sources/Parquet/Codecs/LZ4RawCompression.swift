import CLZ4

/// LZ4 blocks without framing.
final class LZ4RawCompression: PageCompression {
    /// A byte of a match length represents up to 255 bytes.
    static let greatestRatio = 256

    func decompress(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(ParquetProblem) -> Int {
        guard let size = LZ4Block.decompress(input, into: output) else {
            throw .decompressionFailed(codec: .lz4Raw, detail: "invalid data, or more than the page may hold")
        }
        return size
    }

    func compress(_ input: UnsafeRawBufferPointer) throws(ParquetProblem) -> [UInt8] {
        guard let bytes = LZ4Block.compress(input) else { throw .compressionFailed(codec: .lz4Raw) }
        return bytes
    }
}

/// One block of LZ4.
enum LZ4Block {
    /// The number of bytes decompressed; nil if the block is damaged or `output` too small.
    static func decompress(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Int? {
        guard let inputSize = Int32(exactly: input.count), let outputSize = Int32(exactly: output.count) else {
            return nil
        }
        let size = LZ4_decompress_safe(
            input.assumingMemoryBound(to: CChar.self).baseAddress,
            output.assumingMemoryBound(to: CChar.self).baseAddress, inputSize, outputSize)
        return size < 0 ? nil : Int(size)
    }

    static func compress(_ input: UnsafeRawBufferPointer) -> [UInt8]? {
        guard let inputSize = Int32(exactly: input.count), LZ4_compressBound(inputSize) > 0 else { return nil }
        return [UInt8].filled(capacity: Int(LZ4_compressBound(inputSize))) { output in
            let size = LZ4_compress_default(
                input.assumingMemoryBound(to: CChar.self).baseAddress,
                output.assumingMemoryBound(to: CChar.self).baseAddress, inputSize, Int32(output.count))
            return size > 0 ? Int(size) : nil
        }
    }
}
