/// The codecs that files are written with.
public enum WriterCompression: String, Sendable, CaseIterable {
    case zstd, snappy, gzip, lz4, brotli, none

    var codec: CompressionCodec {
        switch self {
        case .zstd: .zstd
        case .snappy: .snappy
        case .gzip: .gzip
        // The older LZ4 has two framings, which readers distinguish by trying.
        case .lz4: .lz4Raw
        case .brotli: .brotli
        case .none: .uncompressed
        }
    }
}
