/// Which characters make up words, in lower case.
///
/// Letters, digits and marks do; everything else separates words. In scripts that write no blanks between words each
/// character is a word of its own.
struct WordCharacters: Sendable {
    static let shared = WordCharacters()

    /// The codes of the characters of the basic plane.
    let basic: [UInt32]
    /// Marks the code of a character that is a word of its own.
    static let wordBit: UInt32 = 1 << 31

    private init() {
        basic = (0..<0x1_0000).map { number in
            Unicode.Scalar(UInt32(number)).map(Self.code) ?? 0
        }
    }

    /// 0 for a separator, otherwise the lower case of the character, with `wordBit` if it is a word of its own.
    func code(_ scalar: UInt32) -> UInt32 {
        scalar < 0x1_0000 ? basic[Int(scalar)] : Unicode.Scalar(scalar).map(Self.code) ?? 0
    }

    private static func code(_ scalar: Unicode.Scalar) -> UInt32 {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
            break
        default: return 0
        }
        let lower = scalar.properties.lowercaseMapping.unicodeScalars
        let value = lower.count == 1 ? lower.first?.value ?? scalar.value : scalar.value
        return isWritten(withoutBlanks: value) ? value | wordBit : value
    }

    /// Thai, Lao, Myanmar and Khmer; Hiragana, Katakana and Han with their extensions.
    private static func isWritten(withoutBlanks scalar: UInt32) -> Bool {
        switch scalar {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF,
            0x4E00...0x9FFF, 0xA9E0...0xA9FF, 0xAA60...0xAA7F, 0xF900...0xFAFF, 0xFF66...0xFF9D, 0x2_0000...0x3_FFFF:
            true
        default: false
        }
    }
}
