import Columns

/// What `text match 'words'` means: every word of the pattern occurs in the text, in any order.
///
/// A word is a longest run of letters, digits and marks; A to Z are as a to z. A word with * right behind it occurs where a
/// word begins with it. A run of Han, Kana, Thai, … occurs wherever these characters stand together. A pattern
/// without a word matches nothing.
struct WordMatch: Sendable, Equatable {
    let literals: [TermQuery.Literal]

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
    }

    func accepts(_ text: UnsafeRawBufferPointer) -> Bool {
        if literals.isEmpty { return false }
        var missing = literals
        let folded = ASCIIFolding.folded(text.prefix { $0 != 0 })
        folded.withUnsafeBytes { text in
            TextRun.forEach(in: text) { kind, range in
                let run = UnsafeRawBufferPointer(rebasing: text[range])
                missing.removeAll { WordMatch.occurs($0, in: run, kind) }
            }
        }
        return missing.isEmpty
    }

    private static func occurs(_ literal: TermQuery.Literal, in run: UnsafeRawBufferPointer, _ kind: TextRun.Kind) -> Bool {
        switch (kind, literal.beginsAtEdge) {
        case (.word, true): literal.endsAtEdge ? run.elementsEqual(literal.bytes) : run.starts(with: literal.bytes)
        case (.unspaced, false): literal.bytes.withUnsafeBytes { SubstringSearch($0).first(in: run) != nil }
        default: false
        }
    }
}
