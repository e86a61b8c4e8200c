import Testing

@testable import SQLite

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("ñandú", 5), ("日本語", 6), ("ｶﾅ", 2), ("한국어", 6),
        ("\u{1112}\u{1161}\u{11AB}", 2), ("🙂", 2), ("👍🏽", 2), ("👨‍👩‍👧‍👦", 2), ("🇪🇬", 2), ("❤", 1), ("❤️", 2), ("1️⃣", 2),
        ("العربية", 7), ("שָׁלוֹם", 4), ("हिन्दी", 3), ("ไทย", 3), ("กี่", 1), ("a\u{200B}b", 2), ("\u{FEFF}x", 1), ("Ω≈ç√", 4),
        ("　", 2), ("𠜎", 2), ("ﷺ", 1),
    ])
    func width(_ text: String, _ expected: Int) {
        #expect(text.displayWidth == expected, "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
    }

    /// The search finds exactly the ranges, at both ends of each.
    @Test func wideScalarsAreThoseOfTheTable() {
        let wide = (0...0x3FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init).filter(EastAsianWidth.isWide)
        #expect(wide.first?.value == 0x1100)
        #expect(wide.last?.value == 0x3FFFD)
        for (scalar, expected) in [
            ("\u{115F}", true), ("\u{1160}", false), ("\u{303F}", false), ("\u{4E00}", true), ("\u{9FFF}", true),
            ("\u{A48D}", false), ("\u{AC00}", true), ("\u{D7A3}", true), ("\u{FF60}", true), ("\u{FF61}", false),
            ("\u{1F336}", false), ("\u{20000}", true),
        ] as [(Unicode.Scalar, Bool)] {
            #expect(EastAsianWidth.isWide(scalar) == expected, "U+\(String(scalar.value, radix: 16))")
        }
    }
}
