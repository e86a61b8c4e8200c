import CZlib

/// Gzip members, one after another; zlib streams are read too.
final class GzipCompression: PageCompression {
    /// The bound of deflate: a match of 258 bytes takes two bits.
    static let greatestRatio = 1_040
    /// Window bits of 15, plus 32: gzip or zlib is detected from the header.
    private static let anyHeader: Int32 = 15 + 32
    private static let gzipHeader: Int32 = 15 + 16

    func decompress(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(ParquetProblem) -> Int {
        var stream = z_stream()
        let started = inflateInit2_(&stream, Self.anyHeader, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard started == Z_OK else { throw .decompressionFailed(codec: .gzip, detail: "no memory") }
        defer { inflateEnd(&stream) }
        stream.next_in = UnsafeMutablePointer(mutating: input.assumingMemoryBound(to: UInt8.self).baseAddress)
        stream.avail_in = uInt(input.count)
        stream.next_out = output.assumingMemoryBound(to: UInt8.self).baseAddress
        stream.avail_out = uInt(output.count)
        while stream.avail_in > 0 {
            let status = inflate(&stream, Z_FINISH)
            guard status == Z_STREAM_END else {
                guard status == Z_BUF_ERROR, stream.avail_out == 0, stream.avail_in > 0 else {
                    let detail = stream.msg.map { String(cString: $0) } ?? "it ends early"
                    throw .decompressionFailed(codec: .gzip, detail: detail)
                }
                throw .decompressedSize(found: output.count + 1, header: output.count)
            }
            inflateReset(&stream)
        }
        return output.count - Int(stream.avail_out)
    }

    func compress(_ input: UnsafeRawBufferPointer) throws(ParquetProblem) -> [UInt8] {
        var stream = z_stream()
        let started = deflateInit2_(
            &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, Self.gzipHeader, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard started == Z_OK, input.count <= Int(UInt32.max / 2) else { throw .compressionFailed(codec: .gzip) }
        defer { deflateEnd(&stream) }
        let bytes = [UInt8].filled(capacity: Int(deflateBound(&stream, uLong(input.count)))) { output in
            stream.next_in = UnsafeMutablePointer(mutating: input.assumingMemoryBound(to: UInt8.self).baseAddress)
            stream.avail_in = uInt(input.count)
            stream.next_out = output.assumingMemoryBound(to: UInt8.self).baseAddress
            stream.avail_out = uInt(output.count)
            return deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : nil
        }
        guard let bytes else { throw .compressionFailed(codec: .gzip) }
        return bytes
    }
}
