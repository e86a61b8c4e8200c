import SQLite

/// Replaces expressions of a relation's text by hidden columns whose values the scan computes on all threads, such as
/// `text like '%a%'` within an aggregate. SQLite then gets the few distinct values and no text.
///
/// Why the answer stays the same: the expression depends on the text of one row and on nothing else (`TextOperand`), so
/// that equal texts have equal values, and SQLite itself computes them, over a text with the same affinity. The
/// expression is passed by an equality with a second hidden column, which the scan always takes over and SQLite never
/// evaluates. A `+` before the column removes the affinity and collation that an expression has not. `min(text)` and
/// `max(text)` get the text that `ExtremeTexts` proves to be enough.
///
/// Only queries that aggregate are changed: where rows are given one by one, SQLite may need few of them.
struct TextExpressionRewrite {
    private let rewrite: CoreRewrite
    private let operand: TextOperand
    private(set) var edits: [CoreRewrite.Edit] = []
    /// The expressions, as the scan gets them, by the number of the column less one.
    private var expressions: [String] = []

    private var tokens: [SQLToken] { rewrite.tokens }
    private var parser: SelectParser { rewrite.parser }

    /// Nil if the query is not of one relation, does not aggregate, or has no such expression.
    init?(_ parser: SelectParser, _ query: SelectQuery, _ core: SelectCore, scope: RewriteScope, sql: [UInt8]) {
        guard let rewrite = CoreRewrite(parser, query, core, scope: scope, sql: sql), !rewrite.isJoined,
            !rewrite.relation.computedSlots.isEmpty, TextExpressionRewrite.aggregates(rewrite)
        else { return nil }
        self.rewrite = rewrite
        operand = TextOperand(rewrite)
        for item in core.items { visit(item.expression) }
        for term in core.groupBy { visit(term) }
        for term in rewrite.ownOrder { visit(GroupedColumns.withoutDirection(term, tokens)) }
        if let having = core.having { visit(having) }
        if let condition = core.condition { visitCondition(condition) }
        guard !edits.isEmpty else { return nil }
        pass()
    }

    /// Whether a query has groups or aggregates.
    static func aggregates(_ rewrite: CoreRewrite) -> Bool {
        if !rewrite.core.groupBy.isEmpty { return true }
        return rewrite.core.items.contains { item in
            item.expression.contains { index in
                rewrite.isOwn(index) && rewrite.parser.isCall(index)
                    && SQLKeywords.aggregates.contains(SQLName(rewrite.tokens[index].text))
            }
        }
    }

    /// Adds the equalities that pass the expressions to the condition of the query.
    private mutating func pass() {
        guard !expressions.isEmpty else { return }
        let equalities = expressions.enumerated().map { place, expression in
            let name = RelationColumn.expressionName(rewrite.relation.computedSlots[place])
            let text = TextExpressionRewrite.literal(expression)
            return "\(SQLName.quoted(rewrite.relationName)).\(SQLName.quoted(name)) = \(text)"
        }.joined(separator: " and ")
        if let condition = rewrite.core.condition, let first = condition.first, let last = condition.last {
            let (start, end) = (tokens[first].range.lowerBound, tokens[last].range.upperBound)
            edits.insert(.init(range: start..<start, text: "("), at: 0)
            edits.append(.init(range: end..<end, text: ") and \(equalities)"))
        } else if let last = rewrite.core.from?.last {
            let end = tokens[last].range.upperBound
            edits.append(.init(range: end..<end, text: " where \(equalities)"))
        }
    }

    /// A text as SQL writes it. By bytes: in Swift a quote followed by a combining accent is another character.
    static func literal(_ text: String) -> String {
        let quote = UInt8(ascii: "'")
        return "'" + String(decoding: text.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }, as: UTF8.self) + "'"
    }

    // MARK: - Expressions

    /// A condition: what the scan decides by itself stays as it is.
    private mutating func visitCondition(_ range: Range<Int>) {
        let parts = ExpressionTokens(parser: parser, range: range).parts(between: ["and"])
        for part in parts where !operand.isDecidedByScan(part) { visit(part) }
    }

    /// Replaces the largest parts of a whole expression that depend on a text alone.
    private mutating func visit(_ range: Range<Int>) {
        guard range.contains(where: { operand.isText(at: $0) }) else { return }
        let parts = ExpressionTokens(parser: parser, range: range).parts(between: ["and", "or"])
        if operand.isOnly(range), parts.count == 1 || !parts.allSatisfy(operand.isPattern) {
            if !operand.isOfLengths(range) { replace(range) }
            return
        }
        if parts.count > 1 {
            for part in parts { visit(part) }
            return
        }
        guard let first = range.first else { return }
        if tokens[first].isWord("not") { return visit(first + 1..<range.upperBound) }
        visitWithin(range)
    }

    /// Visits the arguments, parentheses and branches of an expression.
    private mutating func visitWithin(_ range: Range<Int>) {
        var index = range.lowerBound
        while index < range.upperBound {
            if tokens[index].isWord("case"), let end = operand.end(ofCaseAt: index, before: range.upperBound) {
                for part in operand.branches(index..<end + 1) { visit(part) }
                index = end + 1
            } else if parser.isCall(index) || tokens[index].isWord("filter"), let close = parser.closing[index + 1] {
                visitCall(index, close)
                index = close + 1
            } else if let close = parser.closing[index] {
                if rewrite.isOwn(index + 1) { parser.parts(index + 1..<close).forEach { visit($0) } }
                index = close + 1
            } else {
                index += 1
            }
        }
    }

    private mutating func visitCall(_ index: Int, _ close: Int) {
        let arguments = index + 2..<close
        guard !arguments.isEmpty, rewrite.isOwn(index + 2) else { return }
        if tokens[index].isWord("cast") { return }
        if tokens[index].isWord("filter") {
            if tokens[arguments.lowerBound].isWord("where") { visit(arguments.dropFirst()) }
            return
        }
        if operand.isOnly(index..<close + 1) {
            if !operand.isOfLengths(index..<close + 1) { replace(index..<close + 1) }
            return
        }
        if let name = operand.extreme(index, arguments) {
            let start = tokens[arguments.lowerBound].range.lowerBound
            let end = tokens[close - 1].range.upperBound
            edits.append(
                .init(
                    range: start..<end, text: "\(SQLName.quoted(rewrite.relationName)).\(SQLName.quoted(name))"))
            return
        }
        for part in parser.parts(arguments) {
            visit(part.first.map { tokens[$0].isWord("distinct") } == true ? part.dropFirst() : part)
        }
    }

    private mutating func replace(_ range: Range<Int>) {
        guard let expression = operand.expression(range) else { return }
        if !expressions.contains(expression) {
            guard expressions.count < rewrite.relation.computedSlots.count else { return }
            expressions.append(expression)
        }
        guard let place = expressions.firstIndex(of: expression), let last = range.last else { return }
        let name = RelationColumn.computedName(rewrite.relation.computedSlots[place])
        edits.append(
            .init(
                range: tokens[range.lowerBound].range.lowerBound..<tokens[last].range.upperBound,
                text: "+\(SQLName.quoted(rewrite.relationName)).\(SQLName.quoted(name))"))
    }
}
