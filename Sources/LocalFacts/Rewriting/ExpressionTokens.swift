import SQLite

/// The tokens of an expression, split at its operators of lowest precedence.
struct ExpressionTokens {
    let parser: SelectParser
    let range: Range<Int>

    private var tokens: [SQLToken] { parser.tokens }

    /// Without the parentheses around all of it.
    var withoutParentheses: ExpressionTokens {
        guard let first = range.first, let last = range.last, parser.closing[first] == last else { return self }
        return ExpressionTokens(parser: parser, range: first + 1..<last).withoutParentheses
    }

    /// The tokens in no parentheses and in no `case … end`.
    var outer: [Int] {
        var depth = 0
        return parser.outer(range).filter { index in
            if tokens[index].isWord("case") { depth += 1 }
            defer { if tokens[index].isWord("end") { depth -= 1 } }
            return depth == 0
        }
    }

    /// The last of some operators between two operands; nil if there is none.
    func lastOperator(_ signs: [String]) -> Int? {
        outer.last { index in
            index > range.lowerBound && isBinary(index) && signs.contains(where: tokens[index].isSymbol)
        }
    }

    /// The parts between some of the words `and` and `or`; the whole where `between` gives `and` another meaning.
    func parts(between words: [String]) -> [Range<Int>] {
        let outer = outer
        guard !outer.contains(where: { tokens[$0].isWord("between") }) else { return [range] }
        // `or` binds less than `and`.
        if !words.contains("or"), outer.contains(where: { tokens[$0].isWord("or") }) { return [range] }
        let places = outer.filter { index in words.contains(where: tokens[index].isWord) }
        return zip([range.lowerBound] + places.map { $0 + 1 }, places + [range.upperBound]).map { $0..<$1 }
    }

    /// The parts that all have to hold: those between the words `and` that join conditions.
    var conjuncts: [Range<Int>] {
        let expression = withoutParentheses
        guard expression.range == range else { return expression.conjuncts }
        let outer = outer
        guard !outer.contains(where: { tokens[$0].isWord("or") }) else { return [range] }
        var places: [Int] = []
        var isWithinBetween = false
        for index in outer {
            if tokens[index].isWord("between") { isWithinBetween = true }
            guard tokens[index].isWord("and") else { continue }
            if !isWithinBetween { places.append(index) }
            isWithinBetween = false
        }
        return zip([range.lowerBound] + places.map { $0 + 1 }, places + [range.upperBound]).map { $0..<$1 }
    }

    /// Whether a sign follows an operand.
    private func isBinary(_ index: Int) -> Bool {
        let before = tokens[index - 1]
        switch before.kind {
        case .number, .string, .blob, .parameter, .quotedName: return true
        case .symbol: return before.isSymbol(")")
        case .word:
            return before.isWord("end") || before.isWord("null") || !SQLKeywords.all.contains(SQLName(before.text))
        case .comment, .illegal: return false
        }
    }

    /// Whether the operator of lowest precedence is a comparison or a logical one.
    var isCondition: Bool {
        outer.contains { index in
            ExpressionTokens.comparisons.contains(where: tokens[index].isSymbol)
                || ExpressionTokens.logicWords.contains(where: tokens[index].isWord)
        }
    }

    private static let comparisons = ["=", "==", "<>", "!=", "<", "<=", ">", ">="]
    private static let logicWords = [
        "and", "or", "not", "is", "in", "like", "glob", "match", "regexp", "between", "isnull", "notnull", "exists",
    ]

    /// The call of a function that is all of the expression.
    var call: (name: String, arguments: [Range<Int>])? {
        guard let first = range.first, let last = range.last, parser.isCall(first) || tokens[first].isWord("cast"),
            parser.closing[first + 1] == last
        else { return nil }
        return (tokens[first].text.lowercased(), parser.parts(first + 2..<last))
    }

    /// The parts of a `case … end` that is all of the expression.
    var branches: (conditions: [Range<Int>], results: [Range<Int>])? {
        guard let first = range.first, let last = range.last, tokens[first].isWord("case"), tokens[last].isWord("end")
        else { return nil }
        var conditions: [Range<Int>] = []
        var results: [Range<Int>] = []
        var start = first + 1
        var isResult = false
        // The words of this `case`, not of one within it.
        for index in ExpressionTokens(parser: parser, range: first + 1..<last).outer + [last] {
            let words = ["when", "then", "else", "end"]
            guard words.contains(where: tokens[index].isWord) else { continue }
            if start < index { if isResult { results.append(start..<index) } else { conditions.append(start..<index) } }
            isResult = !tokens[index].isWord("when")
            start = index + 1
        }
        return results.isEmpty ? nil : (conditions, results)
    }
}
