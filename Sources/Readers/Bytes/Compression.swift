/// How a file is compressed, recognised by its first bytes and never by its name.
public enum Compression: String, Sendable, Hashable, CaseIterable {
    case none
    case gzip
    case zstandard = "zstd"

    /// The compression that `prefix`, the first bytes of a file, indicates.
    public static func recognise(_ prefix: some Collection<UInt8>) -> Compression {
        if prefix.starts(with: [0x1F, 0x8B]) { return .gzip }
        if prefix.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return .zstandard }
        let first = Array(prefix.prefix(4))
        // A file may begin with one of zstd's sixteen kinds of skippable frame.
        if first.count == 4, first[0] & 0xF0 == 0x50, first[1...] == [0x2A, 0x4D, 0x18] { return .zstandard }
        return .none
    }

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
