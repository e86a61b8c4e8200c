/// The words of a name, with words that people abbreviate in one form, and without order: "Korea, Dem. People's Rep."
/// and "Democratic People's Republic of Korea" have one key.
///
/// An abbreviation of two words (St.: saint, state) gives one key for each. A name without any abbreviated word has no
/// keys, since the order of other words distinguishes names.
struct AbbreviatedName {
    /// At most `mostKeys`.
    let keys: [String]

    private static let mostKeys = 8
    private static let mostWords = 12

    /// - Parameter keepsAnd: whether "and" is a word of the key: "Middle East, North Africa" are two areas.
    init(_ name: NormalizedName, keepsAnd: Bool) {
        let words = name.text.split(separator: " ")
        var keys: [[Substring]] = [[]]
        var isAbbreviable = false
        guard words.count > 1, words.count <= Self.mostWords else {
            self.keys = []
            return
        }
        for word in words where !Self.dropped.contains(word) && (keepsAnd || word != "and") {
            let meanings = Self.meanings[word]
            isAbbreviable = isAbbreviable || meanings != nil
            let choices = meanings ?? [word]
            guard keys.count * choices.count <= Self.mostKeys else {
                self.keys = []
                return
            }
            keys = keys.flatMap { key in choices.map { key + [$0] } }
        }
        self.keys = isAbbreviable ? keys.map { $0.sorted().joined(separator: " ") } : []
    }

    /// Whether a text says only what kind of state or land is meant, and is no name: "Dem. Rep.", "Federated States
    /// of".
    static func isOnlyForm(_ name: NormalizedName) -> Bool {
        let words = name.text.split(separator: " ")
        return !words.isEmpty
            && words.allSatisfy { word in
                dropped.contains(word) || (meanings[word] ?? [word]).contains { forms.contains($0) }
            }
    }

    private static let dropped: Set<Substring> = ["of", "the"]

    /// Words for the kind of state or land in a name.
    private static let forms: Set<Substring> = [
        "republic", "democratic", "peoples", "federated", "states", "state", "kingdom", "islamic", "plurinational",
        "bolivarian", "united", "province", "territory", "special", "administrative", "region", "socialist", "arab",
        "islands", "former", "commonwealth", "principality", "duchy", "sultanate", "emirate", "hashemite", "oriental",
        "grand",
    ]

    /// One form of a word, and its abbreviations and variants.
    private static let table: [(meaning: Substring, written: String)] = [
        ("republic", "republic rep repub republica republique rp"), ("democratic", "democratic dem democ democr"),
        ("peoples", "peoples people s ppl ppls peop pple"), ("federated", "federated federal federation fed feder"),
        ("states", "states sts stts s"), ("state", "state st"), ("saint", "saint st ste sainte sankt"),
        ("islands", "islands island isl isls is isds isd i"), ("islamic", "islamic isl islam"),
        ("north", "north northern n no nth"), ("new", "new n"), ("south", "south southern s so sth"),
        ("east", "east eastern e"), ("west", "west western w"), ("central", "central cent centr c"),
        ("equatorial", "equatorial eq equat equ"), ("british", "british br brit"), ("french", "french fr"),
        ("african", "african afr"), ("american", "american am amer"), ("united", "united utd u"),
        ("kingdom", "kingdom kdm kgdm"), ("territory", "territory territories terr ter terrs"),
        ("province", "province prov"), ("plurinational", "plurinational plur plurin plurinat"),
        ("bolivarian", "bolivarian boliv bol bolivar"), ("socialist", "socialist soc"),
        ("special", "special spec"), ("administrative", "administrative admin adm"), ("region", "region reg"),
        ("antarctic", "antarctic ant antarct"), ("antilles", "antilles ant antill"), ("ocean", "ocean oc"),
        ("indian", "indian ind"), ("herzegovina", "herzegovina herz herzeg hercegovina"),
        ("barbuda", "barbuda barb"), ("vincent", "vincent vin vinc"), ("grenadines", "grenadines gren grens"),
        ("netherlands", "netherlands neth"), ("dominican", "dominican dom domin"),
        ("former", "former fmr formerly"), ("mariana", "mariana marianas mar"), ("tobago", "tobago tob"),
        ("arab", "arab"), ("macedonia", "macedonia maced"),
        ("polynesia", "polynesia polyn"), ("commonwealth", "commonwealth cwlth"),
        ("principality", "principality princ"), ("outlying", "outlying outl"), ("minor", "minor min"),
        ("nevis", "nevis nev"), ("caicos", "caicos caic"), ("principe", "principe prin"), ("tome", "tome tom"),
        ("miquelon", "miquelon miq"),
    ]

    private static let meanings: [Substring: [Substring]] = {
        var meanings: [Substring: [Substring]] = [:]
        for (meaning, written) in table {
            for word in written.split(separator: " ") { meanings[word, default: []].append(meaning) }
        }
        return meanings
    }()
}
