/// Formats and encodings that are recognised so that the error can name them.
enum ForeignFormat {
    private static let signatures: [(bytes: [UInt8], name: String)] = [
        (Array("FEA1".utf8), "Feather of version 1"),
        (Array("PK\u{3}\u{4}".utf8), "ZIP"), (Array("BZh91AY&SY".utf8), "bzip2"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz"), (Array("SQLite format 3\0".utf8), "SQLite"),
    ]

    /// The name of the format whose signature begins `prefix`, if this module does not read it.
    static func recognise(_ prefix: some Collection<UInt8>) -> String? {
        signatures.first { prefix.starts(with: $0.bytes) }?.name
    }

    /// The name of the encoding of `prefix`, the first bytes of a text file, if it is visibly not UTF-8.
    ///
    /// Without a byte order mark only JSON can be recognised: its first character, an ASCII bracket, has zero bytes
    /// around it.
    static func recogniseEncoding(_ prefix: some Collection<UInt8>) -> String? {
        let bytes = Array(prefix.prefix(4))
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return "UTF-32LE" }
        if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32BE" }
        if bytes.starts(with: [0xFF, 0xFE]) { return "UTF-16LE" }
        if bytes.starts(with: [0xFE, 0xFF]) { return "UTF-16BE" }
        for bracket in Array("{[".utf8) {
            if bytes == [bracket, 0, 0, 0] { return "UTF-32LE" }
            if bytes == [0, 0, 0, bracket] { return "UTF-32BE" }
            if bytes.starts(with: [bracket, 0]) { return "UTF-16LE" }
            if bytes.starts(with: [0, bracket]) { return "UTF-16BE" }
        }
        return nil
    }

    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
