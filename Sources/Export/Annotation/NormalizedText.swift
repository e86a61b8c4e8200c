/// A text as the join compares it: runs of Unicode white space become one blank, and are removed at the ends.
///
/// Nothing else is folded. Letter case and the two encodings of é (one code point or two) make texts different here, as
/// for a tokenizer.
struct NormalizedText {
    private(set) var bytes: [UInt8] = []

    /// Replaces the previous content.
    ///
    /// - Complexity: O(length).
    mutating func set(_ text: UnsafeRawBufferPointer) {
        bytes.removeAll(keepingCapacity: true)
        var index = 0
        var runStart = 0
        var pendingBlank = false
        while index < text.count {
            // Most characters are not the beginning of white space.
            guard text[index] <= 0x20 || text[index] >= 0xC2 || pendingBlank else {
                index += 1
                continue
            }
            let length = NormalizedText.whiteSpace(in: text, at: index)
            guard length > 0 else {
                if pendingBlank {
                    bytes.append(UInt8(ascii: " "))
                    pendingBlank = false
                }
                index += 1
                continue
            }
            bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[runStart..<index]))
            index += length
            while index < text.count {
                let next = NormalizedText.whiteSpace(in: text, at: index)
                if next == 0 { break }
                index += next
            }
            runStart = index
            pendingBlank = !bytes.isEmpty
        }
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[runStart...]))
    }

    /// The bytes of the white-space character at a position of well-formed UTF-8, 0 if there is none: the characters
    /// with the property White_Space of Unicode 16.
    private static func whiteSpace(in text: UnsafeRawBufferPointer, at index: Int) -> Int {
        let first = text[index]
        if first < 0x80 { return first == 0x20 || (0x09...0x0D).contains(first) ? 1 : 0 }
        guard first == 0xC2 || (0xE1...0xE3).contains(first) else { return 0 }
        let second = index + 1 < text.count ? text[index + 1] : 0
        if first == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
        switch (first, second, index + 2 < text.count ? text[index + 2] : 0) {
        case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
            (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
            return 3
        default: return 0
        }
    }
}
