import SQLite

/// Replaces a table of `from`, or a named step, that gives ids, or ids with their numbers of rows, by a query of the
/// facts, if no other query names an id of it: `select count(*) from (select id from places group by id having
/// count(*) > 2)`.
///
/// Why the answer stays the same: each id is one row of the facts. The query gives those facts that its ids name, and
/// of each the same values. They come in another order, so the readers must give the same in any (`OrderFreeReading`).
/// A further column, which nobody can name, says that a row is one fact, so that its readers can count combinations.
struct IDSelectionRewrite {
    let edit: CoreRewrite.Edit

    private static let count = "facts of ids"

    /// Nil if the query has another form.
    init?(_ parser: SelectParser, _ query: SelectQuery, scope: RewriteScope, sql: [UInt8]) {
        guard query.place == .apart, parser.root.map({ parser.queries[$0].range != query.range }) ?? false,
            query.orderBy.isEmpty, query.limit == nil, let first = query.cores.first,
            OrderFreeReading(parser).holds(for: query)
        else { return nil }
        let steps = parser.queries.flatMap(\.steps)
        guard steps.first(where: { $0.query == query.range })?.namesColumns != true else { return nil }
        let reader = IDQueryReader(parser: parser, scope: scope, sql: sql)
        guard let rewrite = reader.rewrite(query, first), let table = rewrite.relation.table,
            let facts = scope.relations.facts(of: table),
            let name = facts.countOfRow, !facts.querySlots.isEmpty
        else { return nil }
        var columns = PassedQueryColumns(facts, named: facts.writtenName)
        let own = SQLName.quoted(facts.writtenName)
        var items = ["\(own).\(SQLName.quoted(name)) as \(SQLName.quoted(IDSelectionRewrite.count))"]
        var hidden = rewrite.relation.ids
        let condition: String
        if let set = IDSelectionRewrite.set(query, first, rewrite, reader) {
            if let alias = first.items[0].alias { hidden.insert(alias) }
            guard let text = set.condition(&columns) else { return nil }
            condition = text
        } else {
            let conditions = first.condition.map(reader.conjuncts) ?? []
            guard query.cores.count == 1, !first.isDistinct,
                IDSelectionRewrite.isByID(first, rewrite, facts, reader),
                let text = reader.text(rewrite, conditions),
                let column = columns.column(of: text)
            else { return nil }
            var alias: SQLName?
            for item in first.items {
                guard let last = item.expression.last, let start = item.expression.first else { return nil }
                let written = IDSelectionRewrite.alias(of: item, parser.tokens)
                if reader.isID(item.expression, of: rewrite) {
                    if let alias = item.alias { hidden.insert(alias) }
                } else if let count = CountOfID(item.expression, rewrite, where: conditions, reader) {
                    guard let counted = reader.text(rewrite, conditions, counting: count),
                        let number = columns.column(of: counted)
                    else { return nil }
                    if reader.endOfCount(at: start) == item.expression.upperBound { alias = alias ?? item.alias }
                    items.append("\(number) as \(SQLName.quoted(written ?? rewrite.text(item.expression)))")
                } else if IDSelectionRewrite.isConstant(item, parser.tokens) {
                    items.append("\(rewrite.text(item.expression)) as \(SQLName.quoted(written ?? ""))")
                } else if IDSelectionRewrite.isOfFact(item.expression, rewrite, facts) {
                    let name = parser.tokens[last].text
                    items.append("\(own).\(SQLName.quoted(name)) as \(SQLName.quoted(written ?? name))")
                } else {
                    return nil
                }
            }
            if let having = first.having {
                guard let parts = reader.having(having, naming: alias) else { return nil }
                condition = "\(column) > 0 and (\(parts.map { $0 ?? column }.joined(separator: " ")))"
            } else {
                condition = "\(column) > 0"
            }
        }
        guard let equality = columns.equality,
            IDSelectionRewrite.readersNameNone(of: hidden, parser, query)
        else { return nil }
        edit = .init(
            range: rewrite.bytes(of: query.range),
            text: "select \(items.joined(separator: ", ")) from \(own) where (\(condition)) and \(equality)")
    }

