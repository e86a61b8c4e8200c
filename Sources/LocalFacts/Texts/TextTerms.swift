import Columns
import Functions
import SQLite

/// The parts of a text expression that are `TextTerm`s, and the expression with a column in place of each.
struct TextTerms: Sendable {
    private(set) var terms: [TextTerm] = []
    private var words: [String] = []
    /// Whether it names the text beside them.
    private(set) var usesText = false

    /// The expression over the columns `textName` and `name(of:)`.
    var sql: String { words.joined(separator: " ") }

    /// Whether the whole expression is one term.
    var isOneTerm: Bool { terms.count == 1 && words.count == 1 }

    private let tokens: [SQLToken]

    /// - Parameters:
    ///   - tokens: of the expression, with the text column in double quotes.
    ///   - maximumCount: how many terms there may be.
    init(_ tokens: [SQLToken], maximumCount: Int = TextTable.maximumTermCount) {
        self.tokens = tokens
        var index = 0
        while index < tokens.count {
            if terms.count < maximumCount, let (term, count) = term(at: index) {
                words.append(SQLName.quoted(TextTerms.name(of: terms.count)))
                terms.append(term)
                index += count
            } else {
                let isText = tokens[index].kind == .quotedName
                if isText { usesText = true }
                words.append(isText ? SQLName.quoted(TextTerms.textName) : tokens[index].written)
                index += 1
            }
        }
    }

    /// The column of the text.
    static let textName = "text"

    /// The column of a term.
    static func name(of term: Int) -> String { "term \(term)" }

    private func term(at index: Int) -> (TextTerm, count: Int)? {
        pattern(at: index) ?? call(at: index)
    }

    // MARK: - Calls

    private func call(at index: Int) -> (TextTerm, count: Int)? {
        if isCall("length", at: index), isText(index + 2), isSymbol(")", index + 3) { return (.length, 4) }
        if isCall("instr", at: index), isText(index + 2), isSymbol(",", index + 3), let sought = text(index + 4),
            !sought.isEmpty, isSymbol(")", index + 5)
        {
            return (.position(SubstringSearch(sought)), 6)
        }
        if isCall("length", at: index), isCall("replace", at: index + 2), isText(index + 4), isSymbol(",", index + 5),
            let sought = text(index + 6), !sought.isEmpty, isSymbol(",", index + 7), let other = text(index + 8),
            isSymbol(")", index + 9), isSymbol(")", index + 10)
        {
            return (.lengthOfReplaced(SubstringSearch(sought), by: other), 11)
        }
        return part(at: index)
    }

    private func part(at index: Int) -> (TextTerm, count: Int)? {
        guard isCall("substr", at: index) || isCall("substring", at: index), isText(index + 2),
            isSymbol(",", index + 3)
        else { return nil }
        let isNegative = isSymbol("-", index + 4)
        var next = index + (isNegative ? 5 : 4)
        guard let size = wholeNumber(next), size > 0 else { return nil }
        next += 1
        var count: Int?
        if isSymbol(",", next) {
            guard let wanted = wholeNumber(next + 1) else { return nil }
            count = wanted
            next += 2
        }
        guard isSymbol(")", next) else { return nil }
        return (.part(start: isNegative ? -size : size, count: count), next + 1 - index)
    }

    // MARK: - Patterns

    /// A comparison with a pattern, where what stands before and after it binds less than it does.
    private func pattern(at index: Int) -> (TextTerm, count: Int)? {
        guard index == 0 || TextTerms.isBoundary(tokens[index - 1], TextTerms.wordsBefore, symbols: ["(", ","]),
            // Its `and` binds more.
            !tokens.contains(where: { $0.isWord("between") })
        else { return nil }
        var next = index
        var isFolded = false
        if isText(next) {
            next += 1
        } else if isCall("lower", at: next) || isCall("upper", at: next), isText(next + 2), isSymbol(")", next + 3) {
            isFolded = true
            next += 4
        } else {
            return nil
        }
        let isPositive = !isWord("not", next)
        if !isPositive { next += 1 }
        guard let pattern = text(next + 1), pattern.count <= TextTerms.longestPattern,
            next + 2 == tokens.count
                || TextTerms.isBoundary(tokens[next + 2], TextTerms.wordsAfter, symbols: [")", ","])
        else { return nil }
        let count = next + 2 - index
        // LIKE ignores the case of the letters that `lower` and `upper` change.
        if isWord("like", next) { return (.pattern(TextPattern(like: pattern), isPositive: isPositive), count) }
        if isFolded { return nil }
        if isWord("glob", next) { return (.pattern(TextPattern(glob: pattern), isPositive: isPositive), count) }
        guard isWord("regexp", next), let expression = ConcurrentPattern(pattern) else { return nil }
        return (.expression(expression, isPositive: isPositive), count)
    }

    /// SQLite refuses patterns of some length, and is asked to.
    private static let longestPattern = 1_000
    private static let wordsBefore = ["and", "or", "not", "case", "when", "then", "else"]
    private static let wordsAfter = ["and", "or", "when", "then", "else", "end"]

    private static func isBoundary(_ token: SQLToken, _ words: [String], symbols: [String]) -> Bool {
        words.contains(where: token.isWord) || symbols.contains(where: token.isSymbol)
    }

    // MARK: - Tokens

    private func isText(_ index: Int) -> Bool { index < tokens.count && tokens[index].kind == .quotedName }

    private func isWord(_ word: String, _ index: Int) -> Bool { index < tokens.count && tokens[index].isWord(word) }

    private func isSymbol(_ symbol: String, _ index: Int) -> Bool {
        index < tokens.count && tokens[index].isSymbol(symbol)
    }

    private func isCall(_ name: String, at index: Int) -> Bool { isWord(name, index) && isSymbol("(", index + 1) }

    /// A number of digits alone that SQLite also reads as an integer of 32 bits.
    private func wholeNumber(_ index: Int) -> Int? {
        guard index < tokens.count, tokens[index].kind == .number, let number = Int32(tokens[index].text) else {
            return nil
        }
        return Int(number)
    }

    /// The bytes of a text without a NUL.
    private func text(_ index: Int) -> [UInt8]? {
        guard index < tokens.count, tokens[index].kind == .string, let value = tokens[index].value else { return nil }
        return value.utf8.contains(0) ? nil : Array(value.utf8)
    }
}
