/// The encoding of a text file. Other encodings are converted to UTF-8 while they are read.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
    case utf8 = "utf-8"
    /// Latin-1 as programs and the web mean it: with letters and quotes where ISO 8859-1 has control characters.
    case windows1252 = "windows-1252"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case utf32LittleEndian = "utf-32le"
    case utf32BigEndian = "utf-32be"

    /// The encoding that people call `name`: case, hyphens and underlines do not matter. `utf-16` alone is little-
    /// endian where no byte order mark says otherwise.
    public init?(named name: String) {
        let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
        switch plain {
        case "utf8", "utf8sig", "ascii", "usascii": self = .utf8
        case "windows1252", "cp1252", "latin1", "iso88591", "l1", "ansi": self = .windows1252
        case "utf16", "utf16le", "ucs2", "unicode": self = .utf16LittleEndian
        case "utf16be": self = .utf16BigEndian
        case "utf32", "utf32le": self = .utf32LittleEndian
        case "utf32be": self = .utf32BigEndian
        default: return nil
        }
    }

    /// The encoding that a byte order mark at the beginning of `prefix` names, and the length of the mark.
    static func ofByteOrderMark(_ prefix: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
        if prefix.starts(with: [0xFF, 0xFE, 0, 0]) { return (.utf32LittleEndian, 4) }
        if prefix.starts(with: [0, 0, 0xFE, 0xFF]) { return (.utf32BigEndian, 4) }
        if prefix.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if prefix.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        if prefix.starts(with: ForeignFormat.byteOrderMark) { return (.utf8, 3) }
        return nil
    }

    /// The encoding of a text of mostly ASCII characters of two or four bytes each; nil for any other text.
    static func ofWideText(_ sample: [UInt8]) -> TextEncoding? {
        guard sample.count >= 8 else { return nil }
        var zeros = [0, 0, 0, 0]
        let count = sample.count / 4 * 4
        for index in 0..<count where sample[index] == 0 { zeros[index % 4] += 1 }
        let full = count / 4
        func isMostly(_ place: Int) -> Bool { zeros[place] * 10 >= full * 7 }
        func isNever(_ place: Int) -> Bool { zeros[place] * 10 <= full }
        if isNever(0), isMostly(1), isMostly(2), isMostly(3) { return .utf32LittleEndian }
        if isMostly(0), isMostly(1), isMostly(2), isNever(3) { return .utf32BigEndian }
        if isNever(0), isMostly(1), isNever(2), isMostly(3) { return .utf16LittleEndian }
        if isMostly(0), isNever(1), isMostly(2), isNever(3) { return .utf16BigEndian }
        return nil
    }
}
