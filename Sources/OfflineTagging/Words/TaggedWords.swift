/// The words of a text in lower case: letters, digits and marks.
struct TaggedWords {
    private(set) var words: [String] = []

    init(_ text: String) {
        var word = String.UnicodeScalarView()
        for scalar in text.lowercased().unicodeScalars {
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
                .spacingMark, .decimalNumber:
                word.append(scalar)
            default:
                // An apostrophe within a word joins it, as in "don't".
                if scalar == "'" || scalar == "\u{2019}" { continue }
                if !word.isEmpty { words.append(String(word)) }
                word = String.UnicodeScalarView()
            }
        }
        if !word.isEmpty { words.append(String(word)) }
    }
}
