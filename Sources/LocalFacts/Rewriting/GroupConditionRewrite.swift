import SQLite

/// Passes a condition of `having` on the number of rows to the scan, so that SQLite gets few of many groups, as in
/// `group by text having count(*) > 1`.
///
/// Why the answer stays the same: each group is one combination (`DistinctCountRewrite` proves it), so that the sum
/// over the group is the count of its one combination. A combination that fails leaves a group that `having` drops
/// anyway.
struct GroupConditionRewrite {
    let edits: [CoreRewrite.Edit]

    /// Nil if the query has no such condition.
    init?(_ parser: SelectParser, _ query: SelectQuery, _ core: SelectCore, scope: RewriteScope, sql: [UInt8]) {
        guard let having = core.having, !core.groupBy.isEmpty,
            DistinctCountRewrite(parser, query, core, scope: scope, sql: sql)?.edits() != nil,
            let rewrite = CoreRewrite(parser, query, core, scope: scope, sql: sql)
        else { return nil }
        let conditions = ExpressionTokens(parser: parser, range: having).conjuncts.compactMap {
            GroupConditionRewrite.condition($0, rewrite)
        }
        guard !conditions.isEmpty else { return nil }
        edits = rewrite.adding(condition: conditions.joined(separator: " and "))
    }

    /// Of `coalesce(sum("count(*)"), 0) > 1`, with any comparison and number, the condition without the sum.
    private static func condition(_ range: Range<Int>, _ rewrite: CoreRewrite) -> String? {
        let (tokens, closing) = (rewrite.tokens, rewrite.parser.closing)
        guard let first = range.first, tokens[first].isWord("coalesce"), let close = closing[first + 1],
            close + 3 == range.upperBound, tokens[close + 2].kind == .number,
            ["=", "==", "<", "<=", ">", ">=", "<>", "!="].contains(where: tokens[close + 1].isSymbol),
            tokens[first + 2].isWord("sum"), let end = closing[first + 3], end + 3 == close,
            [1, 3].contains(end - first - 4),
            tokens[end - 1].name == SQLName(RelationColumn.collapsedName(of: .count))
        else { return nil }
        return rewrite.text(first + 4..<end) + " " + rewrite.text(close + 1..<range.upperBound)
    }
}
