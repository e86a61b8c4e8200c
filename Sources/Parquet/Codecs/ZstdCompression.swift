import CZstd

/// Zstandard frames.
final class ZstdCompression: PageCompression {
    /// A block of 128 KiB of one byte takes four bytes.
    static let greatestRatio = 1 << 15
    private static let level: Int32 = 3

    private var decompression: OpaquePointer?
    private var compression: OpaquePointer?

    deinit {
        ZSTD_freeDCtx(decompression)
        ZSTD_freeCCtx(compression)
    }

    func decompress(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(ParquetProblem) -> Int {
        if decompression == nil { decompression = ZSTD_createDCtx() }
        guard decompression != nil else { throw .decompressionFailed(codec: .zstd, detail: "no memory") }
        let size = ZSTD_decompressDCtx(decompression, output.baseAddress, output.count, input.baseAddress, input.count)
        guard ZSTD_isError(size) == 0 else {
            throw .decompressionFailed(codec: .zstd, detail: String(cString: ZSTD_getErrorName(size)))
        }
        return size
    }

    func compress(_ input: UnsafeRawBufferPointer) throws(ParquetProblem) -> [UInt8] {
        if compression == nil { compression = ZSTD_createCCtx() }
        guard compression != nil else { throw .compressionFailed(codec: .zstd) }
        let bytes = [UInt8].filled(capacity: ZSTD_compressBound(input.count)) { output in
            let size = ZSTD_compressCCtx(
                compression, output.baseAddress, output.count, input.baseAddress, input.count, Self.level)
            return ZSTD_isError(size) == 0 ? size : nil
        }
        guard let bytes else { throw .compressionFailed(codec: .zstd) }
        return bytes
    }
}
