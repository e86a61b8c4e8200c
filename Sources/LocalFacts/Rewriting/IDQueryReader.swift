import SQLite

/// Reads queries of ids: `select id from places where …`, and their unions, intersections and differences.
///
/// Its condition may depend on the columns of one row, and on nothing else: then equal rows are accepted alike, and the
/// query has the same rows wherever it stands. Every name must be one of the relation, for another could be a column of
/// a query around it.
struct IDQueryReader {
    let parser: SelectParser
    let scope: RewriteScope
    let sql: [UInt8]

    private var tokens: [SQLToken] { parser.tokens }

    /// A query over one relation whose rows a scan can count by id.
    func rewrite(_ query: SelectQuery, _ core: SelectCore) -> CoreRewrite? {
        guard query.steps.isEmpty, core.windows == nil,
            let rewrite = CoreRewrite(parser, query, core, scope: scope, sql: sql), !rewrite.isJoined,
            !rewrite.relation.querySlots.isEmpty
        else { return nil }
        return rewrite
    }

    // MARK: - Sets

    /// The set of ids that a query gives, and the fact table whose ids they are.
    func set(_ query: SelectQuery) -> (set: IDSet, table: FactTable.ID)? {
        guard query.orderBy.isEmpty, query.limit == nil, let first = query.cores.first,
            let (start, table) = set(query, first)
        else { return nil }
        var result = start
        for (word, core) in zip(query.operators, query.cores.dropFirst()) {
            guard let next = set(query, core), next.table == table else { return nil }
            switch word {
            case "union", "union all": result = .union(result, next.set)
            case "intersect": result = .intersection(result, next.set)
            case "except": result = .difference(result, next.set)
            default: return nil
            }
        }
        return (result, table)
    }

    private func set(_ query: SelectQuery, _ core: SelectCore) -> (set: IDSet, table: FactTable.ID)? {
        if let step = step(core) { return set(step) }
        guard core.items.count == 1, let rewrite = rewrite(query, core), isID(core.items[0].expression, of: rewrite),
            core.groupBy.allSatisfy({ isID($0, of: rewrite) }), let table = rewrite.relation.table,
            let text = text(rewrite, core.condition.map(conjuncts) ?? [])
        else { return nil }
        guard let having = core.having else { return (.query(text), table) }
        guard !core.groupBy.isEmpty, let parts = self.having(having, naming: nil) else { return nil }
        return (.having(text, parts), table)
    }

    /// The query of the named step whose only column is all that a query gives: `select id from named`.
    private func step(_ core: SelectCore) -> SelectQuery? {
        guard core.items.count == 1, core.condition == nil, core.groupBy.isEmpty, core.having == nil,
            core.windows == nil, let from = core.from, from.count == 1, let name = tokens[from.lowerBound].name
        else { return nil }
        let steps = parser.queries.flatMap(\.steps).filter { $0.name == name }
        guard steps.count == 1, !steps[0].namesColumns,
            let query = parser.queries.first(where: { $0.range == steps[0].query }),
            let item = query.cores.first?.items.first, let last = item.expression.last
        else { return nil }
        let expression = core.items[0].expression
        let isColumn = expression.count == 1 && tokens[expression.lowerBound].name == (item.alias ?? tokens[last].name)
        return isColumn || (expression.count == 1 && tokens[expression.lowerBound].isSymbol("*")) ? query : nil
    }

