import Warehouse

/// Reads a text as a language of ISO 639-3, or not at all: it never guesses.
///
/// ISO 639-1 codes keep their scope: "zh" and "Chinese" are the macrolanguage zho, "sw" and "Swahili" are swa, "no" is
/// nor; "cmn", "swh" and "nob" are the individual languages. A value without mutable state.
public struct LanguageResolver: Sendable {
    private let languagesByCode: [String: Language]
    /// Codes in lower case: 639-1, 639-3, 639-2/B, retired ones.
    private let codes: [String: String]
    private let names: [String: String]
    /// Names with their marks, in lower case, if the marks distinguish languages.
    private let spellings: [String: String]
    let subtags: LanguageSubtags
    let places: PlaceResolver

    /// A resolver over the tables that the binary carries.
    ///
    /// - Parameter places: says which words in brackets are places: "Korean (South Korea)".
    /// - Throws: `ReferenceTableError` if a table is missing or not of the expected shape.
    public static func embedded(places: PlaceResolver) throws(ReferenceTableError) -> LanguageResolver {
        LanguageResolver(try LanguageTables.embedded(), places: places)
    }

    public init(_ tables: LanguageTables, places: PlaceResolver) {
        self.places = places
        languagesByCode = Dictionary(tables.languages.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        spellings = Dictionary(
            tables.spellings.map { ($0.text, $0.code) }, uniquingKeysWith: { first, _ in first })
        subtags = LanguageSubtags(tables.subtags)

        var codes: [String: String] = [:]
        var names: [String: String] = [:]
        var shared: Set<String> = []
        // "Bai" is the name of a language, and "bai" the code of a group.
        for alias in tables.aliases where !subtags.collections.contains(alias.text) {
            if Self.isCode(alias.text[...]) { codes[alias.text] = alias.code } else { names[alias.text] = alias.code }
        }
        for language in tables.languages where language.iso1 == nil {
            codes[language.code] = language.code
            let name = NormalizedName(language.name).text
            if names.updateValue(language.code, forKey: name) != nil { shared.insert(name) }
        }
        // "En" and "Na" are names of languages, but in a column of languages they are a misspelt code and a missing
        // value.
        names = names.filter { $0.key.utf8.count > 2 }
        // If the names of two languages differ only in diacritics, the form without them is the name of neither, unless
        // one has a 639-1 code.
        for name in shared { names[name] = nil }
        for language in tables.languages {
            guard let iso1 = language.iso1 else { continue }
            codes[language.code] = language.code
            codes[iso1] = language.code
            names[NormalizedName(language.name).text] = language.code
        }
        self.codes = codes
        self.names = names
    }

    /// The ISO 639-3 code of the language that a text names or encodes; nil if it does neither.
    ///
    /// Read in this order: a code; a name in any of the tables' languages, by its marks if they distinguish two
    /// languages; a tag of BCP 47 or POSIX ("zh-Hant-TW", "pt_BR.UTF-8", "eng_Latn", "zh-yue"); a family's prefix
    /// before a code ("indic-hi"); a name with a qualifier in brackets ("Chinese (Simplified)"); names of one language
    /// with commas between them; a name followed by "language". Around any of them a model's label mark is left out
    /// ("__label__en"). The code of a group of languages ("ber", "mul") is no name: "tai" is not the language Tai.
    public func resolve(_ raw: String) -> String? {
        let text = Self.withoutLabelMark(raw.trimmingBlanks)
        if let code = resolveCode(text) { return code }
        if isCodeOfGroup(text) { return nil }
        if let code = spellings[text.lowercased()] { return code }
        if let code = resolve(NormalizedName(text)) { return code }
        return resolveTag(text) ?? resolvePrefixedCode(text) ?? resolveQualified(text) ?? resolveSynonyms(text)
            ?? resolveNameOfLanguage(text)
    }

    /// The language of an ISO 639-3 code.
    public func language(_ code: String) -> Language? { languagesByCode[code] }

    func resolve(_ name: NormalizedName) -> String? { names[name.text] }

    /// The language of a code without anything around it.
    ///
    /// Three letters must be lower case, since "SAS" and "KRL" are programming languages; in upper case only the
    /// languages with a 639-1 code count ("ENG"). Two letters must be of one case ("Io" is no code). "na" is a missing
    /// value.
    func resolveCode(_ text: Substring) -> String? {
        if Self.isCode(text) { return text == "na" ? nil : codes[String(text)] }
        guard (2...3).contains(text.utf8.count), text.utf8.allSatisfy(\.isUpperCaseLetter), text != "NA",
            let code = codes[text.lowercased()]
        else { return nil }
        return text.utf8.count == 2 || languagesByCode[code]?.iso1 != nil && code == text.lowercased() ? code : nil
    }

    private func isCodeOfGroup(_ text: Substring) -> Bool {
        (2...3).contains(text.utf8.count)
            && (text.utf8.allSatisfy(\.isLowerCaseLetter) || text.utf8.allSatisfy(\.isUpperCaseLetter))
            && subtags.collections.contains(text.lowercased())
    }

    private static func isCode(_ text: Substring) -> Bool {
        (2...3).contains(text.utf8.count) && text.utf8.allSatisfy(\.isLowerCaseLetter)
    }
}
