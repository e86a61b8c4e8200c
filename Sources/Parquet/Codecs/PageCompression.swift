/// One compression of pages. A new one is its file and its line in ``CompressionCodec/compression()``.
protocol PageCompression: AnyObject {
    /// The greatest number of bytes that one compressed byte can stand for, as far as the format of the codec sets one.
    static var greatestRatio: Int { get }

    /// Fills `output` from `input` and returns how many bytes it became. Throws where it would be more than there is
    /// room for, or where the input is damaged.
    func decompress(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(ParquetProblem) -> Int

    /// The compressed bytes of `input`.
    func compress(_ input: UnsafeRawBufferPointer) throws(ParquetProblem) -> [UInt8]
}

extension CompressionCodec {
    /// An object that compresses and decompresses pages one after another, nil where pages are stored as they are.
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
    /// An array of up to `capacity` bytes, of which `fill` says how many it set; nil where `fill` gives nil.
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
