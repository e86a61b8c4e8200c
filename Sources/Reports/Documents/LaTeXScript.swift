import Foundation

/// Text in scripts that pdfLaTeX has no font for.
///
/// A text with such a character is written twice, as `\inscript{text}{transliteration}`: LuaLaTeX and XeLaTeX set the
/// first, pdfLaTeX the second, so that the file compiles with each of them.
enum LaTeXScript {
    /// The definition of `\inscript`, for the start of a file that uses it.
    static let definition = "\\providecommand{\\inscript}[2]{\\ifdefined\\Umathchar#1\\else#2\\fi}"

    /// The text in Latin letters that the encoding T1 has; nil if the text already is such.
    static func transliteration(of text: String) -> String? {
        guard text.unicodeScalars.contains(where: { !isSet($0) }) else { return nil }
        let flags = String(String.UnicodeScalarView(text.unicodeScalars.map(letterOfFlag)))
        let romanized = flags.applyingTransform(.toLatin, reverse: false) ?? flags
        let latin = String(String.UnicodeScalarView(romanized.unicodeScalars.map(quoteOfModifier)))
        if latin.unicodeScalars.allSatisfy(isSet) { return latin }
        var shown = ""
        for character in latin.precomposedStringWithCanonicalMapping {
            if character.unicodeScalars.allSatisfy(isSet) {
                shown.append(character)
                continue
            }
            let plain = String(character).applyingTransform(.stripDiacritics, reverse: false) ?? ""
            let ascii = plain.applyingTransform(StringTransform("Latin-ASCII"), reverse: false) ?? plain
            for scalar in ascii.unicodeScalars where !isJoiner(scalar) {
                shown += isSet(scalar) ? String(scalar) : "[U+\(String(scalar.value, radix: 16, uppercase: true))]"
            }
        }
        return shown
    }

    /// A flag is two regional indicators, which stand for letters.
    private static func letterOfFlag(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0x1F1E6...0x1F1FF).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0x1F1E6 + 0x41) ?? scalar
    }

    /// The half rings of ayin and hamza, and other modifier letters of transliterations, as the quotes that are printed
    /// in their place.
    private static func quoteOfModifier(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x2BB, 0x2BD, 0x2BF: "\u{2018}"
        case 0x2B9, 0x2BC, 0x2BE, 0x2C8: "\u{2019}"
        default: scalar
        }
    }

    /// Marks without a shape of their own: joiners, variation selectors.
    private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0x200C || scalar.value == 0x200D || (0xFE00...0xFE0F).contains(scalar.value)
    }

    /// Whether pdfLaTeX with T1 and textcomp sets the character.
    private static func isSet(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x80, 0xA0...0x125, 0x128...0x137, 0x139...0x13E, 0x141...0x148, 0x14A...0x165, 0x168...0x17E: true
        case 0x218...0x21B, 0x2018...0x201A, 0x201C...0x201E, 0x2013, 0x2014, 0x2020...0x2022, 0x2026, 0x2030: true
        case 0x2039, 0x203A, 0x20AC, 0x2122, 0x2212, 0x221E: true
        default: false
        }
    }
}
