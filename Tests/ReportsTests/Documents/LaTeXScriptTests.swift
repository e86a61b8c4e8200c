import Testing

@testable import Reports

@Suite struct LaTeXScriptTests {
    /// Regression: the half rings of Arabic names were printed as `[U+2BF]`.
    @Test(arguments: [
        "عمان", "العراق", "المملكة العربية السعودية", "اليمن", "ישראל", "日本", "Ελλάδα", "Россия", "भारत", "🇩🇪",
    ])
    func everyScriptHasLatinLetters(text: String) throws {
        let latin = try #require(LaTeXScript.transliteration(of: text))
        #expect(!latin.contains("[U+"), "\(latin)")
    }

    @Test(arguments: [
        ("\u{2BF}Amm\u{101}n", "‘Ammān"), ("Qur\u{2BE}an", "Qur’an"), ("Hawai\u{2BB}i", "Hawai‘i"), ("plain", nil),
        ("Côte d’Ivoire", nil),
    ]) func modifierLettersAreQuotes(text: String, latin: String?) {
        #expect(LaTeXScript.transliteration(of: text) == latin)
    }
}
