import SQLite

/// A JSON array as it is written, value by value.
public struct JSONArrayText {
    /// All but the closing bracket.
    private var bytes: [UInt8] = [UInt8(ascii: "[")]

    public init() {}

    private mutating func beginValue() {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    }

    /// Appends a text as a JSON string. Bytes that are not UTF-8 become U+FFFD.
    public mutating func append(text: UnsafeRawBufferPointer) {
        beginValue()
        bytes.append(UInt8(ascii: "\""))
        for byte in String(decoding: text, as: UTF8.self).utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): bytes += Array("\\n".utf8)
            case UInt8(ascii: "\r"): bytes += Array("\\r".utf8)
            case UInt8(ascii: "\t"): bytes += Array("\\t".utf8)
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                bytes += Array("\\u00\(digits.count == 1 ? "0" : "")\(digits)".utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Gives the array to SQLite.
    public func set(_ result: ResultContext) {
        (bytes + [UInt8(ascii: "]")]).withUnsafeBytes { result.set(text: $0) }
    }
}
