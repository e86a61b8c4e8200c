/// A JSON string as `json.dumps(text, ensure_ascii=False)` of Python writes it, which the published files are written
/// with: only quotes, backslashes and control characters below U+0020 are escaped.
struct JSONString: CustomStringConvertible {
    let text: String

    init(_ text: String) { self.text = text }

    var description: String {
        // Most texts have nothing to escape.
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        return isPlain ? "\"\(text)\"" : escaped
    }

    private var escaped: String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{8}": result += "\\b"
            case "\u{C}": result += "\\f"
            case ..<" ":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
