import Foundation
import Testing

@testable import Ingest

@Suite struct LanguageResolverTests {
    let resolver: LanguageResolver

    init() throws { resolver = try SharedResolvers.languages }

    @Test(arguments: [
        ("en", "eng"), ("EN", "eng"), ("En", nil), ("eng", "eng"), ("ENG", "eng"), ("zh", "zho"), ("chi", "zho"),
        ("cmn", "cmn"), ("sw", "swa"),
        ("swh", "swh"), ("no", "nor"), ("nb", "nob"), ("nn", "nno"), ("iw", "heb"), ("in", "ind"), ("ger", "deu"),
        ("SAS", nil), ("sas", "sas"),
        ("KRL", nil), ("CSS", nil), ("xx", nil), ("und", nil), ("mul", nil), ("zxx", nil), ("na", nil), ("NA", nil),
        ("zhs", "zho"), ("zht", "zho"),
        ("yid", "yid"), ("fil", "fil"), ("", nil), (" en ", "eng"), ("qaa", nil),
    ])
    func codes(raw: String, code: String?) {
        #expect(resolver.resolve(raw) == code)
    }

    @Test(arguments: [
        ("zh-CN", "zho"), ("zh_TW", "zho"), ("zh-Hant-TW", "zho"), ("zh-hans", "zho"), ("zh-yue", "yue"),
        ("zh-min-nan", "nan"),
        ("pt_BR", "por"), ("pt-br", "por"), ("eng_Latn", "eng"), ("arb_Arab", "arb"), ("srp_Cyrl", "srp"),
        ("sr-Latn-RS", "srp"), ("es-419", "spa"),
        ("en-GB", "eng"), ("en-UK", "eng"), ("EN_US", "eng"), ("de-x-custom", "deu"), ("ar-EG", "ara"),
        ("ar-MSA", "arb"), ("ar-LEV", "apc"),
        ("co-author", nil), ("is-this", nil), ("en-", nil), ("-en", nil), ("en-US-foo", nil), ("code-python", nil),
        ("indic-hi", "hin"),
        ("indic-or", "ori"), ("nigercongo-sw", "swa"), ("nigercongo-nso", "nso"), ("nigercongo-fon", "fon"),
        ("nigercongo", nil), ("indic", nil), ("und_Latn", nil),
    ])
    func tags(raw: String, code: String?) {
        #expect(resolver.resolve(raw) == code)
    }

    @Test(arguments: [
        ("English", "eng"), ("english", "eng"), ("Chinese", "zho"), ("Mandarin", "cmn"), ("Mandarin Chinese", "cmn"),
        ("Cantonese", "yue"),
        ("Farsi", "fas"), ("Persian", "fas"), ("Dari", "prs"), ("Kiswahili", "swa"), ("Swahili", "swa"),
        ("Filipino", "fil"), ("Tagalog", "tgl"),
        ("Arabic", "ara"), ("Modern Standard Arabic", "arb"), ("Egyptian Arabic", "arz"), ("Norwegian", "nor"),
        ("Norwegian Bokmål", "nob"),
        ("Bokmål", "nob"), ("Nynorsk", "nno"), ("Deutsch", "deu"), ("français", "fra"), ("हिन्दी", "hin"), ("中文", "zho"),
        ("日本語", "jpn"),
        ("한국어", "kor"), ("русский", "rus"), ("العربية", "ara"), ("ไทย", "tha"), ("Ta'izzi-Adeni Arabic", "acq"),
        ("Ta’izzi-Adeni Arabic", "acq"),
        ("Odia", "ori"), ("Oriya", "ori"), ("Punjabi", "pan"), ("Panjabi", "pan"), ("Uighur", "uig"), ("Uyghur", "uig"),
        ("Sinhalese", "sin"),
        ("Myanmar", "mya"), ("Burmese", "mya"), ("Castilian", "spa"), ("Flemish", "nld"), ("Greek", "ell"),
        ("Modern Greek (1453-)", "ell"),
        ("Middle English (1100-1500)", "enm"), ("Scottish Gaelic", "gla"), ("Haitian Creole", "hat"),
        ("isiZulu", "zul"), ("Setswana", "tsn"),
        ("Esperanto", "epo"), ("Latin", "lat"), ("Hindi language", "hin"), ("Nigerian Pidgin", "pcm"),
        ("Yue Chinese, Cantonese", "yue"),
        ("Spanish, Castilian", "spa"), ("Panjabi; Punjabi", "pan"), ("English, French", nil), ("Mon", "mnw"),
        ("mon", "mon"), ("Fur", "fvr"),
        ("Code", nil), ("code", nil), ("Python", nil), ("Java", nil), ("C++", nil), ("unknown", nil),
        ("Klingonish", nil), ("Programming Language", nil),
        ("Indic", nil), ("Niger-Congo", nil), ("Greek languages", nil), ("language", nil), ("the language", nil),
    ])
    func names(raw: String, code: String?) {
        #expect(resolver.resolve(raw) == code)
    }

