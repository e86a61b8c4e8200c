import CZstd

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
        let raw = try [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, initialized in
            initialized = try checked(
                ZSTD_decompress(buffer.baseAddress, buffer.count, bytes.baseAddress, bytes.count))
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
