/// Words as Python's `\w+` finds them: letters, numbers and underscores, in runs.
public enum Words {
    /// The ranges of the words of a text, in their order.
    public static func ranges(in text: String) -> [Range<String.Index>] {
        let scalars = text.unicodeScalars
        var ranges: [Range<String.Index>] = []
        var start: String.Index?
        for index in scalars.indices {
            if isWordScalar(scalars[index]) {
                if start == nil { start = index }
            } else if let first = start {
                ranges.append(first..<index)
                start = nil
            }
        }
        if let start { ranges.append(start..<scalars.endIndex) }
        return ranges
    }

    /// The words of a text in lower case.
    public static func lowered(_ text: String) -> [String] {
        let lowered = text.lowercased()
        return ranges(in: lowered).map { String(lowered[$0]) }
    }

    private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "_": return true
            default: return false
            }
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        default: return scalar.properties.numericType != nil
        }
    }

    /// The parts between white space, as Python's `str.split()` finds them.
    public static func fields(of text: String) -> [Substring.UnicodeScalarView] {
        // Python takes the four separators of ASCII for white space; Unicode does not.
        text.unicodeScalars.split { $0.properties.isWhitespace || (0x1C...0x1F).contains($0.value) }
    }
}
