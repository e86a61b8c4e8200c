extension String {
    /// How many columns of a terminal the text takes: two for East Asian wide characters and emoji, none for combining
    /// marks and other scalars that show nothing.
    public var displayWidth: Int {
        if utf8.allSatisfy({ $0 < 0x80 }) { return utf8.count }
        return reduce(0) { $0 + $1.displayWidth }
    }
}

extension Character {
    /// Columns of a terminal that the grapheme takes.
    fileprivate var displayWidth: Int {
        if isDrawnAsEmoji { return 2 }
        return unicodeScalars.reduce(0) { $0 + $1.displayWidth }
    }

    /// One picture, however many scalars: a flag, a joined sequence, or a symbol with the selector of its coloured
    /// form.
    private var isDrawnAsEmoji: Bool {
        guard let first = unicodeScalars.first, first.properties.isEmoji, unicodeScalars.count > 1 else { return false }
        let isFlag = (0x1F1E6...0x1F1FF).contains(first.value)
        let rest = unicodeScalars.dropFirst()
        return isFlag || first.properties.isEmojiPresentation
            || rest.contains { $0.value == 0xFE0F || $0.value == 0x200D }
    }
}

extension Unicode.Scalar {
    fileprivate var displayWidth: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark, .format, .control, .lineSeparator, .paragraphSeparator: 0
        default:
            // Vowels and finals of a Hangul syllable are drawn inside the block of its first letter.
            (0x1160...0x11FF).contains(value) ? 0 : EastAsianWidth.isWide(self) ? 2 : 1
        }
    }
}
