import CBrotli
import CLZ4
import CSnappy
import CZlib
import CZstd

/// Compresses pages.
struct PageCompressor: Sendable {
    let compression: WriterCompression

    private static let zstdLevel: Int32 = 3
    private static let gzipLevel: Int32 = 6
    private static let brotliQuality: Int32 = 4

    /// - Throws: `ParquetWriterError.cannotCompress`, which only a lack of memory causes.
    /// - Complexity: linear, from 20 MB/s (gzip) to memory speed (none).
    func compress(_ bytes: [UInt8]) throws -> [UInt8] {
        switch compression {
        case .none: return bytes
        case .zstd:
            return try filled(ZSTD_compressBound(bytes.count)) { buffer in
                let size = ZSTD_compress(buffer.baseAddress, buffer.count, bytes, bytes.count, Self.zstdLevel)
                return ZSTD_isError(size) == 0 ? size : nil
            }
        case .snappy:
            return try filled(snappy_max_compressed_length(bytes.count)) { buffer in
                var size = buffer.count
                let status = bytes.withUnsafeBytes { input in
                    snappy_compress(
                        input.assumingMemoryBound(to: CChar.self).baseAddress, input.count,
                        UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self), &size)
                }
                return status == SNAPPY_OK ? size : nil
            }
        case .lz4:
            return try filled(Int(LZ4_compressBound(Int32(clamping: bytes.count)))) { buffer in
                let size = bytes.withUnsafeBytes { input in
                    LZ4_compress_default(
                        input.assumingMemoryBound(to: CChar.self).baseAddress,
                        UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self),
                        Int32(clamping: input.count), Int32(clamping: buffer.count))
                }
                return size > 0 ? Int(size) : nil
            }
        case .brotli:
            return try filled(max(BrotliEncoderMaxCompressedSize(bytes.count), 16)) { buffer in
                var size = buffer.count
                let isDone = BrotliEncoderCompress(
                    Self.brotliQuality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_GENERIC, bytes.count, bytes, &size,
                    buffer.baseAddress)
                return isDone == BROTLI_TRUE ? size : nil
            }
        case .gzip: return try gzip(bytes)
        }
    }

    private func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
        var stream = z_stream()
        // 16 more than the window's size asks for gzip's frame in place of zlib's.
        guard
            deflateInit2_(
                &stream, Self.gzipLevel, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { throw ParquetWriterError.cannotCompress(.gzip) }
        defer { deflateEnd(&stream) }
        return try filled(Int(deflateBound(&stream, UInt(bytes.count)))) { buffer in
            bytes.withUnsafeBytes { input in
                stream.next_in = UnsafeMutablePointer(
                    mutating: input.assumingMemoryBound(to: UInt8.self).baseAddress)
                stream.avail_in = UInt32(clamping: input.count)
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(clamping: buffer.count)
                return deflate(&stream, Z_FINISH) == Z_STREAM_END ? buffer.count - Int(stream.avail_out) : nil
            }
        }
    }

    private func filled(
        _ capacity: Int, _ fill: (UnsafeMutableBufferPointer<UInt8>) -> Int?
    ) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            guard let size = fill(buffer) else { throw ParquetWriterError.cannotCompress(compression) }
            count = size
        }
    }
}
