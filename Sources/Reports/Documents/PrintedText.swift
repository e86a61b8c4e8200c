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
}
