import Foundation
import TestSupport
import Testing

@testable import Ingest

@Suite struct NormalizedNameTests {
    @Test(arguments: [
        ("India", "india"), ("  United \t States\n", "united states"), ("U.S.", "us"), ("U.S.A.", "usa"),
        ("U. S.", "u s"),
        ("D.R. Congo", "dr congo"), ("St. Lucia", "st lucia"), ("St.Kitts", "st kitts"), ("North_Korea", "north korea"),
        ("Guinea-Bissau", "guinea bissau"), ("Côte d'Ivoire", "cote divoire"), ("Côte d’Ivoire", "cote divoire"),
        ("Cote d`Ivoire", "cote divoire"), ("Cote d´Ivoire", "cote divoire"), ("Türkiye", "turkiye"),
        ("İstanbul", "istanbul"),
        ("Åland", "aland"), ("Malmø", "malmo"), ("Łódź", "lodz"), ("Straße", "strasse"), ("The Gambia", "gambia"),
        ("Bahamas, The", "bahamas"), ("the", "the"), ("The The", "the"),
        ("Bosnia & Herzegovina", "bosnia and herzegovina"),
        ("&", "and"), ("Theland", "theland"), ("Korea (South)", "korea south"),
        ("International/Other", "international other"),
        ("", ""), ("...", ""), ("🇮🇳", ""), ("🇮🇳 India", "india"), ("ＩＮＤＩＡ", "india"), ("Ελλάς", "ελλασ"),
        ("ΕΛΛΆΣ", "ελλασ"),
        ("Россия", "россия"), ("РОССИЙ", "россии"), ("भारत", "भारत"), ("ガーナ", "ガーナ"), ("ｶﾞｰﾅ", "ガーナ"), ("한국", "한국"),
        ("مِصْر", "مصر"), ("می\u{200C}خواهم", "میخواهم"), ("ไทย", "ไทย"), ("a.b", "ab"), ("é.b", "eb"), ("x²", "x2"),
        ("A&B", "a and b"),
    ])
    func normalForm(raw: String, expected: String) {
        #expect(NormalizedName(raw).text == expected)
    }

    @Test func isIdempotentOnEveryShortText() {
        let alphabet: [Character] = ["a", "B", ".", " ", "é", "&", "'", "ß", "र", "\u{301}"]
        func visit(_ text: String, _ depth: Int) {
            let once = NormalizedName(text).text
            #expect(NormalizedName(once).text == once, "\(text.debugDescription)")
            guard depth > 0 else { return }
            for character in alphabet { visit(text + String(character), depth - 1) }
        }
        visit("", 4)
    }

    @Test func agreesWithAnObviousTwin() {
        var generator = SeededGenerator(seed: 1)
        let alphabet = Array("abzABZ019 ..__--''&&(),/éÉøßÜŁşİıѲйЙだガगकी่ไ\u{301}\u{5B8}\u{64E}🇮🇳—’´".unicodeScalars)
        for _ in 0..<20_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...12, using: &generator) {
                text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)])
            }
            let raw = String(text)
            #expect(NormalizedName(raw).text == Self.twin(raw), "\(raw.debugDescription)")
        }
    }

    @Test func equalNamesHashAlike() {
        #expect(NormalizedName("CÔTE D’IVOIRE") == NormalizedName("Cote d'Ivoire"))
        #expect(Set(["한국", "한국".decomposedStringWithCanonicalMapping].map(NormalizedName.init)).count == 1)
    }

    /// The definition, word by word, on whole strings.
    private static func twin(_ raw: String) -> String {
        let apostrophes = Set("'`´’‘‛′ʹʻʼʽʾʿˈ＇".unicodeScalars)
        let folded: [Unicode.Scalar: String] = [
            "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ς": "σ",
        ]
        var kept = String.UnicodeScalarView()
        kept.append(contentsOf: raw.unicodeScalars.filter { !apostrophes.contains($0) })
        var text = ""
        for scalar in String(kept).decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
            let combining = scalar.properties.canonicalCombiningClass.rawValue
            if (10...35).contains(combining) || combining >= 200 || scalar.properties.generalCategory == .format {
                continue
            }
            let category = scalar.properties.generalCategory
            let isKept =
                CharacterSet.alphanumerics.contains(scalar) || [.nonspacingMark, .spacingMark].contains(category)
            text += isKept ? String(scalar) : scalar == "." || scalar == "&" ? String(scalar) : " "
        }
        var spaced = ""
        var run = 0
        for scalar in text.unicodeScalars {
            switch scalar {
            case ".":
                spaced += run == 1 ? "" : " "
                run = 0
            case "&":
                spaced += " and "
                run = 0
            case " ":
                spaced += " "
                run = 0
            default:
                spaced.unicodeScalars.append(scalar)
                run += 1
            }
        }
        var words = spaced.unicodeScalars.split(separator: " ").map { word in
            word.map { folded[$0] ?? String($0) }.joined()
        }
        while words.count > 1, words.first == "the" { words.removeFirst() }
        while words.count > 1, words.last == "the" { words.removeLast() }
        return words.joined(separator: " ")
    }
}
