import SQLite

/// Reads facts that are grouped by their id one by one: `select source, id, sum((select count(*) from places p where
/// p.id = s.id)) as k from samples s group by source, id` becomes the same without `sum` and `group by`.
///
/// Why the answer stays the same: no two facts have the same id, so each group is one row. Its count is 1, its least
/// and greatest values are the value, and the sum of one whole number is the number. `having` is then a condition on
/// the row. The groups come in another order, so the query has an order of its own in which no two rows are equal, or
/// the queries that read it give the same in any order (`OrderFreeReading`). The numbers by id are made in the scan
/// after this (`IDQueryRewrite`), and the query is read in place (`StepInlining`).
struct GroupByIDRewrite {
    private(set) var edits: [CoreRewrite.Edit] = []
    private let rewrite: CoreRewrite

    private var tokens: [SQLToken] { rewrite.tokens }
    private var parser: SelectParser { rewrite.parser }

    /// Nil for any other query.
    init?(_ parser: SelectParser, _ query: SelectQuery, _ core: SelectCore, scope: RewriteScope, sql: [UInt8]) {
        guard query.cores.count == 1, !core.isDistinct, core.windows == nil, let firstKey = core.groupBy.first,
            let lastKey = core.groupBy.last, query.limit == nil || !query.orderBy.isEmpty,
            let rewrite = CoreRewrite(parser, query, core, scope: scope, sql: sql), !rewrite.isJoined,
            rewrite.relation.isOfFacts, GroupedColumns(rewrite).hasTerm(among: rewrite.relation.ids)
        else { return nil }
        self.rewrite = rewrite
        let isRoot = parser.root.map { parser.queries[$0].range == query.range } ?? false
        let keys = core.groupBy.flatMap { [$0] + GroupedColumns.items(of: $0, rewrite) }
        guard !keys.contains(where: hasAggregate),
            isOrderedByID(query) || (!isRoot && OrderFreeReading(parser).holds(for: query))
        else { return nil }
        for range in core.items.map(\.expression) + query.orderBy {
            guard let own = values(in: range) else { return nil }
            edits += own
        }
        if let having = core.having {
            guard let own = values(in: having) else { return nil }
            edits += rewrite.adding(condition: "(\(rewrite.text(having, with: own)))")
        }
        let end = core.having ?? lastKey
        edits.append(.init(range: rewrite.bytes(of: firstKey.lowerBound - 2..<end.upperBound), text: ""))
    }

    /// Whether the order of the query has no ties, since the id is one of its terms.
    private func isOrderedByID(_ query: SelectQuery) -> Bool {
        query.orderBy.contains { term in
            let term = GroupedColumns.withoutDirection(term, tokens)
            return ([term] + GroupedColumns.items(of: term, rewrite)).contains { expression in
                guard let last = expression.last, tokens[last].name.map(rewrite.relation.ids.contains) == true else {
                    return false
                }
                return expression.count == 1 || (expression.count == 3 && tokens[last - 1].isSymbol("."))
            }
        }
    }

    private func isAggregate(_ index: Int) -> Bool {
        rewrite.isOwn(index) && parser.isCall(index) && SQLKeywords.aggregates.contains(SQLName(tokens[index].text))
    }

    private func hasAggregate(_ range: Range<Int>) -> Bool { range.contains(where: isAggregate) }

    /// The aggregates of a range as values of one row; nil if there is one that is not known.
    private func values(in range: Range<Int>) -> [CoreRewrite.Edit]? {
        guard !rewrite.isAggregatedWithin(range) else { return nil }
        var edits: [CoreRewrite.Edit] = []
        var index = range.lowerBound
        while index < range.upperBound {
            // Functions that are not known may be aggregates.
            guard rewrite.isOwn(index), parser.isCall(index), !tokens[index].isWord("cast"),
                !SQLKeywords.scalarFunctions.contains(SQLName(tokens[index].text))
            else {
                index += 1
                continue
            }
            guard let close = parser.closing[index + 1], close < range.upperBound,
                !["filter", "over"].contains(where: { close + 1 < tokens.count && tokens[close + 1].isWord($0) }),
                let value = value(tokens[index], of: index + 2..<close)
            else { return nil }
            edits.append(.init(range: rewrite.bytes(of: index..<close + 1), text: value))
            index = close + 1
        }
        return edits
    }

    private func value(_ function: SQLToken, of argument: Range<Int>) -> String? {
        let text = "(\(rewrite.text(argument)))"
        switch function.keyword {
        case "count":
            if argument.isEmpty || (argument.count == 1 && tokens[argument.lowerBound].isSymbol("*")) { return "1" }
            return isColumn(argument) ? "\(text) is not null" : nil
        case "sum": return isWholeNumber(argument) ? text : nil
        case "min", "max": return isColumn(argument) ? text : nil
        default: return nil
        }
    }

    private func isColumn(_ range: Range<Int>) -> Bool {
        guard let last = range.last, let name = tokens[last].name, rewrite.relation.has(name) else { return false }
        return range.count == 1 || (range.count == 3 && tokens[last - 1].isSymbol("."))
    }

    /// Whether it is made of numbers of rows, so that it is a whole number and not null.
    private func isWholeNumber(_ range: Range<Int>) -> Bool {
        let counts = parser.queries.filter { nested in
            range.contains(nested.range.lowerBound) && nested.range.upperBound <= range.upperBound
        }
        guard !counts.isEmpty, counts.allSatisfy(isCount) else { return false }
        return range.allSatisfy { index in
            if !rewrite.isOwn(index) { return true }
            let token = tokens[index]
            return ["(", ")", "+", "=", ">"].contains(where: token.isSymbol) || Int(token.text) != nil
        }
    }

    /// Whether a query gives one number of rows: `select count(*) from …`.
    private func isCount(_ query: SelectQuery) -> Bool {
        guard query.cores.count == 1, let core = query.cores.first, core.groupBy.isEmpty, core.having == nil,
            query.limit == nil, core.items.count == 1
        else { return false }
        let item = core.items[0].expression
        return item.count == 4 && tokens[item.lowerBound].isWord("count")
            && tokens[item.lowerBound + 2].isSymbol("*")
    }
}
