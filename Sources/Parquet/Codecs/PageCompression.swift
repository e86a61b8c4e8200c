/// One compression of pages. A new one needs a file and a line in ``CompressionCodec/compression()``.
protocol PageCompression: AnyObject {
    /// The greatest number of bytes that one compressed byte can expand to, if the format of the codec has such a
    /// limit.
    static var greatestRatio: Int { get }

    /// Decompresses `input` into `output` and returns the number of bytes. Throws if `output` is too small or the input
    /// is damaged.
    func decompress(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(ParquetProblem) -> Int

    /// The compressed bytes of `input`.
    func compress(_ input: UnsafeRawBufferPointer) throws(ParquetProblem) -> [UInt8]
}

extension CompressionCodec {
    /// An object that compresses and decompresses pages one after another; nil if pages are stored uncompressed.
    func compression() throws(ParquetProblem) -> (any PageCompression)? {
        switch self {
        case .uncompressed: nil
        case .snappy: SnappyCompression()
        case .gzip: GzipCompression()
        case .brotli: BrotliCompression()
        case .lz4: LegacyLZ4Compression()
        case .zstd: ZstdCompression()
        case .lz4Raw: LZ4RawCompression()
        default: throw .unsupportedCodec(self)
        }
    }
}

extension PageCompression {
    /// A decompressed size that `compressed` bytes may have.
    static func check(claimed: Int, compressed: Int, codec: CompressionCodec) throws(ParquetProblem) {
        let (most, overflow) = compressed.multipliedReportingOverflow(by: greatestRatio)
        guard overflow || claimed <= most else {
            throw .impossibleRatio(codec: codec, compressed: compressed, claimed: claimed)
        }
    }
}

extension Array<UInt8> {
    /// An array of up to `capacity` bytes. `fill` returns how many it has set; if it returns nil, so does this.
    static func filled(capacity: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Int?) -> [UInt8]? {
        var isFilled = true
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            let result = fill(
                UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<capacity]))
            isFilled = result != nil
            count = result ?? 0
        }
        return isFilled ? bytes : nil
    }
}
