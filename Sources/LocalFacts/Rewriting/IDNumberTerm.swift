import SQLite

/// A part of an expression that is an `IDNumber`: `id % 100`, `(id - 1) / 1000`, `id & 3`, `id between 1 and 500`,
/// `id <= 500`.
struct IDNumberTerm {
    /// Its tokens.
    let range: Range<Int>
    /// The source of the query whose id it is of.
    let source: Int
    private let number: IDNumber

    /// The term that begins at a token; nil if none does.
    init?(_ rewrite: CoreRewrite, at index: Int, within range: Range<Int>) {
        let tokens = rewrite.tokens
        if tokens[index].isSymbol("(") {
            self.init(ofSum: rewrite, at: index, within: range)
            return
        }
        guard rewrite.isOwn(index), let (end, source) = IDTerm.id(rewrite, at: index, within: range),
            end + 1 < range.upperBound
        else { return nil }
        let (sign, first) = (tokens[end], IDNumberTerm.number(tokens[end + 1]))
        let isOperand = index == range.lowerBound || !IDNumberTerm.isTighter(tokens[index - 1])
        if sign.isSymbol("%") || sign.isSymbol("/") || sign.isSymbol("&") {
            guard isOperand, let first, let number = IDNumber(sign.text, first),
                IDNumberTerm.isOperation(sign, index..<end + 2, tokens, within: range)
            else { return nil }
            self.init(range: index..<end + 2, source: source, number: number)
        } else {
            guard IDTerm.isWhole(index, range, rewrite),
                let (number, end) = IDNumberTerm.range(sign, first, tokens, end + 1, range),
                end == range.upperBound || IDNumberTerm.ends(tokens[end])
            else { return nil }
            self.init(range: index..<end, source: source, number: number)
        }
    }

    /// `(id + 5) % 10`, `(id - 1) / 1000`.
    private init?(ofSum rewrite: CoreRewrite, at index: Int, within range: Range<Int>) {
        let tokens = rewrite.tokens
        guard let close = rewrite.parser.closing[index], close + 2 < range.upperBound, rewrite.isOwn(index + 1),
            let (end, source) = IDTerm.id(rewrite, at: index + 1, within: range), end + 2 == close,
            tokens[end].isSymbol("+") || tokens[end].isSymbol("-"),
            let addend = IDNumberTerm.number(tokens[end + 1]), let operand = IDNumberTerm.number(tokens[close + 2]),
            // A name before it makes it the argument of a call.
            index == range.lowerBound
                || !(IDNumberTerm.isTighter(tokens[index - 1]) || rewrite.parser.isCall(index - 1)),
            ["%", "/", "&"].contains(where: tokens[close + 1].isSymbol),
            let number = IDNumber(
                tokens[close + 1].text, operand, added: tokens[end].isSymbol("-") ? -addend : addend),
            IDNumberTerm.isOperation(tokens[close + 1], index..<close + 3, tokens, within: range)
        else { return nil }
        self.init(range: index..<close + 3, source: source, number: number)
    }

    /// Whether an operation has all of a part of an expression as its operands.
    private static func isOperation(
        _ sign: SQLToken, _ part: Range<Int>, _ tokens: [SQLToken], within range: Range<Int>
    ) -> Bool {
        let next = part.upperBound < range.upperBound ? tokens[part.upperBound] : nil
        guard sign.isSymbol("&") else {
            return next.map { next in
                !["||", "->", "->>", "."].contains(where: next.isSymbol) && !next.isWord("collate")
            } ?? true
        }
        // Most operators take an operand of `&` first.
        let before = part.lowerBound > range.lowerBound ? tokens[part.lowerBound - 1] : nil
        let follows = ["=", "==", "<>", "!=", "<", "<=", ">", ">="]
        return !(before.map { ["&", "|", "<<", ">>"].contains(where: $0.isSymbol) } ?? false)
            && (next.map { next in ends(next) || follows.contains(where: next.isSymbol) } ?? true)
    }

    private init(range: Range<Int>, source: Int, number: IDNumber) {
        (self.range, self.source, self.number) = (range, source, number)
    }

    /// What replaces it; nil if there are too many queries.
    func text(_ columns: inout PassedQueryColumns) -> String? {
        guard let column = columns.column(of: IDQueryText(number)) else { return nil }
        if case .within = number { return "(\(column) > 0)" }
        // Without the affinity of a column, which a computed value has not.
        return "(+\(column))"
    }

    /// The ids that a comparison accepts, and where it ends.
    private static func range(
        _ sign: SQLToken, _ first: Int64?, _ tokens: [SQLToken], _ place: Int, _ range: Range<Int>
    ) -> (IDNumber, end: Int)? {
        guard let first else { return nil }
        if sign.isWord("between") {
            guard place + 2 < range.upperBound, tokens[place + 1].isWord("and"), let last = number(tokens[place + 2]),
                first <= last
            else { return nil }
            return (IDNumber(first...last), place + 3)
        }
        let bounds: ClosedRange<Int64>
        switch sign.text {
        case "<" where first > 0: bounds = 0...first - 1
        case "<=": bounds = 0...first
        case ">" where first < .max: bounds = first + 1...(.max)
        case ">=": bounds = first...(.max)
        default: return nil
        }
        return (IDNumber(bounds), place + 1)
    }

    private static func number(_ token: SQLToken) -> Int64? { token.kind == .number ? Int64(token.text) : nil }

    /// Whether an operator before the id takes it as its operand.
    private static func isTighter(_ token: SQLToken) -> Bool {
        ["*", "/", "%", "||", "->", "->>", "-", "~", ".", "+"].contains(where: token.isSymbol)
    }

    private static func ends(_ token: SQLToken) -> Bool {
        token.isSymbol(")") || token.isSymbol(",")
            || ["and", "or", "then", "else", "end", "when"].contains(where: token.isWord)
    }
}
