import CSQLite
import Columns

/// A pattern that texts are compared with, decided here exactly as SQLite decides it.
///
/// SQLite's LIKE and GLOB see a text, and a pattern, up to its first NUL; so does `match`.
struct TextPattern: Sendable {
    enum Comparison: Sendable, Equatable {
        /// Case is ignored for A to Z.
        case like
        case glob
        /// All words of the pattern occur, see `WordMatch`.
        case match(WordMatch)
        /// The text is one of these, byte by byte.
        case equal([[UInt8]])
    }

    let comparison: Comparison
    /// With a NUL after it, as C needs it.
    private let pattern: [UInt8]
    /// Texts that must occur in a text that passes.
    let literals: [TermQuery.Literal]
    /// A text that contains the one literal passes.
    let isContainment: Bool

    var ignoresCase: Bool {
        switch comparison {
        case .like, .match: true
        case .glob, .equal: false
        }
    }

    /// The literals are found in folded texts alone.
    var needsFolding: Bool { ignoresCase && literals.contains(where: \.hasLetters) }

    /// The terms that a text must have to pass, and whether having them is sufficient; nil if terms decide nothing.
    var query: TermQuery? {
        let query = TermQuery(literals)
        return query.isEmpty ? nil : query
    }

    /// Texts with the terms of `query` pass: they need not be read.
    var isDecidedByTerms: Bool {
        guard let query, query.isExact else { return false }
        return switch comparison {
        case .like: isContainment
        // Terms are folded: they do not distinguish case.
        case .glob: isContainment && literals.allSatisfy { ASCIIFolding.folded($0.bytes) == $0.bytes && !$0.hasLetters }
        case .match: true
        case .equal: false
        }
    }

    init(like pattern: [UInt8]) {
        let parts = TextPattern.parts(of: pattern, isLike: true)
        self.init(.like, pattern, parts)
    }

    init(glob pattern: [UInt8]) {
        self.init(.glob, pattern, TextPattern.parts(of: pattern, isLike: false))
    }

    init(match pattern: [UInt8]) {
        let words = WordMatch(pattern: pattern)
        comparison = .match(words)
        self.pattern = []
        literals = words.literals
        isContainment = false
    }

    init(equalTo texts: [[UInt8]]) {
        comparison = .equal(texts)
        pattern = []
        isContainment = false
        literals =
            texts.count == 1
            ? [.init(Array(texts[0].prefix { $0 != 0 }), beginsAtEdge: true, endsAtEdge: true)] : []
    }

    private init(_ comparison: Comparison, _ pattern: [UInt8], _ parts: (literals: [TermQuery.Literal], Bool)) {
        self.comparison = comparison
        self.pattern = pattern + [0]
        (literals, isContainment) = parts
    }

    /// Whether a text passes; `scratch` is reused from text to text.
    ///
    /// - Parameter text: folded by `ASCIIFolding` where `needsFolding`, which changes nothing for LIKE.
    func accepts(_ text: UnsafeRawBufferPointer, _ scratch: inout [UInt8]) -> Bool {
        switch comparison {
        case .equal(let texts): return texts.contains { $0.count == text.count && $0.elementsEqual(text) }
        case .match(let words): return words.accepts(folded: text)
        case .like, .glob:
            scratch.removeAll(keepingCapacity: true)
            scratch.append(contentsOf: text)
            scratch.append(0)
            return pattern.withUnsafeBytes { pattern in
                scratch.withUnsafeBytes { text in
                    let pattern = pattern.baseAddress?.assumingMemoryBound(to: CChar.self)
                    let text = text.baseAddress?.assumingMemoryBound(to: CChar.self)
                    return (comparison == .like ? sqlite3_strlike(pattern, text, 0) : sqlite3_strglob(pattern, text))
                        == 0
                }
            }
        }
    }

    /// The literal parts between wildcards, and whether the pattern is one literal between wildcards of any length.
    private static func parts(of pattern: [UInt8], isLike: Bool) -> ([TermQuery.Literal], Bool) {
        var literals: [TermQuery.Literal] = []
        var literal: [UInt8] = []
        var begins = true
        var hasOtherWildcard = false
        func close(atEnd: Bool) {
            if !literal.isEmpty { literals.append(.init(literal, beginsAtEdge: begins, endsAtEdge: atEnd)) }
            literal = []
            begins = false
        }
        let (any, one) = isLike ? (UInt8(ascii: "%"), UInt8(ascii: "_")) : (UInt8(ascii: "*"), UInt8(ascii: "?"))
        var index = 0
        while index < pattern.count {
            let byte = pattern[index]
            index += 1
            switch byte {
            case any: close(atEnd: false)
            case one:
                close(atEnd: false)
                hasOtherWildcard = true
            case UInt8(ascii: "[") where !isLike:
                close(atEnd: false)
                hasOtherWildcard = true
                index = endOfSet(pattern, from: index)
            default: literal.append(byte)
            }
        }
        close(atEnd: true)
        let isContainment =
            literals.count == 1 && !hasOtherWildcard && pattern.first == any && pattern.last == any
        return (literals, isContainment)
    }

    /// Where the set of characters of a GLOB pattern that begins at `start` ends: after its `]`, or at the end.
    private static func endOfSet(_ pattern: [UInt8], from start: Int) -> Int {
        var index = start
        if index < pattern.count, pattern[index] == UInt8(ascii: "^") { index += 1 }
        // A ] that comes first is a character of the set.
        if index < pattern.count, pattern[index] == UInt8(ascii: "]") { index += 1 }
        while index < pattern.count, pattern[index] != UInt8(ascii: "]") { index += 1 }
        return min(index + 1, pattern.count)
    }
}

extension TermQuery.Literal {
    fileprivate var hasLetters: Bool { bytes.contains { ($0 | 0x20) &- UInt8(ascii: "a") < 26 } }
}
