extension LanguageResolver {
    /// Families that the ROOTS corpus writes before a code.
    private static let familyPrefixes = ["indic-", "nigercongo-"]
    /// How names of character sets begin, after the full stop of a POSIX locale.
    private static let characterSets = [
        "utf", "iso", "euc", "gb", "big5", "koi8", "cp", "sjis", "shift", "tis", "tcvn", "ujis", "ansi", "armscii",
    ]

    /// Reads a tag of BCP 47 with "-" or "_", in any case, or the name of a POSIX locale.
    ///
    /// A tag that is registered whole stands for its language ("i-klingon", "sgn-BE-FR"). In any other the first subtag
    /// is the language, or the extended language that follows it ("zh-yue", "sgn-ase"); scripts, regions and registered
    /// variants are ignored, and so is what follows a subtag of one letter. With anything else the text is not read as
    /// a tag: "co-author" is not Corsican.
    func resolveTag(_ text: Substring) -> String? {
        guard let tag = Self.withoutCharacterSet(text) else { return nil }
        let written = tag.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
        let parts = written.map { $0.lowercased() }
        if let code = subtags.language(ofTag: parts.joined(separator: "-")) { return code }
        guard parts.count > 1 || tag.utf8.count < text.utf8.count else { return nil }
        var code = resolveFirst(written[0])
        var rest = parts.dropFirst()
        let prefix = parts[0] == "sgn" ? "sgn" : code.flatMap { language($0)?.iso1 ?? $0 }
        if let prefix, let next = rest.first, let extended = subtags.language(ofExtended: next, after: prefix) {
            code = extended
            rest = rest.dropFirst()
        }
        return hasOnlyQualifiers(rest) ? code : nil
    }

    /// Reads a code after the name of its family: "indic-hi" is hin, "nigercongo-sw" is swa.
    func resolvePrefixedCode(_ text: Substring) -> String? {
        let lower = text.lowercased()
        guard let prefix = Self.familyPrefixes.first(where: lower.hasPrefix) else { return nil }
        return resolveCode(lower.dropFirst(prefix.utf8.count))
    }

    /// A label without the mark that models put around the code: "__label__en" (fastText), "__en__" (M2M-100),
    /// ">>eng<<" (OPUS-MT), "<2en>" (T5), "<|en|>" (Whisper).
    static func withoutLabelMark(_ text: Substring) -> Substring {
        switch text.utf8.first {
        case UInt8(ascii: "_"):
            guard text.hasPrefix("__"), let end = text.dropFirst(2).firstRange(of: "__") else { return text }
            let (mark, label) = (text[..<end.lowerBound].dropFirst(2), text[end.upperBound...])
            // "__label__" alone is a label without a code; Label is also the name of a language.
            return label.isEmpty && mark != "label" ? mark : label
        case UInt8(ascii: ">"):
            return text.hasPrefix(">>") && text.hasSuffix("<<") ? text.dropFirst(2).dropLast(2) : text
        case UInt8(ascii: "<"):
            if text.hasPrefix("<2"), text.hasSuffix(">") { return text.dropFirst(2).dropLast() }
            return text.hasPrefix("<|") && text.hasSuffix("|>") ? text.dropFirst(2).dropLast(2) : text
        default: return text
        }
    }

    /// A tag's first subtag, which may also be written with a capital: "En-Us".
    private func resolveFirst(_ subtag: Substring) -> String? {
        if let code = resolveCode(subtag) { return code }
        let rest = subtag.utf8.dropFirst()
        let isCapitalized = subtag.utf8.first?.isUpperCaseLetter == true && rest.allSatisfy(\.isLowerCaseLetter)
        return isCapitalized && !rest.isEmpty ? resolveCode(Substring(subtag.lowercased())) : nil
    }

    private func hasOnlyQualifiers(_ parts: ArraySlice<String>) -> Bool {
        for (index, part) in zip(parts.indices, parts) {
            // An extension, or private use.
            if part.utf8.count == 1, index + 1 < parts.endIndex, !parts[index + 1].isEmpty { return true }
            guard subtags.scripts.contains(part) || subtags.regions.contains(part) || subtags.variants.contains(part)
            else { return false }
        }
        return true
    }

    /// "pt_BR" of "pt_BR.UTF-8", "sr_RS" of "sr_RS@latin"; nil where what follows the full stop is no character set.
    private static func withoutCharacterSet(_ text: Substring) -> Substring? {
        var tag = text
        if let at = tag.lastIndex(of: "@") {
            guard tag[at...].utf8.dropFirst().allSatisfy({ $0.isLowerCaseLetter || $0.isUpperCaseLetter }) else {
                return nil
            }
            tag = tag[..<at]
        }
        guard let dot = tag.firstIndex(of: ".") else { return tag }
        let name = tag[tag.index(after: dot)...].lowercased()
        return characterSets.contains(where: name.hasPrefix) ? tag[..<dot] : nil
    }
}
