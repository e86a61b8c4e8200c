import SQLite

/// Which parts of a query's expressions depend on one text of its relation and on nothing else.
struct TextOperand {
    private let rewrite: CoreRewrite
    private let texts: Set<SQLName>

    init(_ rewrite: CoreRewrite) {
        self.rewrite = rewrite
        texts = rewrite.relation.texts
    }

    private var tokens: [SQLToken] { rewrite.tokens }
    private var parser: SelectParser { rewrite.parser }

    /// Whether a token is the name of a text column in the query itself.
    func isText(at index: Int) -> Bool {
        guard rewrite.isOwn(index), let name = tokens[index].name, texts.contains(name),
            !parser.isCallOrQualifier(index)
        else { return false }
        guard index > 1, tokens[index - 1].isSymbol(".") else { return true }
        return tokens[index - 2].name == SQLName(rewrite.relationName)
    }

    private func isQualifier(_ index: Int) -> Bool {
        index + 2 < tokens.count && tokens[index + 1].isSymbol(".") && isText(at: index + 2)
    }

    /// Whether a whole expression is made of one text column, constants, operators and functions of one row that have
    /// a value for every argument; and is not the column alone.
    func isOnly(_ range: Range<Int>) -> Bool {
        let names = Set(range.filter(isText).compactMap { tokens[$0].name })
        guard names.count == 1, let last = range.last, !(isText(at: last) && range.count <= 3 && isBare(range)) else {
            return false
        }
        return range.allSatisfy { index in
            let token = tokens[index]
            guard rewrite.isOwn(index) else { return false }
            switch token.kind {
            case .number, .string: return true
            case .symbol: return !["->", "->>"].contains(token.text)
            case .blob, .parameter, .comment, .illegal: return false
            case .word, .quotedName:
                if isText(at: index) || isQualifier(index) { return true }
                guard token.kind == .word else { return false }
                if parser.isCall(index) { return TextOperand.functions.contains(SQLName(token.text)) }
                if index > range.lowerBound, tokens[index - 1].isWord("as") {
                    return TextOperand.types.contains(SQLName(token.text))
                }
                return TextOperand.words.contains(SQLName(token.text))
            }
        }
    }

    private func isBare(_ range: Range<Int>) -> Bool { range.count == 1 || tokens[range.lowerBound + 1].isSymbol(".") }

    /// Whether it names the text only in `length(text)` and `octet_length(text)`, which are columns of their own.
    func isOfLengths(_ range: Range<Int>) -> Bool {
        range.filter(isText).allSatisfy { index in
            let start = isQualifier(index - 2) && index > 1 && tokens[index - 1].isSymbol(".") ? index - 2 : index
            guard start >= 2, tokens[start - 1].isSymbol("("), parser.closing[start - 1] == index + 1 else {
                return false
            }
            return tokens[start - 2].isWord("length") || tokens[start - 2].isWord("octet_length")
        }
    }

    /// Whether it is `text like '…'` or `text glob '…'`, or the same with `not`: fast by itself.
    func isPattern(_ range: Range<Int>) -> Bool {
        guard let last = range.last, range.count >= 3, tokens[last].kind == .string,
            tokens[last - 1].isWord("like") || tokens[last - 1].isWord("glob")
        else { return false }
        let end = tokens[last - 2].isWord("not") ? last - 2 : last - 1
        return end > range.lowerBound && isBare(range.lowerBound..<end) && end - range.lowerBound <= 3
            && isText(at: end - 1)
    }

    /// Whether a part of the condition is one that the scan decides without an expression.
    func isDecidedByScan(_ range: Range<Int>) -> Bool {
        let isNegated = range.contains { tokens[$0].isWord("not") }
        if isPattern(range) { return !isNegated }
        guard let last = range.last, range.count >= 3 else { return false }
        let isComparison = tokens[last - 1].isWord("match") || tokens[last - 1].isSymbol("=")
        let left = range.lowerBound..<last - 1
        return isComparison && !isNegated && left.count <= 3 && isBare(left) && isText(at: last - 2)
    }

    /// The hidden column that replaces the argument of `min(text)` and `max(text)`.
    func extreme(_ index: Int, _ arguments: Range<Int>) -> String? {
        let isGreatest = tokens[index].isWord("max")
        guard isGreatest || tokens[index].isWord("min"), let last = arguments.last, isText(at: last),
            arguments.count == 1 || (arguments.count == 3 && isQualifier(arguments.lowerBound)),
            let name = tokens[last].name, rewrite.relation.extremes.contains(name)
        else { return nil }
        return RelationColumn.extremeName(of: tokens[last].text, isGreatest: isGreatest)
    }

    /// What the scan gets for an expression: its tokens, with the text column in double quotes.
    func expression(_ range: Range<Int>) -> String? {
        guard let column = range.first(where: isText).map({ tokens[$0].text }) else { return nil }
        let words = range.compactMap { index -> String? in
            if isText(at: index) { return SQLName.quoted(column) }
            if isQualifier(index) { return nil }
            if index > range.lowerBound, tokens[index].isSymbol("."), isQualifier(index - 1) { return nil }
            return tokens[index].written
        }
        return TextExpression.argument(words.joined(separator: " "), of: column)
    }

    // MARK: - Case

    /// The `end` of a `case`.
    func end(ofCaseAt start: Int, before end: Int) -> Int? {
        var depth = 0
        for index in start..<end {
            if tokens[index].isWord("case") { depth += 1 }
            if tokens[index].isWord("end") { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    /// The expressions of a `case … end`.
    func branches(_ range: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var depth = 0
        var start = range.lowerBound + 1
        for index in parser.outer(range) {
            if tokens[index].isWord("case") { depth += 1 }
            if tokens[index].isWord("end") { depth -= 1 }
            let isOwn = depth == 1 && ["when", "then", "else"].contains(where: tokens[index].isWord)
            guard isOwn || depth == 0 else { continue }
            if start < index { parts.append(start..<index) }
            start = index + 1
        }
        return parts
    }

    // MARK: - Words

    /// Words of expressions of one row.
    static let words = names(
        "and as between case else end escape false glob in is isnull like not notnull null or regexp then true when")

    static let types = names("integer real text numeric int")

    /// Functions of one row that have a value for every argument, so that it does not matter for which rows they are
    /// called.
    static let functions = names(
        """
        cast coalesce concat concat_ws contains ends_with glob hex if ifnull iif instr left length like lower ltrim nullif
        octet_length quote regexp regexp_like regexp_extract replace right rtrim sign split_part starts_with substr
        substring trim typeof unicode upper
        """)

    private static func names(_ words: String) -> Set<SQLName> {
        Set(words.split(whereSeparator: \.isWhitespace).map { SQLName(String($0)) })
    }
}
