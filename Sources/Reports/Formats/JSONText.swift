import Warehouse

/// Values as JSON (RFC 8259).
enum JSONText {
    /// Writes a value. JSON has no blobs and no infinities: a blob is a string with its SQL literal, an infinity the
    /// number 1e999, which readers of doubles take for it.
    static func append(_ value: SQLValue, into output: inout TextBuffer) {
        switch value {
        case .null: output.append("null")
        case .integer(let value): output.append(String(value))
        case .real(let value): output.append(number(value))
        case .text(let value): append(string: value, into: &output)
        case .blob: append(string: value.plainText ?? "", into: &output)
        }
    }

    static func append(string: String, into output: inout TextBuffer) {
        output.append(UInt8(ascii: "\""))
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""): output.append("\\\"")
            case UInt8(ascii: "\\"): output.append("\\\\")
            case UInt8(ascii: "\n"): output.append("\\n")
            case UInt8(ascii: "\r"): output.append("\\r")
            case UInt8(ascii: "\t"): output.append("\\t")
            case 0..<0x10: output.append("\\u000" + String(byte, radix: 16))
            case 0x10..<0x20, 0x7F: output.append("\\u00" + String(byte, radix: 16))
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
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

    /// Keys that differ from each other: a name that comes again gets `_2`, `_3`, …, since readers keep one of equal keys.
    static func distinctKeys(_ columns: [String]) -> [String] {
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
