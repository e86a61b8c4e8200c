/// Which scripts a text is written in, and the languages that a script alone decides.
enum ScriptLanguages {
    /// A script as its first character and last, with the language that it is nearly always used for (ISO 639-1, or
    /// 639-3); nil if several languages use it.
    private static let ranges: [(ClosedRange<UInt32>, language: String?)] = [
        (0x0370...0x03FF, "el"), (0x1F00...0x1FFF, "el"), (0x0400...0x052F, nil), (0x0530...0x058F, "hy"),
        (0x0590...0x05FF, "he"), (0x0600...0x06FF, nil), (0x0750...0x077F, nil), (0x0700...0x074F, "syr"),
        (0x0780...0x07BF, "dv"), (0x07C0...0x07FF, "nqo"), (0x0900...0x097F, nil), (0x0980...0x09FF, "bn"),
        (0x0A00...0x0A7F, "pa"), (0x0A80...0x0AFF, "gu"), (0x0B00...0x0B7F, "or"), (0x0B80...0x0BFF, "ta"),
        (0x0C00...0x0C7F, "te"), (0x0C80...0x0CFF, "kn"), (0x0D00...0x0D7F, "ml"), (0x0D80...0x0DFF, "si"),
        (0x0E00...0x0E7F, "th"), (0x0E80...0x0EFF, "lo"), (0x0F00...0x0FFF, "bo"), (0x1000...0x109F, "my"),
        (0x10A0...0x10FF, "ka"), (0x1200...0x139F, "am"), (0x13A0...0x13FF, "chr"), (0x1780...0x17FF, "km"),
        (0x1800...0x18AF, "mn"), (0x1100...0x11FF, "ko"), (0xAC00...0xD7AF, "ko"), (0x3130...0x318F, "ko"),
        (0x3040...0x30FF, "ja"), (0x3400...0x4DBF, "zh"), (0x4E00...0x9FFF, "zh"),
    ]

    /// The language that the greater part of the letters decides by its script, with that part; nil without letters, or
    /// if the greater part is in a script of several languages.
    static func language(_ text: String) -> (language: String, share: Double)? {
        var counts: [String: Int] = [:]
        var letters = 0
        for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
            letters += 1
            guard scalar.value >= 0x370,
                let language = ranges.first(where: { $0.0.contains(scalar.value) })?.language
            else { continue }
            counts[language, default: 0] += 1
        }
        // Japanese is written with Han characters too: a tenth of kana among them decides.
        if let han = counts["zh"], let kana = counts["ja"], kana * 10 >= han {
            counts["ja"] = han + kana
            counts["zh"] = nil
        }
        let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
        guard let best, best.value * 2 > letters else { return nil }
        return (best.key, Double(best.value) / Double(letters))
    }
}
