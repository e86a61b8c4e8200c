extension Compression {
    /// Wraps `source` in the right decompressor, if it needs one. Throws what reading the first bytes throws.
    ///
    /// - Parameter maximumRatio: how many bytes one byte may expand to; more end the file with an error.
    public static func unwrap(
        _ source: any ByteSource, maximumRatio: Int? = nil
    ) throws -> (source: any ByteSource, compression: Compression) {
        let peeked = try PeekedSource(source, count: 4)
        let compression = recognise(peeked.prefix)
        let plain: any ByteSource
        switch compression {
        case .none: return (peeked, .none)
        case .gzip: plain = try GzipSource(peeked)
        case .zstandard: plain = try ZstandardSource(peeked)
        }
        return (maximumRatio.map { RatioWatch(plain, maximumRatio: $0) } ?? plain, compression)
    }
}
