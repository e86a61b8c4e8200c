import Tabular

/// How wide a text is in print: an estimate that is rather too wide.
enum PrintedText {
    /// In points of a font of 10 pt, by the widths of Computer Modern, which is wider than Times.
    static func width(of text: String) -> Double {
        text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
    }

    private static func width(of scalar: Unicode.Scalar) -> Double {
        switch scalar {
        case "0"..."9", "–", "a", "c", "e", "g", "o", "q", "v", "x", "y": 5.3
        case "i", "j", "l", ".", ",", ":", ";", "'", "[", "]", "|", "!": 2.8
        case " ": 3.3
        case "f", "t", "r", "s", "(", ")", "/", "-", "z": 4.1
        case "m", "w", "−", "∞", "<", ">", "=", "%", "M", "W", "×", "+": 8.6
        case "A"..."Z": 7.6
        case "b", "d", "h", "k", "n", "p", "u": 5.6
        default: scalar.value < 0x250 ? 6 : 10.5
        }
    }

    /// Stands for a place where a line may end within a word.
    static let breakMark: Character = "\u{00AD}"

    /// The text with a mark where a long word may be broken: behind a sign, before a capital behind a small letter, and
    /// every few letters if there are none.
    static func broken(_ text: String) -> String {
        var broken = ""
        var run = 0
        var last: Character = " "
        for character in text {
            let isSign = !last.isLetter && !last.isNumber && !last.isWhitespace
            let isCapital = character.isUppercase && last.isLowercase
            // No line begins with a sign.
            if run >= 14 || run >= 4 && (isSign || isCapital), character.isLetter || character.isNumber {
                broken.append(breakMark)
                run = 0
            }
            broken.append(character)
            run = character.isWhitespace ? 0 : run + 1
            last = character
        }
        return broken
    }

    /// The width of the widest piece that stays on one line, in points of a font of 10 pt.
    static func leastWidth(of text: String) -> Double {
        broken(text).split { $0 == breakMark || $0.isWhitespace }.map { width(of: String($0)) }.max() ?? 0
    }

    /// The text in lines, broken between words, none wider than `width` unless a word is.
    static func lines(of text: String, width limit: Double) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, width(of: "\(last) \(word)") <= limit {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    /// The text in at most so many lines, as narrow as possible, broken between words.
    static func lines(of text: String, atMost count: Int) -> [String] {
        let words = text.split(separator: " ")
        let runs = words.indices.flatMap { first in
            words.indices[first...].map { width(of: words[first...$0].joined(separator: " ")) }
        }
        for limit in runs.sorted() {
            let lines = lines(of: text, width: limit)
            if lines.count <= count { return lines }
        }
        return [text]
    }
}
