import CZstd
import Synchronization

/// One frame of zstd in memory.
enum Zstandard {
    /// - Throws: `SegmentError.textBlock`, as for all of zstd's errors.
    static func compress(_ bytes: [UInt8], level: Int32) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) { buffer, initialized in
            initialized = try checked(ZSTD_compress(buffer.baseAddress, buffer.count, bytes, bytes.count, level))
        }
    }

    /// - Parameter byteCount: the decompressed size; the caller has checked that it is not too large.
    /// - Throws: `SegmentError.textBlock`, also if the decompressed size differs.
    static func decompress(_ bytes: UnsafeRawBufferPointer, byteCount: Int) throws -> [UInt8] {
        let decompressor = try Decompressor.take()
        defer { decompressor.give() }
        let raw = try [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, initialized in
            initialized = try checked(
                ZSTD_decompressDCtx(
                    decompressor.context, buffer.baseAddress, buffer.count, bytes.baseAddress, bytes.count))
        }
        guard raw.count == byteCount else {
            throw SegmentError.textBlock(reason: "\(byteCount) bytes were expected, \(raw.count) came")
        }
        return raw
    }

    private static func checked(_ size: Int) throws -> Int {
        guard ZSTD_isError(size) == 0 else {
            throw SegmentError.textBlock(reason: String(cString: ZSTD_getErrorName(size)))
        }
        return size
    }
}

/// The working memory of a decompression, for one thread at a time. It is kept for the next frame: to make it costs a
/// quarter of decompressing a block of texts.
private final class Decompressor: @unchecked Sendable {
    let context: OpaquePointer

    private static let idle = Mutex<[Decompressor]>([])

    private init() throws {
        guard let context = ZSTD_createDCtx() else {
            throw SegmentError.textBlock(reason: "no memory is left to decompress it")
        }
        self.context = context
    }

    deinit { ZSTD_freeDCtx(context) }

    static func take() throws -> Decompressor { try idle.withLock { $0.popLast() } ?? Decompressor() }

    func give() { Decompressor.idle.withLock { $0.append(self) } }
}
