/// About how many tokens a text has, without the tokenizer of a model: a quarter per ASCII character, a half for other
/// alphabets of two bytes, one for characters of three bytes and two for those of four. It errs towards too many.
public enum TokenEstimate {
    /// - Complexity: O(bytes).
    public static func tokens(of text: String) -> Int {
        (text.unicodeScalars.reduce(0) { $0 + quarters($1) } + 3) / 4
    }

    static func quarters(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case ..<0x80: 1
        case ..<0x800: 2
        case ..<0x10000: 4
        default: 8
        }
    }
}
