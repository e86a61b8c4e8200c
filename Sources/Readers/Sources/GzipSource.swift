import CZlib

/// The decompressed bytes of a gzip source: one member after another, as `cat a.gz b.gz` makes them.
final class GzipSource: ByteSource {
    private let source: any ByteSource
    private let stream: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutableRawBufferPointer
    private var isInsideMember = false
    private var isFinished = false

    init(_ source: any ByteSource, inputBytes: Int = 1 << 18) throws(ReadError) {
        self.source = source
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        input = .allocate(byteCount: inputBytes, alignment: 16)
        // Window bits 15, plus 16: gzip members only, their checksums verified.
        let code = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else {
            throw .corrupt(file: source.name, compression: .gzip, offset: 0, detail: "zlib returned \(code)")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
    }

    var name: String { source.name }
    var consumedBytes: Int64 { source.consumedBytes - Int64(stream.pointee.avail_in) }
    var totalBytes: Int64? { source.totalBytes }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let capacity = min(buffer.count, Int(Int32.max))
        stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(capacity)
        while Int(stream.pointee.avail_out) == capacity && !isFinished {
            try refill()
            if stream.pointee.avail_in == 0 {
                if isInsideMember { throw ReadError.truncated(file: name, compression: .gzip, offset: consumedBytes) }
                isFinished = true
            } else if isInsideMember || startsMember() {
                try inflateSome()
            } else {
                try skipPadding()
            }
        }
        return capacity - Int(stream.pointee.avail_out)
    }

    private func refill() throws {
        guard stream.pointee.avail_in == 0 else { return }
        let count = try source.read(into: input)
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(count)
    }

    private func startsMember() -> Bool { stream.pointee.next_in.pointee == 0x1F }

    private func inflateSome() throws {
        isInsideMember = true
        let code = inflate(stream, Z_NO_FLUSH)
        switch code {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END:
            isInsideMember = false
            inflateReset(stream)
        default:
            let detail = stream.pointee.msg.map { String(cString: $0) } ?? "zlib returned \(code)"
            throw ReadError.corrupt(file: name, compression: .gzip, offset: consumedBytes, detail: detail)
        }
    }

    /// Between and after members only zero bytes may stand (tape padding, which gzip ignores as well).
    private func skipPadding() throws {
        while stream.pointee.avail_in > 0 && stream.pointee.next_in.pointee == 0 {
            stream.pointee.next_in += 1
            stream.pointee.avail_in -= 1
        }
        if stream.pointee.avail_in > 0 && !startsMember() {
            let detail = "bytes after the last member that are not gzip"
            throw ReadError.corrupt(file: name, compression: .gzip, offset: consumedBytes, detail: detail)
        }
    }
}
