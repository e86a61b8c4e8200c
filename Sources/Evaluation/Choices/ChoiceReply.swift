/// A reply to a multiple-choice question, read for the letter that it names.
struct ChoiceReply {
    private let text: String

    init(_ text: String) { self.text = text }

    /// The value of `"answer_choice"`, `"answer"` or `"choice"` in a JSON object in the text.
    var answerField: String? {
        for name in ["answer_choice", "answer", "choice"] {
            guard let key = text.range(of: "\"\(name)\"") else { continue }
            let rest = text[key.upperBound...].drop { $0.isWhitespace }
            guard rest.first == ":" else { continue }
            let value = rest.dropFirst().drop { $0.isWhitespace }
            guard value.first == "\"" else { continue }
            let content = value.dropFirst()
            guard let end = content.firstIndex(of: "\"") else { continue }
            return String(content[..<end])
        }
        return nil
    }

    /// The positions of the letters that stand alone, A being 0, each as often as it occurs.
    ///
    /// A lower-case letter counts only if it is the whole reply.
    func letters(below count: Int) -> [Int] {
        let characters = Array(text.trimmingBlanks)
        if characters.count == 1, let value = characters[0].asciiValue, characters[0].isLetter {
            // The bit that parts lower from upper case in ASCII.
            return Self.position(Character(UnicodeScalar(value & 0xDF)), count).map { [$0] } ?? []
        }
        var found: [Int] = []
        for (place, character) in characters.enumerated() {
            guard let position = Self.position(character, count) else { continue }
            if place > 0, Self.joins(characters[place - 1]) { continue }
            let next = place + 1 < characters.count ? characters[place + 1] : nil
            if let next, Self.joins(next) { continue }
            if isWord(character, before: characters[(place + 1)...]) { continue }
            found.append(position)
        }
        return found
    }

    /// Whether "A" is an article or "I" a pronoun: a word in lower case follows, as in "A fruit", but not in "A or B".
    private func isWord(_ letter: Character, before rest: ArraySlice<Character>) -> Bool {
        guard letter == "A" || letter == "I", rest.first == " " else { return false }
        let next = rest.dropFirst().prefix { $0.isLetter }
        return next.first?.isLowercase == true && !["or", "and", "is"].contains(String(next))
    }

    private static func position(_ character: Character, _ count: Int) -> Int? {
        guard let value = character.asciiValue, value >= UInt8(ascii: "A") else { return nil }
        let position = Int(value - UInt8(ascii: "A"))
        return position < count ? position : nil
    }

    /// Whether a character beside a letter makes both part of a word.
    private static func joins(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "'" || character == "’" || character == "-"
    }
}
