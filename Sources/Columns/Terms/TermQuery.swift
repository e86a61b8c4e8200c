/// What a text must have among its terms to contain some literal texts.
public struct TermQuery: Equatable, Sendable {
    /// A literal that a pattern requires, and whether the text must begin before it or end after it.
    public struct Literal: Equatable, Sendable {
        public var bytes: [UInt8]
        /// Nothing that belongs to the same word can precede (follow) it.
        public var beginsAtEdge: Bool
        public var endsAtEdge: Bool

        public init(_ bytes: [UInt8], beginsAtEdge: Bool = false, endsAtEdge: Bool = false) {
            self.bytes = bytes
            self.beginsAtEdge = beginsAtEdge
            self.endsAtEdge = endsAtEdge
        }
    }

    /// Parts of the vocabulary's text: for each, a text must have a term that contains it. A NUL is the edge of a term.
    private(set) var parts: [[UInt8]] = []
    /// A text that has the terms has the literals, ignoring case: it need not be read.
    public private(set) var isExact = true

    /// Nothing is known of the texts: there is no word in the literals.
    public var isEmpty: Bool { parts.isEmpty }

    /// The terms of literals that must all occur, in any order.
    public init(_ literals: [Literal]) {
        for literal in literals { add(literal) }
    }

    private mutating func add(_ literal: Literal) {
        let bytes = ASCIIFolding.folded(literal.bytes)
        bytes.withUnsafeBytes { text in
            TextRun.forEach(in: text) { kind, range in
                let isWhole = range == 0..<text.count
                let isBegun = range.lowerBound > 0 || literal.beginsAtEdge
                let isEnded = range.upperBound < text.count || literal.endsAtEdge
                let run = UnsafeRawBufferPointer(rebasing: text[range])
                switch kind {
                case .separator: isExact = false
                case .word:
                    addWord(run, isBegun, isEnded)
                    // If there is another word, the terms do not show whether the two are adjacent.
                    if !isWhole { isExact = false }
                case .unspaced:
                    addUnspaced(run)
                    if !isWhole || literal.beginsAtEdge || literal.endsAtEdge { isExact = false }
                }
            }
        }
        if bytes.isEmpty { isExact = false }
    }

    private mutating func addWord(_ word: UnsafeRawBufferPointer, _ isBegun: Bool, _ isEnded: Bool) {
        let edge: [UInt8] = [0]
        if word.count <= TextTerms.soughtByteCount {
            parts.append((isBegun ? edge : []) + word + (isEnded ? edge : []))
        } else {
            parts.append((isBegun ? edge : []) + word.prefix(TextTerms.soughtByteCount))
            isExact = false
        }
    }

    private mutating func addUnspaced(_ run: UnsafeRawBufferPointer) {
        var count = 0
        TextTerms.forEachPair(in: run) { pair in
            count += 1
            // One character is in a pair, or alone in a term of its own.
            let isPair = TextRun.character(at: 0, of: pair).length < pair.count
            parts.append(isPair ? [0] + pair + [0] : Array(pair))
        }
        if count > 1 { isExact = false }
    }
}
