import Columns

/// What `text match 'words'` means: every word of the pattern occurs in the text, in any order.
///
/// A word is a maximal run of letters, digits and marks; the case of A to Z is ignored. A word followed by * occurs if
/// some word begins with it. A run of Han, Kana, Thai, … occurs wherever these characters stand together. A pattern
/// without a word matches nothing.
struct WordMatch: Sendable, Equatable {
    let literals: [TermQuery.Literal]
    private let searches: [SubstringSearch]

    init(pattern: [UInt8]) {
        var literals: [TermQuery.Literal] = []
        let folded = ASCIIFolding.folded(pattern.prefix { $0 != 0 })
        folded.withUnsafeBytes { bytes in
            TextRun.forEach(in: bytes) { kind, range in
                let run = Array(bytes[range])
                switch kind {
                case .separator: break
                case .word:
                    let isPrefix = range.upperBound < bytes.count && bytes[range.upperBound] == UInt8(ascii: "*")
                    literals.append(.init(run, beginsAtEdge: true, endsAtEdge: !isPrefix))
                case .unspaced: literals.append(.init(run))
                }
            }
        }
        self.literals = literals
        searches = literals.map { SubstringSearch($0.bytes) }
    }

    static func == (left: WordMatch, right: WordMatch) -> Bool { left.literals == right.literals }

    /// - Parameter text: folded by `ASCIIFolding`; anything after a NUL is ignored.
    func accepts(folded text: UnsafeRawBufferPointer) -> Bool {
        if literals.isEmpty { return false }
        let text = text.untilNUL
        return zip(literals, searches).allSatisfy { WordMatch.occurs($0, $1, in: text) }
    }

    func accepts(_ text: UnsafeRawBufferPointer) -> Bool {
        ASCIIFolding.folded(text).withUnsafeBytes { accepts(folded: $0) }
    }

    private static func occurs(
        _ literal: TermQuery.Literal, _ search: SubstringSearch, in text: UnsafeRawBufferPointer
    ) -> Bool {
        var start = 0
        while let found = search.first(in: text, from: start) {
            let end = found + literal.bytes.count
            let isBegun = !literal.beginsAtEdge || TextRun.kind(before: found, of: text) != .word
            let isEnded = !literal.endsAtEdge || TextRun.kind(at: end, of: text) != .word
            if isBegun, isEnded { return true }
            start = found + 1
        }
        return false
    }
}