    @Test(arguments: [
        ("Chinese (Simplified)", "zho"), ("Chinese (Traditional)", "zho"), ("Chinese (China)", "zho"),
        ("Korean (South Korea)", "kor"),
        ("Korean (Korea)", "kor"), ("English (UK)", "eng"), ("Sundanese (West Java)", "sun"),
        ("Hausa (Northern Nigeria)", "hau"),
        ("Portuguese (Brazilian)", "por"), ("Portugese (Brazilian)", "por"), ("Serbian (Latin script)", "srp"),
        ("Pashto (Southern)", "pbt"),
        ("Albanian (Tosk)", "als"), ("Modern Standard Arabic (Romanized)", "arb"), ("Waray (Australia)", "wrz"),
        ("English (Old)", "ang"),
        ("English (invented)", nil), ("Code (Python)", nil), ("(English)", "eng"), ("English ()", "eng"),
        ("English)", "eng"),
        ("Swahili (macrolanguage)", "swa"), ("Swahili (individual language)", "swh"), ("German (Swiss)", "gsw"),
    ])
    func qualifiers(raw: String, code: String?) {
        #expect(resolver.resolve(raw) == code)
    }

    @Test func everyLanguageIsFoundByItsCode() throws {
        let tables = try LanguageTables.embedded()
        #expect(tables.languages.count > 7_500)
        for language in tables.languages {
            #expect(resolver.resolve(language.code) == language.code)
            #expect(resolver.language(language.code) == language)
            if let iso1 = language.iso1, iso1 != "na" { #expect(resolver.resolve(iso1) == language.code) }
        }
    }

    @Test func namesResolveUnlessTwoLanguagesShareThem() throws {
        let languages = try LanguageTables.embedded().languages
        let shared = Dictionary(grouping: languages) { NormalizedName($0.name).text }.filter { $0.value.count > 1 }
        #expect(shared.count < 20)
        // A capital distinguishes a name from a code: "Mon" is not "mon". A name of two letters is not read as a name:
        // it looks like a code.
        for language in languages where shared[NormalizedName(language.name).text] == nil && language.name.count > 2 {
            let found = resolver.resolve(language.name)
            #expect(found == language.code, "\(language.name) is \(found ?? "nothing"), not \(language.code)")
        }
    }

    @Test func tablesAreWellFormed() throws {
        let tables = try LanguageTables.embedded()
        let codes = Set(tables.languages.map(\.code))
        #expect(codes.count == tables.languages.count)
        #expect(
            Set(tables.languages.compactMap(\.iso1)).count == 183
                || Set(tables.languages.compactMap(\.iso1)).count == 184)
        for language in tables.languages {
            #expect(language.code.count == 3)
            #expect(["I", "M"].contains(language.scope), "\(language.code)")
            #expect(["L", "E", "A", "H", "C"].contains(language.type), "\(language.code)")
            #expect(language.script?.count ?? 4 == 4)
        }
        for alias in tables.aliases {
            #expect(codes.contains(alias.code), "\(alias.text)")
            #expect(NormalizedName(alias.text).text == alias.text, "\(alias.text)")
        }
        let scripts = [
            "eng": "Latn", "zho": "Hans", "hin": "Deva", "rus": "Cyrl", "ara": "Arab", "tha": "Thai", "kor": "Kore",
            "amh": "Ethi",
        ]
        for (code, script) in scripts { #expect(resolver.language(code)?.script == script) }
    }
}
