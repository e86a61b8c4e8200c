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
}
