/// Fields of comma-separated values, quoted by RFC 4180 if they need it.
public enum CSVText {
    /// Writes a field.
    public static func append(
        _ field: String, separator: UInt8 = UInt8(ascii: ","), into output: inout TextBuffer
    ) {
        var field = field
        field.withUTF8 { append(utf8: UnsafeRawBufferPointer($0), separator: separator, into: &output) }
    }

    /// Writes a field given as UTF-8; an empty one is `""`, which distinguishes it from a null.
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

extension CSVText {
    /// The records of a text that this type has written: an empty field without quotes is a null.
    ///
    /// The CSV reader of the loads cannot be used for this: for it, as in other files, `""` and nothing are the same.
    public static func records(of text: String) -> [[String?]] {
        var reader = Reader()
        let bytes = Array(text.utf8)
        for byte in bytes.dropFirst(bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0) { reader.take(byte) }
        reader.endRecord()
        return reader.records
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private struct Reader {
        var records: [[String?]] = []
        private var record: [String?] = []
        private var field: [UInt8] = []
        private var isQuoted = false
        /// Whether a quote is open.
        private var isOpen = false
        private var isLastQuote = false

        mutating func take(_ byte: UInt8) {
            switch byte {
            case UInt8(ascii: "\""):
                // A second quote within quotes is one that is meant.
                if isLastQuote, !isOpen { field.append(byte) }
                isOpen.toggle()
                isQuoted = true
                isLastQuote = !isOpen
                return
            case UInt8(ascii: ",") where !isOpen: endField()
            case UInt8(ascii: "\n") where !isOpen: endRecord()
            default: field.append(byte)
            }
            isLastQuote = false
        }

        private mutating func endField() {
            record.append(field.isEmpty && !isQuoted ? nil : String(decoding: field, as: UTF8.self))
            field.removeAll()
            isQuoted = false
        }

        mutating func endRecord() {
            if record.isEmpty, field.isEmpty, !isQuoted { return }
            endField()
            records.append(record)
            record.removeAll()
        }
    }
}
