import SQLite

/// Values as JSON (RFC 8259).
public enum JSONText {
    /// Writes a value. JSON has no blobs and no infinities: a blob is a string with its SQL literal, an infinity the
    /// number 1e999, which readers of doubles read as infinity.
    public static func append(_ value: SQLValue, into output: inout TextBuffer) {
        switch value {
        case .null: output.append("null")
        case .integer(let value): output.append(String(value))
        case .real(let value): output.append(number(value))
        case .text(let value): append(string: value, into: &output)
        case .blob: append(string: value.plainText ?? "", into: &output)
        }
    }

    public static func append(string: String, into output: inout TextBuffer) {
        var string = string
        string.withUTF8 { append(utf8: UnsafeRawBufferPointer($0), into: &output) }
    }

    /// Writes a string given as UTF-8. Bytes without escapes are copied in runs.
    public static func append(utf8: UnsafeRawBufferPointer, into output: inout TextBuffer) {
        output.append(UInt8(ascii: "\""))
        var start = 0
        for (index, byte) in utf8.enumerated() where needsEscape(byte) {
            output.append(UnsafeRawBufferPointer(rebasing: utf8[start..<index]))
            appendEscape(of: byte, into: &output)
            start = index + 1
        }
        output.append(UnsafeRawBufferPointer(rebasing: utf8[start...]))
        output.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
    }

    private static func appendEscape(of byte: UInt8, into output: inout TextBuffer) {
        switch byte {
        case UInt8(ascii: "\""): output.append("\\\"")
        case UInt8(ascii: "\\"): output.append("\\\\")
        case UInt8(ascii: "\n"): output.append("\\n")
        case UInt8(ascii: "\r"): output.append("\\r")
        case UInt8(ascii: "\t"): output.append("\\t")
        case 0..<0x10: output.append("\\u000" + String(byte, radix: 16))
        default: output.append("\\u00" + String(byte, radix: 16))
        }
    }

    /// An object with the columns as keys, in their order.
    static func append(object row: [SQLValue], keys: [String], into output: inout TextBuffer) {
        output.append(UInt8(ascii: "{"))
        for (index, (key, value)) in zip(keys, row).enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            append(string: key, into: &output)
            output.append(UInt8(ascii: ":"))
            append(value, into: &output)
        }
        output.append(UInt8(ascii: "}"))
    }

    /// Distinct keys: a repeated name gets `_2`, `_3`, …, since readers keep only one of equal keys.
    public static func distinctKeys(_ columns: [String]) -> [String] {
        var taken = Set<String>()
        let all = Set(columns)
        return columns.map { column in
            var key = column
            var count = 1
            while taken.contains(key) || (count > 1 && all.contains(key)) {
                count += 1
                key = "\(column)_\(count)"
            }
            taken.insert(key)
            return key
        }
    }

    private static func number(_ value: Double) -> String {
        if value.isInfinite { return value < 0 ? "-1e999" : "1e999" }
        return value.isNaN ? "null" : value.description
    }
}
