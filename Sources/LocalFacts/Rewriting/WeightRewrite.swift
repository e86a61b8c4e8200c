import SQLite

/// Replaces `w`, which is 1/k for each row of a list relation, by `1.0 / k` with the hidden column for k, if a query
/// groups by it or compares it: `select cast(1 / w as integer), count(*) from places where w < 1 group by 1`.
///
/// Why the answer stays the same: k is a whole number, and both are its reciprocal as a double. Rows of equal k are
/// then one combination. The arguments of `sum` keep `w`, whose total `CoreRewrite` knows.
struct WeightRewrite {
    private(set) var edits: [CoreRewrite.Edit] = []
    private let rewrite: CoreRewrite

    private var tokens: [SQLToken] { rewrite.tokens }

    /// Nil if the query does not count, or names no such `w`.
    init?(_ parser: SelectParser, _ query: SelectQuery, _ core: SelectCore, scope: RewriteScope, sql: [UInt8]) {
        guard let rewrite = CoreRewrite(parser, query, core, scope: scope, sql: sql),
            rewrite.sources.contains(where: { $0.relation.listLength != nil }),
            !core.groupBy.isEmpty || core.isDistinct || TextExpressionRewrite.aggregates(rewrite)
        else { return nil }
        self.rewrite = rewrite
        for item in core.items {
            let own = replacements(in: item.expression)
            edits += own
            // A column that is all of an item gives it its name.
            if item.alias == nil, let last = item.expression.last,
                own.first?.range == rewrite.bytes(of: item.expression)
            {
                edits[edits.count - 1].text += " as \(SQLName.quoted(tokens[last].text))"
                edits[edits.count - 1].namesItem = true
            }
        }
        let order = rewrite.ownOrder.filter { term in
            let term = GroupedColumns.withoutDirection(term, parser.tokens)
            // The name of an item is not that of a column.
            return
                !(term.count == 1
                && core.items.contains { $0.alias != nil && $0.alias == tokens[term.lowerBound].name })
        }
        for range in core.groupBy + [core.condition, core.having].compactMap(\.self) + order {
            edits += replacements(in: range)
        }
        if edits.isEmpty { return nil }
    }

    private func replacements(in range: Range<Int>) -> [CoreRewrite.Edit] {
        rewrite.countReferences(range).compactMap { reference in
            let source = rewrite.sources[reference.source]
            guard let length = source.relation.listLength, !source.isNullable,
                reference.count.collapsed == RelationColumn.collapsedName(of: .weight),
                !isArgument(reference.range.lowerBound, within: range)
            else { return nil }
            return .init(range: rewrite.bytes(of: reference.range), text: "(1.0 / \(source.column(length)))")
        }
    }

    /// Whether a token is within the arguments of an aggregate that adds up, or of a function that is not known.
    private func isArgument(_ index: Int, within range: Range<Int>) -> Bool {
        range.contains { start in
            guard rewrite.parser.isCall(start), let close = rewrite.parser.closing[start + 1], start < index,
                index < close
            else { return false }
            let name = SQLName(tokens[start].text)
            return !SQLKeywords.scalarFunctions.contains(name) && !SQLKeywords.all.contains(name)
                && !["filter", "cast", "avg", "min", "max", "count"].contains(where: tokens[start].isWord)
        }
    }
}
