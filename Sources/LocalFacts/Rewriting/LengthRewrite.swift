import Columns
import SQLite

/// Replaces the lengths of a relation's texts, `length(text)`, by the relation's hidden columns of that name, so that
/// the scan computes them and SQLite gets no text.
///
/// Unlike a function, a column has a type affinity. This matters only in a comparison with another column. A `+` before
/// the column removes the affinity, unless its context makes it a number anyway.
struct LengthRewrite {
    private let rewrite: CoreRewrite
    private let unitsByFunction = Dictionary(
        uniqueKeysWithValues: TextUnit.allCases.map { (SQLName($0.function), $0) })

    /// Nil if the query is not of the one relation.
    init?(
        _ parser: SelectParser, _ query: SelectQuery, _ core: SelectCore, scope: RewriteScope, sql: [UInt8]
    ) {
        guard let rewrite = CoreRewrite(parser, query, core, scope: scope, sql: sql), !rewrite.isJoined,
            !rewrite.relation.texts.isEmpty
        else { return nil }
        self.rewrite = rewrite
    }

    private var tokens: [SQLToken] { rewrite.tokens }

    /// The changes, in the order of the statement.
    var edits: [CoreRewrite.Edit] {
        let core = rewrite.core
        let order = rewrite.query.cores.count == 1 ? rewrite.query.orderBy : []
        let ranges =
            core.items.map(\.expression) + core.groupBy + order + [core.condition, core.having].compactMap(\.self)
        return ranges.flatMap { range in
            range.compactMap { index in isOwn(index) ? edit(at: index, within: range) : nil }
        }
    }

    /// Whether the token is not in a nested query, which may have other columns.
    private func isOwn(_ index: Int) -> Bool {
        !rewrite.parser.queries.contains { nested in
            nested.range.contains(index) && nested.range != rewrite.query.range
                && rewrite.query.range.contains(nested.range.lowerBound)
                && nested.range.upperBound <= rewrite.query.range.upperBound
        }
    }

    /// The change of a call of `length` that begins at a token.
    private func edit(at index: Int, within range: Range<Int>) -> CoreRewrite.Edit? {
        guard let unit = unitsByFunction[SQLName(tokens[index].text)], rewrite.parser.isCall(index),
            let close = rewrite.parser.closing[index + 1], range.contains(close), close > index + 2,
            let column = tokens[close - 1].name, rewrite.relation.texts.contains(column)
        else { return nil }
        let isNamed = close == index + 3
        let isQualified =
            close == index + 5 && tokens[index + 3].isSymbol(".")
            && tokens[index + 2].name == SQLName(rewrite.relationName)
        guard isNamed || isQualified else { return nil }
        let name = SQLName.quoted(unit.expression(of: tokens[close - 1].text))
        let sign = isNumberAnyway(index..<close + 1, within: range) ? "" : "+"
        return CoreRewrite.Edit(
            range: tokens[index].range.lowerBound..<tokens[close].range.upperBound,
            text: "\(sign)\(SQLName.quoted(rewrite.relationName)).\(name)")
    }

    /// Whether the call is an argument, a term of a sum, or compared with a constant.
    private func isNumberAnyway(_ call: Range<Int>, within range: Range<Int>) -> Bool {
        func token(_ index: Int) -> SQLToken? { range.contains(index) ? tokens[index] : nil }
        let before = token(call.lowerBound - 1)
        let after = token(call.upperBound)
        if before?.isSymbol("(") == true, after?.isSymbol(")") == true, rewrite.parser.isCall(call.lowerBound - 2) {
            return true
        }
        if let before, LengthRewrite.arithmetic.contains(where: before.isSymbol) { return true }
        if let after, LengthRewrite.arithmetic.contains(where: after.isSymbol) { return true }
        func isConstant(_ index: Int) -> Bool {
            token(index).map { $0.kind == .number || $0.kind == .parameter } ?? false
        }
        if let before, LengthRewrite.comparisons.contains(where: before.isSymbol) {
            return isConstant(call.lowerBound - 2)
        }
        if let after, LengthRewrite.comparisons.contains(where: after.isSymbol) {
            return isConstant(call.upperBound + 1)
        }
        return after?.isWord("between") == true && isConstant(call.upperBound + 1)
            && token(call.upperBound + 2)?.isWord("and") == true && isConstant(call.upperBound + 3)
    }

    private static let arithmetic = ["+", "-", "*", "/", "%"]
    private static let comparisons = ["=", "==", "<>", "!=", "<", "<=", ">", ">="]
}
