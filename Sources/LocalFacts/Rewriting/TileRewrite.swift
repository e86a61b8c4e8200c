import SQLite

/// Counts the rows of tiles, as in `select q, max(l), count(*) from (select length(text) as l, ntile(4) over (order by
/// length(text)) as q from samples) group by q`, without numbering each row.
///
/// Why the answer stays the same: rows with equal values of what they are ordered by may come in any order, and the
/// query that reads them names nothing else of them. So a combination of these values is a number of rows for each
/// tile (`TiledQuery`). A sum over rows is the sum of the value times the number.
struct TileRewrite {
    private(set) var edits: [CoreRewrite.Edit] = []
    private let parser: SelectParser
    private let tiled: TiledQuery

    private var tokens: [SQLToken] { parser.tokens }

    /// Nil if the query is not one that reads a `TiledQuery` alone and aggregates.
    init?(_ parser: SelectParser, _ query: SelectQuery, _ core: SelectCore, scope: RewriteScope, sql: [UInt8]) {
        guard query.cores.count == 1, !core.isDistinct, core.windows == nil, let range = core.from,
            let from = FromClause(parser, range), from.tables.count == 1,
            let body = TileRewrite.body(of: from.tables[0], parser),
            let tiled = TiledQuery(body, parser, scope: scope, sql: sql)
        else { return nil }
        (self.parser, self.tiled) = (parser, tiled)
        let grouped = Set(core.groupBy.flatMap { names(term($0, core)) })
        let shown = grouped.union(core.items.compactMap(\.alias))
        let items = core.items.map { (range: $0.expression, names: grouped) }
        let others =
            [core.having].compactMap(\.self)
            + query.orderBy.map { GroupedColumns.withoutDirection($0, parser.tokens) }
        for (range, known) in items + others.map({ (range: $0, names: shown) }) {
            guard names(range, outsideAggregates: true).isSubset(of: known), let own = read(range) else { return nil }
            edits += own
        }
        // Without aggregates, each row would be given.
        guard !core.groupBy.isEmpty || !edits.isEmpty else { return nil }
        let start = tokens[body.lowerBound].range.lowerBound
        edits.append(.init(range: start..<tokens[body.upperBound - 1].range.upperBound, text: tiled.text))
    }

    /// The query that a table of `from` is, if nothing else reads it.
    private static func body(of table: FromClause.Table, _ parser: SelectParser) -> Range<Int>? {
        switch table.form {
        case .query(let range): return range
        case .function: return nil
        case .named(let name): return parser.stepReadOnce(named: name)?.query
        }
    }

    /// A term of `group by`, which may be the number or the alias of an item.
    private func term(_ range: Range<Int>, _ core: SelectCore) -> Range<Int> {
        guard range.count == 1 else { return range }
        let token = tokens[range.lowerBound]
        if token.kind == .number, let place = Int(token.text), core.items.indices.contains(place - 1) {
            return core.items[place - 1].expression
        }
        return core.items.first { $0.alias == token.name && token.name != nil }?.expression ?? range
    }

    /// The names of columns in an expression.
    ///
    /// - Parameter outsideAggregates: leaves out those within aggregates.
    private func names(_ range: Range<Int>, outsideAggregates: Bool = false) -> Set<SQLName> {
        var names: Set<SQLName> = []
        var index = range.lowerBound
        while index < range.upperBound {
            if outsideAggregates, isAggregate(index), let close = parser.closing[index + 1] {
                index = close + 1
                continue
            }
            if let name = tokens[index].name, !parser.isCallOrQualifier(index),
                tokens[index].kind == .quotedName || !SQLKeywords.all.contains(name)
            {
                names.insert(name)
            }
            index += 1
        }
        return names
    }

    private func isAggregate(_ index: Int) -> Bool {
        parser.isCall(index) && SQLKeywords.aggregates.contains(SQLName(tokens[index].text))
    }

    // MARK: - Aggregates

    /// The edits of an expression's aggregates; nil if it has anything that may depend on single rows.
    private func read(_ range: Range<Int>) -> [CoreRewrite.Edit]? {
        var edits: [CoreRewrite.Edit] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let token = tokens[index]
            if ["select", "exists", "over", "filter"].contains(where: token.isWord) { return nil }
            guard parser.isCall(index) else {
                if token.isSymbol("*"),
                    index == range.lowerBound || index + 1 == range.upperBound
                        || tokens[index - 1].isSymbol(".")
                {
                    return nil
                }
                index += 1
                continue
            }
            guard isAggregate(index) else {
                guard SQLKeywords.scalarFunctions.contains(SQLName(token.text)) || token.isWord("cast") else {
                    return nil
                }
                index += 1
                continue
            }
            guard let close = parser.closing[index + 1], let text = counted(index, index + 2..<close) else {
                return nil
            }
            if !text.isEmpty {
                edits.append(.init(range: token.range.lowerBound..<tokens[close].range.upperBound, text: text))
            }
            index = close + 1
        }
        return edits
    }

    /// What an aggregate of rows becomes; empty if it stays; nil if it is not known.
    private func counted(_ index: Int, _ arguments: Range<Int>) -> String? {
        let rows = SQLName.quoted(TiledQuery.rowCount)
        let isKnown = !arguments.contains { index in
            parser.isCall(index) || ["distinct", "select", "order"].contains(where: tokens[index].isWord)
        }
        guard isKnown else { return nil }
        let text = arguments.map { tokens[$0].written }.joined(separator: " ")
        let present = "iif((\(text)) is null, 0, \(rows))"
        if tokens[index].isWord("count") {
            let isOfRows = arguments.isEmpty || (arguments.count == 1 && tokens[arguments.lowerBound].isSymbol("*"))
            return "coalesce(sum(\(isOfRows ? rows : present)), 0)"
        }
        guard parser.parts(arguments).count == 1 else { return nil }
        if tokens[index].isWord("min") || tokens[index].isWord("max") { return "" }
        guard names(arguments).allSatisfy(tiled.isExact),
            !arguments.contains(where: { tokens[$0].kind == .number && Int(tokens[$0].text) == nil })
        else { return nil }
        if tokens[index].isWord("sum") { return "sum((\(text)) * \(rows))" }
        return tokens[index].isWord("avg") ? "(sum((\(text)) * \(rows)) * 1.0 / sum(\(present)))" : nil
    }
}
