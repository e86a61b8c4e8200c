/// What a language tag is made of, for look-ups; all in lower case.
struct LanguageSubtags: Sendable {
    /// Codes of groups of languages (ISO 639-5), and of several, no or unknown languages (mul, mis, und, zxx).
    let collections: Set<String>
    let scripts: Set<String>
    /// Codes of ISO 3166-1 and M49, withdrawn and private ones, and common substitutes ("uk").
    let regions: Set<String>
    let variants: Set<String>
    private let extended: [String: String]
    private let tags: [String: String]

    init(_ rows: [LanguageTables.Subtag]) {
        func texts(_ kind: LanguageTables.Subtag.Kind) -> Set<String> {
            Set(rows.lazy.filter { $0.kind == kind }.map(\.text))
        }
        func codes(_ kind: LanguageTables.Subtag.Kind) -> [String: String] {
            Dictionary(
                rows.compactMap { row in row.kind == kind ? row.code.map { (row.text, $0) } : nil },
                uniquingKeysWith: { first, _ in first })
        }
        collections = texts(.collection)
        scripts = texts(.script)
        regions = texts(.region)
        variants = texts(.variant)
        extended = codes(.extlang)
        tags = codes(.tag)
    }

    /// The language of a tag that is registered whole: "i-klingon", "sgn-be-fr", "art-lojban".
    func language(ofTag tag: String) -> String? { tags[tag] }

    /// The language of an extended language subtag after its prefix: "yue" after "zh", "ase" after "sgn".
    func language(ofExtended subtag: String, after prefix: String) -> String? { extended["\(prefix)-\(subtag)"] }
}
