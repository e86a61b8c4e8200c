/// How a word is written: the case that a replacement takes over.
enum LetterCase {
    case lower, capitalised, upper
    /// Mixed, such as iPhone.
    case other

    init(of word: some StringProtocol) {
        let letters = word.filter(\.isLetter)
        if letters.allSatisfy({ !$0.isUppercase }) {
            self = .lower
        } else if letters.count > 1, letters.allSatisfy({ !$0.isLowercase }) {
            self = .upper
        } else if letters.first?.isUppercase == true, letters.dropFirst().allSatisfy({ !$0.isUppercase }) {
            self = .capitalised
        } else {
            self = .other
        }
    }

    /// A word in lower case, written in this case; nil for a mixed one, which no rule carries over.
    func applied(to word: String) -> String? {
        switch self {
        case .lower: word
        case .capitalised: word.prefix(1).uppercased() + word.dropFirst()
        case .upper: word.uppercased()
        case .other: nil
        }
    }
}
