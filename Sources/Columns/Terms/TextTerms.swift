/// The terms of a text in a text index: its words, and the neighbouring pairs of characters of scripts without blanks.
///
/// A run of letters is one term; a run of an unspaced script is its overlapping pairs, or its one character. So a part
/// of a word is part of a term, and two neighbouring Han characters are a term: either is found exactly without reading
/// texts.
enum TextTerms {
    /// A longer word is cut into overlapping windows of this many bytes, so that no term is longer.
    static let windowByteCount = 64
    /// A searched part is at most this long: any such part of a longer word is within one of its windows.
    static let soughtByteCount = 32
    /// Marks the side of a window where the word continues; no word contains it, since it is a control character.
    static let continuation: UInt8 = 1

    /// Calls `body` with the terms of a text, repeated ones too.
    ///
    /// - Parameter text: folded by `ASCIIFolding`.
    /// - Complexity: O(bytes).
    @inline(__always)
    static func forEach(in text: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) {
        TextRun.forEach(in: text) { kind, range in
            let run = UnsafeRawBufferPointer(rebasing: text[range])
            switch kind {
            case .separator: return
            case .word:
                if run.count < windowByteCount { body(run) } else { forEachWindow(of: run, body) }
            case .unspaced: forEachPair(in: run, body)
            }
        }
    }

    /// Calls `body` with the overlapping pairs of characters, or with the only character.
    @inline(__always)
    static func forEachPair(in run: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) {
        var first = 0
        var second = TextRun.character(at: 0, of: run).length
        if second == run.count { return body(run) }
        while second < run.count {
            let end = second + TextRun.character(at: second, of: run).length
            body(UnsafeRawBufferPointer(rebasing: run[first..<end]))
            first = second
            second = end
        }
    }

    private static func forEachWindow(of word: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void) {
        var start = 0
        while true {
            let isLast = start + windowByteCount >= word.count
            // The last window ends where the word ends, so that an end of a word is an end of a term.
            let from = isLast ? word.count - windowByteCount : start
            let window =
                (from > 0 ? [continuation] : []) + word[from..<from + windowByteCount] + (isLast ? [] : [continuation])
            window.withUnsafeBytes(body)
            if isLast { return }
            start += windowByteCount / 2
        }
    }
}
