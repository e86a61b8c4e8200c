extension PlaceResolver {
    /// Codes that are words for a missing value or for no; `resolveCode` reads them in upper case.
    private static let missingWords: Set<String> = ["NA", "NO"]
    /// Codes that are words of English when they are not written in capitals.
    private static let words: Set<String> = ["and", "are", "can", "nor", "per"]

    /// The country of a whole text that is an alpha-2 or alpha-3 code, all lower or all upper case.
    func countryCode(ofWord raw: String) -> String? {
        let word = raw.trimmingBlanks
        guard (2...3).contains(word.utf8.count), let code = resolvableCode(word) else { return nil }
        return Self.missingWords.contains(code) || Self.words.contains(String(word)) ? nil : iso2(ofCode: code)
    }

    /// The country of a code in lower case, except for the words above.
    func lowerCaseCode(_ code: String) -> String? {
        code.utf8.allSatisfy(\.isLowerCaseLetter) ? countryCode(ofWord: code) : nil
    }

    /// The country of an ISO 3166-2 code in upper case, such as "IN-AS"; nil if the standard does not list it.
    ///
    /// A language tag such as "pt-BR" is not such a code: PT has no subdivision BR.
    func country(ofSubdivisionCode raw: String) -> String? {
        let code = raw.trimmingBlanks
        guard (4...6).contains(code.utf8.count), code.utf8.dropFirst(2).first == UInt8(ascii: "-") else { return nil }
        let country = String(code.prefix(2))
        return hasSubdivision(String(code.dropFirst(3)), of: country) ? country : nil
    }

    /// The country of the one flag emoji in a text; nil if there is none, or flags of several countries.
    func country(ofFlagIn raw: String) -> String? {
        var letters: [UInt8] = []
        for scalar in raw.unicodeScalars where (0x1F1E6...0x1F1FF).contains(scalar.value) {
            letters.append(UInt8(ascii: "A") + UInt8(truncatingIfNeeded: scalar.value - 0x1F1E6))
        }
        guard letters.count >= 2, letters.count.isMultiple(of: 2) else { return nil }
        var flags: Set<String> = []
        for start in stride(from: 0, to: letters.count, by: 2) {
            flags.insert(String(decoding: letters[start..<start + 2], as: UTF8.self))
        }
        return flags.count == 1 ? flags.first.flatMap { country($0)?.iso2 } : nil
    }

    /// Reads words that are written together, each with a capital: "SouthKorea", "LatinAmerica".
    func resolveJoinedWords(_ raw: String) -> PlaceResolution? {
        var spaced = ""
        var followsLowerCase = false
        for scalar in raw.trimmingBlanks.unicodeScalars {
            guard scalar.properties.isAlphabetic else { return nil }
            if followsLowerCase, scalar.properties.isUppercase { spaced.append(" ") }
            spaced.unicodeScalars.append(scalar)
            followsLowerCase = scalar.properties.isLowercase
        }
        guard let known = resolve(NormalizedName(spaced)), known.rule == .name else { return nil }
        return PlaceResolution(place: known.place, rule: .joinedWords)
    }

    private func resolvableCode(_ word: Substring) -> String? {
        if word.utf8.allSatisfy(\.isUpperCaseLetter) { return String(word) }
        return word.utf8.allSatisfy(\.isLowerCaseLetter) ? word.uppercased() : nil
    }
}

extension StringProtocol {
    /// The text without blanks and line ends at either side.
    var trimmingBlanks: SubSequence {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return self[endIndex...] }
        return self[first..<scalars.index(after: last)]
    }
}

extension UInt8 {
    var isLowerCaseLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
    var isUpperCaseLetter: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