    /// The parts of a condition on the number of rows, which is nil; nil if it is on anything else.
    ///
    /// - Parameter alias: a name of the number.
    func having(_ range: Range<Int>, naming alias: SQLName?) -> [String?]? {
        var parts: [String?] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let token = tokens[index]
            if let end = endOfCount(at: index), end <= range.upperBound {
                parts.append(nil)
                index = end
                continue
            }
            switch token.kind {
            case .number: parts.append(token.written)
            case .parameter where token.text != "?": parts.append(token.written)
            case .symbol where token.text != ".": parts.append(token.written)
            case .word where ["and", "or", "not", "between", "in"].contains(where: token.isWord):
                parts.append(token.written)
            case .word, .quotedName:
                guard let alias, token.name == alias else { return nil }
                parts.append(nil)
            default: return nil
            }
            index += 1
        }
        return parts
    }

    /// The end of `count(*)`.
    func endOfCount(at index: Int) -> Int? {
        guard tokens[index].isWord("count"), let close = parser.closing[index + 1], close == index + 3,
            tokens[index + 2].isSymbol("*"),
            close + 1 >= tokens.count || !["filter", "over"].contains(where: tokens[close + 1].isWord)
        else { return nil }
        return close + 1
    }

    // MARK: - Rows

    func conjuncts(_ condition: Range<Int>) -> [Range<Int>] {
        ExpressionTokens(parser: parser, range: condition).conjuncts
    }

    /// Whether a range is the id of the query's relation.
    func isID(_ range: Range<Int>, of rewrite: CoreRewrite) -> Bool {
        guard let last = range.last, rewrite.isOwn(last), let name = tokens[last].name,
            rewrite.relation.ids.contains(name)
        else { return false }
        return range.count == 1
            || (range.count == 3 && tokens[last - 1].isSymbol(".")
                && tokens[range.lowerBound].name == SQLName(rewrite.relationName))
    }

    /// The text of the query of the rows that meet some conditions; nil if one of them depends on more than a row.
    ///
    /// - Parameter count: what is counted of them; all rows if it is nil.
    func text(_ rewrite: CoreRewrite, _ conditions: [Range<Int>], counting count: CountOfID? = nil) -> IDQueryText? {
        guard let range = rewrite.core.from, let from = FromClause(parser, range), from.tables.count == 1,
            case .named = from.tables[0].form, from.tables[0].range.count == 1
        else { return nil }
        let table = SQLName.quoted(count?.table ?? tokens[from.tables[0].range.lowerBound].text)
        let name = SQLName.quoted(rewrite.relationName)
        var passed = PassedQueryColumns(rewrite.relation, named: rewrite.relationName)
        var parts: [[IDQueryText.Part]] = []
        for condition in conditions {
            guard let own = self.parts(condition, rewrite, &passed) else { return nil }
            parts.append(own)
        }
        if let column = count?.column {
            parts.append([name, ".", SQLName.quoted(column), "is", "not", "null"].map { .text($0) })
        }
        return IDQueryText(of: table == name ? table : "\(table) as \(name)", where: parts, passing: passed)
    }

    private func parts(
        _ range: Range<Int>, _ rewrite: CoreRewrite, _ passed: inout PassedQueryColumns
    ) -> [IDQueryText.Part]? {
        let isDecided =
            TextOperand(rewrite).isDecidedByScan(range) && range.last.map { tokens[$0].kind == .string } == true
        var parts: [IDQueryText.Part] = []
        var index = range.lowerBound
        while index < range.upperBound {
            if let term = IDTerm(rewrite, at: index, within: range, self) {
                guard let text = term.text(&passed) else { return nil }
                parts.append(.text(text))
                index = term.range.upperBound
                continue
            }
            // Queries are passed in lines.
            guard !tokens[index].written.utf8.contains(UInt8(ascii: "\n")),
                isDecided || isOfRow(index, within: range, rewrite)
            else { return nil }
            let token = tokens[index]
            parts.append(token.kind == .parameter ? .parameter(token.written) : .text(token.written))
            index += 1
        }
        return parts
    }

    /// Whether a token belongs to an expression of one row that has a value for every row.
    ///
    /// - Parameter source: the table of the row; the first of the query if it is nil.
    func isOfRow(
        _ index: Int, within range: Range<Int>, _ rewrite: CoreRewrite, of source: CoreRewrite.Source? = nil
    ) -> Bool {
        let source = source ?? rewrite.sources[0]
        let token = tokens[index]
        guard rewrite.isOwn(index) else { return false }
        switch token.kind {
        case .number, .string, .blob: return true
        // A bare `?` is numbered by its place in the statement.
        case .parameter: return token.text != "?"
        case .symbol: return !["->", "->>", ";"].contains(token.text)
        case .comment, .illegal: return false
        case .word, .quotedName: break
        }
        let before = index > range.lowerBound ? tokens[index - 1] : nil
        if token.kind == .word {
            let name = SQLName(token.text)
            if parser.isCall(index) || token.isWord("cast") { return TextOperand.functions.contains(name) }
            if before?.isWord("as") == true { return TextOperand.types.contains(name) }
            if before?.isWord("collate") == true { return ["binary", "nocase", "rtrim"].contains(where: token.isWord) }
            if TextOperand.words.contains(name) || token.isWord("collate") { return true }
        }
        guard let name = token.name else { return false }
        if index + 2 < range.upperBound, tokens[index + 1].isSymbol(".") {
            return name == SQLName(source.name) && before?.isSymbol(".") != true
        }
        if before?.isSymbol(".") == true, tokens[index - 2].name != SQLName(source.name) { return false }
        return source.relation.columns.contains(name)
    }
}
