import Foundation
import Testing

@testable import Ingest

/// Tags of BCP 47 and POSIX, codes of Wikipedias and models, and codes that are of no language.
@Suite struct LanguageTagTests {
    let resolver: LanguageResolver

    init() throws { resolver = try SharedResolvers.languages }

    @Test(arguments: [
        // Variants, in any case.
        ("be-tarask", "bel"), ("ca-valencia", "cat"), ("de-1996", "deu"), ("de-CH-1901", "deu"), ("sr-ekavsk", "srp"),
        ("hy-arevela", "hye"), ("ja-Latn-hepburn", "jpn"), ("zh-Latn-pinyin", "zho"), ("sl-rozaj", "slv"),
        ("sl-rozaj-biske-1994", "slv"), ("en-scotland", "eng"), ("en-GB-oxendict", "eng"), ("fr-1694acad", "fra"),
        ("el-polyton", "ell"), ("oc-lengadoc", "oci"), ("de-DE-1996", "deu"), ("En-Us", "eng"), ("Zh-Cn", "zho"),
        ("Pt-Br", "por"), ("Eng-Latn", "eng"), ("Arb_Arab", "arb"), ("EN-LATN-US", "eng"), ("ENG_LATN", "eng"),
        // Extended languages.
        ("zh-cmn", "cmn"), ("zh-yue", "yue"), ("zh-min-nan", "nan"), ("zh-cmn-Hans", "cmn"), ("zh-yue-Hant-HK", "yue"),
        ("zh-nan-Latn", "nan"), ("ar-ary-MA", "ary"), ("ar-arz", "arz"), ("ar_arb_Arab", "arb"), ("ms-zsm", "zsm"),
        ("sw-swh", "swh"), ("sgn-ase", "ase"), ("sgn-ase-US", "ase"), ("sgn-US", "ase"), ("sgn-DE", "gsg"),
        ("sgn-BE-FR", "sfb"), ("sgn-CH-DE", "sgg"), ("sgn-JP", "jsl"),
        // Registered whole.
        ("i-klingon", "tlh"), ("i-lux", "ltz"), ("i-navajo", "nav"), ("i-hak", "hak"), ("I-AMI", "ami"),
        ("art-lojban", "jbo"), ("no-bok", "nob"), ("no-nyn", "nno"), ("zh-guoyu", "cmn"), ("zh-hakka", "hak"),
        ("zh-xiang", "hsn"), ("en-GB-oed", "eng"), ("i_klingon", "tlh"),
        // Extensions, private use, regions of all kinds.
        ("en-u-ca-gregory", "eng"), ("de-DE-u-co-phonebk", "deu"), ("en-a-bbb-x-a-ccc", "eng"), ("und-u-rg", nil),
        ("ar-x-maghrebi", "ara"), ("es-419", "spa"), ("en-001", "eng"), ("en_XX", "eng"), ("sq-XK", "sqi"),
        ("sr-CS", "srp"), ("de-DD", "deu"), ("ja-Jpan-JP", "jpn"), ("az-Qaaa", "aze"),
        // POSIX.
        ("pt_BR.UTF-8", "por"), ("sr_RS@latin", "srp"), ("sr_RS.UTF-8@latin", "srp"), ("ca_ES@valencia", "cat"),
        ("de_DE@euro", "deu"), ("en_US.ISO8859-1", "eng"), ("zh_CN.GB18030", "zho"), ("ja_JP.eucJP", "jpn"),
        ("en.UTF-8", "eng"), ("C", nil), ("POSIX", nil), ("C.UTF-8", nil), ("en_US.txt", nil), ("en@1", nil),
        // Wikipedias.
        ("simple", "eng"), ("zh-classical", "lzh"), ("roa-rup", "rup"), ("roa-tara", "nap"), ("be-x-old", "bel"),
        ("nds-nl", "nds"), ("map-bms", "jav"), ("fiu-vro", "vro"), ("bat-smg", "sgs"), ("cbk-zam", "cbk"),
        ("zh_min_nan", "nan"), ("sr-ec", "srp"), ("sr-el", "srp"), ("kk-arab", "kaz"), ("de-formal", "deu"),
        // Labels of models.
        ("__label__en", "eng"), ("__label__eng_Latn", "eng"), ("__label__zh", "zho"), ("__label__arb_Arab", "arb"),
        ("__label__zh-min-nan", "nan"), ("__label__xyzzy", nil), ("__label__", nil), ("__en__", "eng"),
        (">>fra<<", "fra"), ("<2de>", "deu"), ("<|ja|>", "jpn"), ("__label__French", "fra"), ("__", nil),
        // No tags.
        ("co-author", nil), ("is-this", nil), ("en-US-foo", nil), ("en-", nil), ("-en", nil), ("i-default", nil),
        ("i-mingo", nil), ("zh-min", nil), ("x-klingon", nil), ("qaa-Latn", nil), ("en--US", nil), ("en-yue", nil),
        ("ber-Latn", nil), ("sgn", nil), ("en-x", nil), ("mul-Latn", nil), ("cel-gaulish", nil), ("", nil), ("-", nil),
    ])
    func tags(raw: String, code: String?) {
        #expect(resolver.resolve(raw) == code)
    }

    /// "bih" was Bih of Vietnam, "tai" Taw, "nai" Bio, "day" Dai.
    @Test func codesOfGroupsAreNoLanguages() throws {
        let groups = try LanguageTables.embedded().subtags.filter { $0.kind == .collection }.map(\.text)
        #expect(groups.count > 110)
        for code in groups {
            #expect(resolver.resolve(code) == nil, "\(code)")
            #expect(resolver.resolve(code.uppercased()) == nil, "\(code)")
            #expect(resolver.resolve("\(code)_Latn") == nil, "\(code)")
        }
        for name in ["Berber languages", "Bihari languages", "Slavic languages", "Karen languages", "Bantu languages"] {
            #expect(resolver.resolve(name) == nil, "\(name)")
        }
    }

    /// Two names that differ by a mark were the name of neither.
    @Test(arguments: [
        ("Võro", "vro"), ("VÕRO", "vro"), ("Vo\u{303}ro", "vro"), ("Voro", "vor"), ("Aché", "guq"), ("Ache", "yif"),
        ("Bari", "bfa"), ("Barí", "mot"), ("Karipuna", "kuq"), ("Karipúna", "kgm"), ("Saliba", "sbe"),
        ("Sáliba", "slc"), ("Wara", "wbf"), ("Wára", "tci"), ("Ma'di", "mhi"), ("Madi", "grg"),
    ])
    func marksDecideWhereTheyTellNamesApart(raw: String, code: String) {
        #expect(resolver.resolve(raw) == code)
    }

    private func decided(_ values: [String]) -> [String: String] {
        LanguageColumn.reading(resolver).decide(values.map { ($0, resolver.resolve($0)) })
    }

    @Test func nauruAmongCodesIsALanguage() {
        #expect(decided(["en", "na", "fr"]) == ["na": "nau"])
        #expect(decided(["EN", "NA", "FR"]) == ["NA": "nau"])
        #expect(decided(["en", "NA", "fr"]).isEmpty)
        #expect(decided(["pt_BR", "na", "eng_Latn"]) == ["na": "nau"])
        #expect(decided(["English", "na", "French"]).isEmpty)
        #expect(decided(["na"]).isEmpty)
    }

    @Test func nanAmongNamesIsAMissingValue() {
        #expect(decided(["English", "nan", "French"]).isEmpty)
        #expect(decided(["zh", "nan", "yue"]) == ["nan": "nan"])
        #expect(decided(["nan"]) == ["nan": "nan"])
    }
}
