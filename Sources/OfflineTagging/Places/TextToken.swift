/// A word of a text, or a character of a script without blanks, with what its place in the sentence says.
struct TextToken {
    let range: Range<String.Index>
    /// Whether it begins with a capital letter, or its script has none.
    let isCapital: Bool
    /// Whether all of its letters are capitals.
    let isUpper: Bool
    /// Whether its script has capital letters.
    let isCased: Bool
    /// Whether a capital letter says nothing: it begins a sentence, or is in a heading.
    var isFirst: Bool
    /// Whether it may be part of a name together with the token before: only blanks, hyphens and the like lie between.
    let continues: Bool
    /// Whether it is a character of a script that writes no blanks between words.
    let isCharacter: Bool

    /// The tokens of a text. Cost: linear.
    static func all(_ text: String) -> [TextToken] {
        var tokens: [TextToken] = []
        let scalars = text.unicodeScalars
        var place = scalars.startIndex
        var gap = Gap()
        while place < scalars.endIndex {
            let scalar = scalars[place]
            guard isWord(scalar) else {
                gap.add(scalar)
                place = scalars.index(after: place)
                continue
            }
            var end = scalars.index(after: place)
            let isCharacter = isWrittenWithoutBlanks(scalar)
            while !isCharacter, end < scalars.endIndex, isWord(scalars[end]), !isWrittenWithoutBlanks(scalars[end]) {
                end = scalars.index(after: end)
            }
            let letters = scalars[place..<end].filter(\.properties.isCased)
            tokens.append(
                TextToken(
                    range: place..<end, isCapital: letters.isEmpty || isCapital(scalar),
                    isUpper: !letters.isEmpty && letters.allSatisfy(isCapital), isCased: !letters.isEmpty,
                    isFirst: tokens.isEmpty || gap.endsSentence, continues: !tokens.isEmpty && gap.joins,
                    isCharacter: isCharacter))
            gap = Gap()
            place = end
        }
        markHeadings(&tokens)
        return tokens
    }

    /// What lies between two tokens.
    private struct Gap {
        var endsSentence = false
        var joins = true

        mutating func add(_ scalar: Unicode.Scalar) {
            switch scalar {
            case " ", "-", "'", "\u{2019}", "\u{2010}", "\u{2011}", "\u{A0}": break
            case ".": (endsSentence, joins) = (true, joins)
            case "!", "?", ":", ";", "\n", "\r", "\"", "\u{201C}", "\u{201E}", "\u{AB}", "(", "[", "*", "#", "\u{2022}",
                "\u{2013}", "\u{2014}", "\u{3002}", "|", "/", ">":
                (endsSentence, joins) = (true, false)
            default: joins = false
            }
        }
    }

    private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .decimalNumber:
            true
        default: false
        }
    }

    /// Thai, Lao, Myanmar, Khmer, kana and Han.
    private static func isWrittenWithoutBlanks(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xF900...0xFAFF, 0x2_0000...0x3_FFFF:
            true
        default: false
        }
    }

    /// In a sentence most of whose words have capitals, these say nothing.
    private static func markHeadings(_ tokens: inout [TextToken]) {
        var start = 0
        while start < tokens.count {
            var end = start + 1
            while end < tokens.count, !tokens[end].isFirst { end += 1 }
            let cased = tokens[start..<end].filter(\.isCased)
            if cased.count >= 4, cased.count(where: \.isCapital) * 10 >= cased.count * 7 {
                for place in start..<end { tokens[place].isFirst = true }
            }
            start = end
        }
    }
}