    /// Whether the query groups by the id, and by nothing that does not follow from the id.
    private static func isByID(
        _ core: SelectCore, _ rewrite: CoreRewrite, _ facts: CountedRelation, _ reader: IDQueryReader
    ) -> Bool {
        let keys = core.groupBy.map { GroupedColumns.items(of: $0, rewrite).first ?? $0 }
        return keys.contains { reader.isID($0, of: rewrite) }
            && keys.allSatisfy { reader.isID($0, of: rewrite) || isOfFact($0, rewrite, facts) }
    }

    /// The ids of a query that gives each of them once.
    private static func set(
        _ query: SelectQuery, _ core: SelectCore, _ rewrite: CoreRewrite, _ reader: IDQueryReader
    ) -> IDSet? {
        let isOnce =
            query.operators.last.map { $0 != "union all" }
            ?? (core.isDistinct || !core.groupBy.isEmpty || rewrite.relation.isOfFacts)
        return isOnce ? reader.set(query)?.set : nil
    }

    /// Whether an item is a constant with an alias.
    private static func isConstant(_ item: SelectCore.Item, _ tokens: [SQLToken]) -> Bool {
        guard item.alias != nil, item.expression.count == 1 else { return false }
        let token = tokens[item.expression.lowerBound]
        return token.kind == .number || token.kind == .string || token.isWord("null")
    }

    /// The alias as written; it follows the expression, with or without `as`.
    private static func alias(of item: SelectCore.Item, _ tokens: [SQLToken]) -> String? {
        guard item.alias != nil else { return nil }
        let next = item.expression.upperBound
        return tokens[tokens[next].isWord("as") ? next + 1 : next].text
    }

    /// Whether a range is a column of the fact, which all rows of its id share.
    static func isOfFact(_ range: Range<Int>, _ rewrite: CoreRewrite, _ facts: CountedRelation) -> Bool {
        guard let last = range.last, let name = rewrite.tokens[last].name else { return false }
        let isQualified =
            range.count == 3 && rewrite.tokens[last - 1].isSymbol(".")
            && rewrite.tokens[range.lowerBound].name == SQLName(rewrite.relationName)
        return (range.count == 1 || isQualified) && rewrite.relation.isOfFact(name) && facts.columns.contains(name)
    }

    /// Whether a query is that of a step of a name.
    private static func isStep(_ query: SelectQuery, named name: SQLName, _ parser: SelectParser) -> Bool {
        parser.queries.contains { $0.steps.contains { $0.name == name && $0.query == query.range } }
    }

    /// Whether no query that reads a query, nor one within such a query, names one of its columns, or all columns.
    private static func readersNameNone(
        of names: Set<SQLName>, _ parser: SelectParser, _ query: SelectQuery
    ) -> Bool {
        let tokens = parser.tokens
        let readers = parser.queries.indices.filter { place in
            parser.queries[place].cores.contains { core in
                // What a clause of unknown form reads is not known.
                guard let range = core.from, let from = FromClause(parser, range) else { return core.from != nil }
                return from.tables.contains { table in
                    switch table.form {
                    case .query(let range): range == query.range
                    case .named(let name): isStep(query, named: name, parser)
                    case .function: false
                    }
                }
            }
        }
        // A sub-query of `from` cannot name the columns beside it.
        let apart = parser.queries.filter { $0.place == .apart }
        func isWithin(_ reader: Range<Int>, _ index: Int) -> Bool {
            reader.contains(index)
                && !apart.contains { nested in
                    nested.range.contains(index) && nested.range != reader
                        && reader.contains(nested.range.lowerBound) && nested.range.upperBound <= reader.upperBound
                }
        }
        return !tokens.indices.contains { index in
            guard readers.contains(where: { isWithin(parser.queries[$0].range, index) }) else { return false }
            if tokens[index].isWord("natural") { return true }
            if tokens[index].isSymbol("*"), index > 0, parser.owners[index].map(readers.contains) ?? true {
                let before = tokens[index - 1]
                return before.isSymbol(",") || before.isSymbol(".")
                    || ["select", "distinct", "all"].contains(where: before.isWord)
            }
            return tokens[index].name.map(names.contains) == true
        }
    }
}
