/// Searches the end of a record that is not JSON: the next comma, or closing bracket of the container, that is neither
/// in a string nor in brackets opened inside the record. It can stop at any byte and continue with the next ones.
struct BracketScan {
    /// The bracket that closes the container of the record; `nil` if there is no container and only the end of input
    /// ends the record.
    let closingBracket: UInt8?
    /// Whether a line that begins with a brace ends the record even inside a string or bracket: the fault may be a
    /// quote.
    let endsAtBrace: Bool
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    private var isAtLineStart = false

    init(closingBracket: UInt8?, endsAtBrace: Bool = false) {
        self.closingBracket = closingBracket
        self.endsAtBrace = endsAtBrace
    }

    /// The index of the byte that ends the record; `nil` if it is not among these bytes.
    mutating func end(in text: UnsafePointer<UInt8>, count: Int) -> Int? {
        for index in 0..<count {
            let byte = text[index]
            if endsAtBrace {
                if isAtLineStart, byte == UInt8(ascii: "{") { return index }
                isAtLineStart = byte == UInt8(ascii: "\n")
                continue
            }
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth > 0 {
                    depth -= 1
                } else if byte == closingBracket {
                    return index
                }
            case UInt8(ascii: ","):
                if depth == 0 && closingBracket != nil { return index }
            default: break
            }
        }
        return nil
    }
}
