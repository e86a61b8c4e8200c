import CZstd

/// Compresses one block of texts after another in the same memory; for one thread at a time.
final class TextCompressor {
    private static let level: Int32 = 1

    private let context = ZSTD_createCCtx()
    private var output = UnsafeMutableRawBufferPointer.allocate(byteCount: 0, alignment: 16)

    deinit {
        ZSTD_freeCCtx(context)
        output.deallocate()
    }

    /// - Throws: `SegmentError.textBlock` where zstd cannot compress the bytes.
    func compress(_ raw: UnsafeRawBufferPointer) throws -> [UInt8] {
        let bound = ZSTD_compressBound(raw.count)
        if output.count < bound {
            output.deallocate()
            output = .allocate(byteCount: bound, alignment: 16)
        }
        let size = ZSTD_compressCCtx(
            context, output.baseAddress, bound, raw.baseAddress, raw.count, TextCompressor.level)
        guard ZSTD_isError(size) == 0 else { throw TextBlock.error(size) }
        return [UInt8](output[..<size])
    }
}
