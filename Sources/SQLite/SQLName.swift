import CSQLite

/// A name as SQL compares it: the case of ASCII letters is ignored, everything else is compared byte by byte.
public struct SQLName: Hashable, Sendable {
    private let folded: [UInt8]

    package init(_ name: String) {
        var bytes = Array(name.utf8)
        for place in bytes.indices { bytes[place] = SQLName.folded(bytes[place]) }
        folded = bytes
    }

    /// Whether SQL takes two names, or a word and a keyword, for the same.
    package static func areSame(_ name: String, _ other: String) -> Bool {
        name.utf8.count == other.utf8.count && name.utf8.elementsEqual(other.utf8) { folded($0) == folded($1) }
    }

    private static func folded(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    package func hasSuffix(_ suffix: String) -> Bool { folded.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) }

    package func hasPrefix(_ prefix: String) -> Bool { folded.starts(with: prefix.utf8) }

    /// A name as SQL takes it whatever characters it has: `"name"`.
    public static func quoted(_ name: String) -> String {
        let mark = UInt8(ascii: "\"")
        guard name.utf8.contains(mark) else { return "\"\(name)\"" }
        // By bytes: in Swift a quote followed by a combining accent is another character.
        let bytes = [mark] + name.utf8.flatMap { $0 == mark ? [mark, mark] : [$0] } + [mark]
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether a name has to be written in double quotes in SQL: a word of SQL, or one that is not made of ASCII
    /// letters, digits, `_` and what is not ASCII alone, or begins with a digit.
    public static func needsQuotes(_ name: String) -> Bool {
        let isPlain = name.utf8.allSatisfy { byte in
            byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }
        guard isPlain, let first = name.utf8.first, first != UInt8(ascii: "$"),
            !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
        else { return true }
        return sqlite3_keyword_check(name, Int32(clamping: name.utf8.count)) != 0
    }
}
