import Foundation

/// The normal form of a place or language name, in which spellings are compared.
///
/// In this order: apostrophes go; compatibility decomposition (NFKD); lower case; diacritics go, and so do format
/// characters; "&" is the word "and"; a full stop after a single letter goes ("U.S." is "us"); everything else that is
/// no letter, digit or mark is a blank; blanks are folded; a leading or trailing "the" goes.
///
/// A diacritic is a mark of combining class 10…35 (Hebrew and Arabic points) or 200 and more (above, below, through).
/// Marks of other classes distinguish words and stay: kana voicing, nukta, virama, Thai tones.
/// `schema/reference/names.py` is the same function for the script that writes the tables.
///
/// - Complexity: O(length).
public struct NormalizedName: Hashable, Sendable {
    /// The normal form; empty if the name has neither letter nor digit. Strings that compare equal are one name.
    public let text: String

    public init(_ raw: some StringProtocol) {
        var writer = Writer(capacity: raw.utf8.count)
        var ascii = true
        for byte in raw.utf8 where byte >= 0x80 {
            ascii = false
            break
        }
        if ascii {
            for byte in raw.utf8 { writer.add(ascii: byte) }
        } else {
            var scalars = String.UnicodeScalarView()
            // U+00B4 would decompose to a blank and an accent.
            scalars.append(contentsOf: raw.unicodeScalars.lazy.filter { !Self.isApostrophe($0) })
            for scalar in String(scalars).decomposedStringWithCompatibilityMapping.unicodeScalars {
                writer.add(scalar)
            }
        }
        text = writer.text
    }

    fileprivate static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "'", "`", "\u{B4}", "\u{2019}", "\u{2018}", "\u{201B}", "\u{2032}", "\u{2B9}", "\u{2BB}", "\u{2BC}",
            "\u{2BD}",
            "\u{2BE}", "\u{2BF}", "\u{2C8}", "\u{FF07}":
            true
        default: false
        }
    }
}

extension NormalizedName {
    /// Collects the words of a normal form.
    private struct Writer {
        private var bytes: [UInt8] = []
        private var blankIsDue = false
        /// Letters since the last blank or full stop.
        private var run = 0

        private static let leadingArticle = Array("the ".utf8)
        private static let trailingArticle = Array(" the".utf8)

        init(capacity: Int) { bytes.reserveCapacity(capacity) }

        mutating func add(ascii byte: UInt8) {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): append(byte | 0x20)
            case UInt8(ascii: "'"), UInt8(ascii: "`"): break
            case UInt8(ascii: "."): endRun(keepingWord: run == 1)
            case UInt8(ascii: "&"):
                endRun(keepingWord: false)
                for letter in "and".utf8 { append(letter) }
                endRun(keepingWord: false)
            default: endRun(keepingWord: false)
            }
        }

        mutating func add(_ scalar: Unicode.Scalar) {
            guard !scalar.isASCII else { return add(ascii: UInt8(truncatingIfNeeded: scalar.value)) }
            for lower in scalar.properties.lowercaseMapping.unicodeScalars where !Self.isDropped(lower) {
                switch lower.properties.generalCategory {
                case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
                    .decimalNumber,
                    .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
                    appendBlankIfDue()
                    if let folded = Self.folded(lower) {
                        bytes.append(contentsOf: folded.utf8)
                    } else if let encoded = UTF8.encode(lower) {
                        bytes.append(contentsOf: encoded)
                    }
                    run += 1
                default: endRun(keepingWord: false)
                }
            }
        }

        var text: String {
            var words = bytes[...]
            while words.starts(with: Self.leadingArticle) { words = words.dropFirst(Self.leadingArticle.count) }
            while words.suffix(Self.trailingArticle.count).elementsEqual(Self.trailingArticle) {
                words = words.dropLast(Self.trailingArticle.count)
            }
            return String(decoding: words, as: UTF8.self)
        }

        private mutating func append(_ byte: UInt8) {
            appendBlankIfDue()
            bytes.append(byte)
            run += 1
        }

        private mutating func appendBlankIfDue() {
            if blankIsDue, !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
            blankIsDue = false
        }

        private mutating func endRun(keepingWord: Bool) {
            if !keepingWord { blankIsDue = true }
            run = 0
        }

        private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
            let combining = scalar.properties.canonicalCombiningClass.rawValue
            return (10...35).contains(combining) || combining >= 200 || isApostrophe(scalar)
                || (0xFE00...0xFE0F).contains(scalar.value) || scalar.properties.generalCategory == .format
        }

        /// Letters that Unicode does not decompose, and that spellings without diacritics replace.
        private static func folded(_ scalar: Unicode.Scalar) -> String? {
            switch scalar {
            case "ø": "o"
            case "ł": "l"
            case "đ", "ð": "d"
            case "þ": "th"
            case "æ": "ae"
            case "œ": "oe"
            case "ß": "ss"
            case "ı": "i"
            case "ς": "σ"
            default: nil
            }
        }
    }
}
