extension LanguageResolver {
    /// Families that the ROOTS corpus writes before a code.
    private static let familyPrefixes = ["indic-", "nigercongo-"]

    /// Reads a tag of BCP 47's kind, with "-" or "_": a language, then scripts and regions.
    ///
    /// A macrolanguage with an extended language ("zh-yue") is in the tables and found before this. Anything else after
    /// the language leaves the text unread.
    func resolveTag(_ text: Substring) -> String? {
        let subtags = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
        guard subtags.count > 1, let first = subtags.first, let code = resolveCode(first) else { return nil }
        for subtag in subtags.dropFirst() {
            // What follows "x", "u" or "t" is an extension, and says nothing about the language.
            if ["x", "u", "t"].contains(subtag.lowercased()) { break }
            guard isScript(subtag) || isRegion(subtag) else { return nil }
        }
        return code
    }

    /// Reads a code after the name of its family: "indic-hi" is hin, "nigercongo-sw" is swa.
    func resolvePrefixedCode(_ text: Substring) -> String? {
        let lower = text.lowercased()
        guard let prefix = Self.familyPrefixes.first(where: lower.hasPrefix) else { return nil }
        return resolveCode(lower.dropFirst(prefix.utf8.count))
    }

    private func isScript(_ subtag: Substring) -> Bool {
        subtag.utf8.count == 4 && scripts.contains(subtag.prefix(1).uppercased() + subtag.dropFirst().lowercased())
    }

    private func isRegion(_ subtag: Substring) -> Bool {
        if subtag.utf8.count == 3 { return subtag.utf8.allSatisfy(\.isDigit) }
        return subtag.utf8.count == 2 && (places.country(subtag.uppercased()) != nil || subtag.uppercased() == "UK")
    }
}
