/// Fields of comma-separated values, quoted as RFC 4180 has it where they need it.
public enum CSVText {
    /// Writes a field.
    public static func append(
        _ field: String, separator: UInt8 = UInt8(ascii: ","), into output: inout TextBuffer
    ) {
        var field = field
        field.withUTF8 { append(utf8: UnsafeRawBufferPointer($0), separator: separator, into: &output) }
    }

    /// Writes a field given as UTF-8; an empty one is `""`, so that it is told from a null.
    public static func append(
        utf8: UnsafeRawBufferPointer, separator: UInt8 = UInt8(ascii: ","), into output: inout TextBuffer
    ) {
        let quote = UInt8(ascii: "\"")
        guard needsQuotes(utf8, separator) else { return output.append(utf8) }
        output.append(quote)
        var start = 0
        for (index, byte) in utf8.enumerated() where byte == quote {
            output.append(UnsafeRawBufferPointer(rebasing: utf8[start...index]))
            output.append(quote)
            start = index + 1
        }
        output.append(UnsafeRawBufferPointer(rebasing: utf8[start...]))
        output.append(quote)
    }

    /// Blanks at the ends are quoted as well: some readers strip them otherwise.
    private static func needsQuotes(_ utf8: UnsafeRawBufferPointer, _ separator: UInt8) -> Bool {
        guard let first = utf8.first, let last = utf8.last else { return true }
        if first == UInt8(ascii: " ") || last == UInt8(ascii: " ") { return true }
        return utf8.contains { byte in
            byte == separator || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        }
    }
}
