extension LanguageResolver {
    /// Words in brackets after a language's name that leave the language as it is, besides places.
    private static let qualifiers: Set<String> = [
        "simplified", "traditional", "romanized", "romanised", "transliterated", "latin", "roman", "cyrillic", "arabic",
        "devanagari", "bengali", "tifinagh", "hebrew", "greek", "gurmukhi", "perso arabic", "macrolanguage", "general",
        "standard",
    ]

    /// Reads a name with a qualifier in brackets.
    ///
    /// "Pashto (Southern)" is an inverted name, and tried as "Southern Pashto" first. Otherwise the qualifier must be a
    /// script, a place, or one of the words above: "English (Old)" is not English.
    func resolveQualified(_ text: Substring) -> String? {
        guard text.last == ")", let open = text.lastIndex(of: "("), open > text.startIndex else { return nil }
        let base = text[..<open].trimmingBlanks
        let qualifier = text[text.index(after: open)...].dropLast()
        if let code = resolve(NormalizedName("\(qualifier) \(base)")) { return code }
        guard let code = resolve(NormalizedName(base)) else { return nil }
        let word = NormalizedName(qualifier)
        let isNeutral =
            Self.qualifiers.contains(word.text) || word.text.hasSuffix(" script")
            || places.resolve(String(qualifier)) != nil
        return isNeutral ? code : nil
    }

    /// Reads names with commas or semicolons between them, if all are names of one language: "Spanish, Castilian".
    func resolveSynonyms(_ text: Substring) -> String? {
        let names = text.split { $0 == "," || $0 == ";" }
        guard names.count > 1 else { return nil }
        var found: Set<String> = []
        for name in names {
            guard let code = resolve(NormalizedName(name)) else { return nil }
            found.insert(code)
        }
        return found.count == 1 ? found.first : nil
    }

    /// Reads "Hindi language".
    func resolveNameOfLanguage(_ text: Substring) -> String? {
        let suffix = " language"
        let name = NormalizedName(text).text
        return name.hasSuffix(suffix) ? resolve(NormalizedName(name.dropLast(suffix.utf8.count))) : nil
    }
}
