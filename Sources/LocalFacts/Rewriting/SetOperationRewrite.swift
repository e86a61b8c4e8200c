import SQLite

/// Writes `distinct` into queries whose equal rows count once anyway, so that they are answered from combinations.
///
/// These are the parts of a compound before or after `union`, `intersect` or `except`, and the query after `in`.
struct SetOperationRewrite {
    let edits: [CoreRewrite.Edit]

    /// Nil if the query stays as it is.
    init?(_ parser: SelectParser, _ query: SelectQuery, _ core: SelectCore, scope: RewriteScope, sql: [UInt8]) {
        guard !core.isDistinct, let first = core.items.first?.expression.first,
            parser.tokens[first - 1].isWord("select"),
            let place = query.cores.firstIndex(where: { $0.items.first?.expression.first == first }),
            query.operators.dropFirst(max(0, place - 1)).contains(where: { $0 != "union all" })
                || SetOperationRewrite.isList(query, parser)
        else { return nil }
        var distinct = core
        distinct.isDistinct = true
        guard let rewrite = CoreRewrite(parser, query, distinct, scope: scope, sql: sql), rewrite.isPlainDistinct,
            rewrite.edits() != nil
        else { return nil }
        let end = parser.tokens[first - 1].range.upperBound
        edits = [CoreRewrite.Edit(range: end..<end, text: " distinct")]
    }

    /// Whether a query is the list of `in (…)`.
    private static func isList(_ query: SelectQuery, _ parser: SelectParser) -> Bool {
        let start = query.range.lowerBound
        return query.limit == nil && start > 1 && parser.tokens[start - 1].isSymbol("(")
            && parser.tokens[start - 2].isWord("in")
    }
}
