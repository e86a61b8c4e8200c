import Warehouse

/// A language of ISO 639-3.
public struct Language: Hashable, Sendable {
    /// ISO 639-3: three letters.
    public let code: String
    /// ISO 639-1, where there is one: two letters.
    public let iso1: String?
    /// The common English name.
    public let name: String
    /// ISO 639-3 scope: "I" individual, "M" macrolanguage.
    public let scope: String
    /// ISO 639-3 type: "L" living, "E" extinct, "A" ancient, "H" historical, "C" constructed.
    public let type: String
    /// ISO 15924 code of the script that the language is mostly written in, where one is known.
    public let script: String?
}

/// The reference tables of languages, as rows.
public struct LanguageTables: Sendable {
    /// A spelling or code in normal form that `languages` does not give.
    struct Alias: Sendable {
        let text: String
        let code: String
    }

    /// A part of a language tag (RFC 5646), a tag that is registered whole, or the code of a group of languages.
    struct Subtag: Sendable {
        enum Kind: String, Sendable {
            case collection, extlang, region, script, tag, variant
        }

        let kind: Kind
        /// In lower case; an extended language with its prefix: "zh-yue".
        let text: String
        /// The language of an extended language and of a whole tag.
        let code: String?
    }

    /// By code. The four special codes of ISO 639-3 (mis, mul, und, zxx) are no languages, and are not here.
    public let languages: [Language]
    let aliases: [Alias]
    /// Names, in lower case with their marks, that differ from another language's by marks alone: "võro" beside "voro".
    let spellings: [Alias]
    let subtags: [Subtag]

    /// Reads the tables that the binary carries.
    ///
    /// - Throws: `ReferenceTableError` if a table is missing or not of the expected shape.
    public static func embedded() throws(ReferenceTableError) -> LanguageTables {
        var languages: [Language] = []
        var aliases: [Alias] = []
        languages.reserveCapacity(8_000)
        let languageTable = try ReferenceTable(
            named: "reference/languages.csv", columns: ["code", "iso1", "name", "scope", "type", "script"])
        try languageTable.forEachRow { (fields, _) throws(ReferenceTableError) in
            languages.append(
                Language(
                    code: fields[0], iso1: fields[1].orNil, name: fields[2], scope: fields[3], type: fields[4],
                    script: fields[5].orNil))
        }
        let aliasTable = try ReferenceTable(named: "reference/language_aliases.csv", columns: ["alias", "code"])
        try aliasTable.forEachRow { (fields, _) throws(ReferenceTableError) in
            aliases.append(Alias(text: fields[0], code: fields[1]))
        }
        return LanguageTables(
            languages: languages, aliases: aliases, spellings: try readSpellings(), subtags: try readSubtags())
    }

    private static func readSpellings() throws(ReferenceTableError) -> [Alias] {
        var spellings: [Alias] = []
        let table = try ReferenceTable(named: "reference/language_spellings.csv", columns: ["spelling", "code"])
        try table.forEachRow { (fields, _) throws(ReferenceTableError) in
            spellings.append(Alias(text: fields[0], code: fields[1]))
        }
        return spellings
    }

    private static func readSubtags() throws(ReferenceTableError) -> [Subtag] {
        var subtags: [Subtag] = []
        let table = try ReferenceTable(named: "reference/language_subtags.csv", columns: ["kind", "subtag", "code"])
        try table.forEachRow { (fields, line) throws(ReferenceTableError) in
            guard let kind = Subtag.Kind(rawValue: fields[0]) else {
                throw .value(file: table.file.name, line: line, column: "kind", value: fields[0])
            }
            subtags.append(Subtag(kind: kind, text: fields[1], code: fields[2].orNil))
        }
        return subtags
    }
}
