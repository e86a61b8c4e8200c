/// JSON as UTF-8, written member by member, so that the same values always give the same bytes.
struct JSONBytes {
    private(set) var bytes: [UInt8] = []
    /// Whether the next value at this level needs a comma before it.
    private var needsComma = false

    mutating func object(_ body: (inout JSONBytes) -> Void) { nested(UInt8(ascii: "{"), UInt8(ascii: "}"), body) }

    mutating func array(_ body: (inout JSONBytes) -> Void) { nested(UInt8(ascii: "["), UInt8(ascii: "]"), body) }

    /// The name of a member; its value comes next.
    mutating func key(_ name: String) {
        separate()
        quoted(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    mutating func value(_ text: String?) {
        separate()
        if let text { quoted(text) } else { raw("null") }
        needsComma = true
    }

    /// A number that is not finite is null: JSON has no other word for it.
    mutating func value(_ number: Double?) {
        separate()
        if let number, number.isFinite {
            // 3.0 is written as 3, so that whole numbers look like it.
            raw(
                Int(exactly: number).flatMap {
                    abs($0) < 1 << 53 && number.sign == ($0 < 0 ? .minus : .plus) ? "\($0)" : nil
                } ?? "\(number)")
        } else {
            raw("null")
        }
        needsComma = true
    }

    mutating func value(_ number: Int) {
        separate()
        raw(String(number))
        needsComma = true
    }

    mutating func value(_ flag: Bool) {
        separate()
        raw(flag ? "true" : "false")
        needsComma = true
    }

    mutating func member(_ name: String, _ text: String?) {
        key(name)
        value(text)
    }

    mutating func member(_ name: String, _ number: Double?) {
        key(name)
        value(number)
    }

    mutating func member(_ name: String, _ number: Int) {
        key(name)
        value(number)
    }

    mutating func member(_ name: String, _ flag: Bool) {
        key(name)
        value(flag)
    }

    mutating func endLine() {
        bytes.append(10)
        needsComma = false
    }

    /// Takes what was written, and starts again with nothing.
    mutating func take() -> [UInt8] {
        defer { self = JSONBytes() }
        return bytes
    }

    private mutating func nested(_ opening: UInt8, _ closing: UInt8, _ body: (inout JSONBytes) -> Void) {
        separate()
        bytes.append(opening)
        needsComma = false
        body(&self)
        bytes.append(closing)
        needsComma = true
    }

    private mutating func separate() { if needsComma { bytes.append(UInt8(ascii: ",")) } }

    private mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func quoted(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { source in
            for byte in source {
                switch byte {
                case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                    bytes.append(UInt8(ascii: "\\"))
                    bytes.append(byte)
                case 10: bytes.append(contentsOf: "\\n".utf8)
                case 13: bytes.append(contentsOf: "\\r".utf8)
                case 9: bytes.append(contentsOf: "\\t".utf8)
                case 0..<32, 127:
                    bytes.append(contentsOf: "\\u00".utf8)
                    bytes.append(Self.digits[Int(byte >> 4)])
                    bytes.append(Self.digits[Int(byte & 15)])
                default: bytes.append(byte)
                }
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
