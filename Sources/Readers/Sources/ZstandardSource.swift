import CZstd

/// The decompressed bytes of a zstd source: one frame after another, skippable frames left out.
final class ZstandardSource: ByteSource {
    private let source: any ByteSource
    private let stream: OpaquePointer
    private let storage: UnsafeMutableRawBufferPointer
    private var input: ZSTD_inBuffer
    private var isInsideFrame = false
    private var isFinished = false

    init(_ source: any ByteSource, inputBytes: Int = 1 << 18) throws(ReadError) {
        guard let stream = ZSTD_createDStream() else {
            throw .corrupt(
                file: source.name, compression: .zstandard, offset: 0, detail: "no memory for a decompressor")
        }
        // Corpora are often compressed with `--long=31`; the decoder allocates only what a frame requires.
        _ = ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, 31)
        self.source = source
        self.stream = stream
        storage = .allocate(byteCount: inputBytes, alignment: 16)
        input = ZSTD_inBuffer(src: UnsafeRawPointer(storage.baseAddress), size: 0, pos: 0)
    }

    deinit {
        ZSTD_freeDStream(stream)
        storage.deallocate()
    }

    var name: String { source.name }
    var consumedBytes: Int64 { source.consumedBytes - Int64(input.size - input.pos) }
    var totalBytes: Int64? { source.totalBytes }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
        while output.pos == 0 && !isFinished {
            var isAtEndOfInput = false
            if input.pos == input.size {
                input.size = try source.read(into: storage)
                input.pos = 0
                isAtEndOfInput = input.size == 0
            }
            if isAtEndOfInput && !isInsideFrame {
                isFinished = true
                break
            }
            // Called once more at the end of the input: the decoder may still have decompressed bytes.
            let result = ZSTD_decompressStream(stream, &output, &input)
            if ZSTD_isError(result) != 0 {
                let detail = String(cString: ZSTD_getErrorName(result))
                throw ReadError.corrupt(file: name, compression: .zstandard, offset: consumedBytes, detail: detail)
            }
            isInsideFrame = result != 0
            if isAtEndOfInput && isInsideFrame && output.pos == 0 {
                throw ReadError.truncated(file: name, compression: .zstandard, offset: consumedBytes)
            }
        }
        return output.pos
    }
}
