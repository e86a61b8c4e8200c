import SQLite

/// A part of an expression that depends on the id of a row alone, by a query of ids: `id in (select id …)`,
/// `exists (select … where p.id = s.id …)` and `(select count(*) … where p.id = s.id …)`.
///
/// Ids are never null, so that `in`, `not in` and `exists` are 0 or 1.
struct IDTerm {
    private enum Form {
        case isIn(IDSet)
        case isNotIn(IDSet)
        case hasRows(IDQueryText)
        case rowCount(IDQueryText)
    }

    /// Its tokens.
    let range: Range<Int>
    /// The source of the query whose id it is of.
    let source: Int
    private let form: Form

    /// Whether SQLite would look up the rows of one id after another, rather than read all ids first.
    var isLookup: Bool {
        switch form {
        case .isIn, .isNotIn: false
        case .hasRows, .rowCount: true
        }
    }

    /// What replaces it; nil if there are too many queries.
    func text(_ columns: inout PassedQueryColumns) -> String? {
        switch form {
        case .isIn(let set): set.condition(&columns).map { "(\($0))" }
        case .isNotIn(let set): set.negation(&columns).map { "(\($0))" }
        case .hasRows(let query): columns.column(of: query).map { "(\($0) > 0)" }
        // Without the affinity of a column, which a query's value has not.
        case .rowCount(let query): columns.column(of: query).map { "(+\($0))" }
        }
    }

    /// The term that begins at a token; nil if none does.
    init?(_ rewrite: CoreRewrite, at index: Int, within range: Range<Int>, _ reader: IDQueryReader) {
        guard rewrite.isOwn(index) else { return nil }
        if let (end, source, form) = IDTerm.linked(rewrite, at: index, within: range, reader)
            ?? IDTerm.membership(rewrite, at: index, within: range, reader)
        {
            self.range = index..<end
            self.source = source
            self.form = form
        } else {
            return nil
        }
    }

    private typealias Found = (end: Int, source: Int, form: Form)

    // MARK: - Membership

    /// `id in (…)` and `id not in (…)`.
    private static func membership(
        _ rewrite: CoreRewrite, at index: Int, within range: Range<Int>, _ reader: IDQueryReader
    ) -> Found? {
        let (tokens, parser) = (rewrite.tokens, rewrite.parser)
        guard let (end, source) = id(rewrite, at: index, within: range), isWhole(index, range, rewrite) else {
            return nil
        }
        let isNegated = end < range.upperBound && tokens[end].isWord("not")
        let place = isNegated ? end + 1 : end
        guard place + 1 < range.upperBound, tokens[place].isWord("in"), let close = parser.closing[place + 1],
            range.contains(close), let query = parser.queries.first(where: { $0.range == place + 2..<close }),
            let (set, table) = reader.set(query), table == rewrite.sources[source].relation.table
        else { return nil }
        return (close + 1, source, isNegated ? .isNotIn(set) : .isIn(set))
    }

    /// The end of the id of a source whose scan counts rows of queries.
    static func id(
        _ rewrite: CoreRewrite, at index: Int, within range: Range<Int>
    ) -> (end: Int, source: Int)? {
        let tokens = rewrite.tokens
        guard let name = tokens[index].name, index == range.lowerBound || !tokens[index - 1].isSymbol(".") else {
            return nil
        }
        let isQualified = index + 2 < range.upperBound && tokens[index + 1].isSymbol(".")
        let place = rewrite.sources.firstIndex { source in
            guard takesQueries(source) else { return false }
            guard isQualified else { return !rewrite.isJoined && source.relation.ids.contains(name) }
            return SQLName(source.name) == name && tokens[index + 2].name.map(source.relation.ids.contains) == true
        }
        return place.map { (isQualified ? index + 3 : index + 1, $0) }
    }

    private static func takesQueries(_ source: CoreRewrite.Source) -> Bool {
        !source.isNullable && !source.relation.querySlots.isEmpty
    }

    /// Whether no operator before the token takes the id as its operand.
    static func isWhole(_ index: Int, _ range: Range<Int>, _ rewrite: CoreRewrite) -> Bool {
        guard index > range.lowerBound else { return true }
        let tokens = rewrite.tokens
        let before = tokens[index - 1]
        guard before.isWord("and") else {
            return before.isSymbol("(") || before.isSymbol(",")
                || ["or", "not", "when", "then", "else", "where", "distinct"].contains(where: before.isWord)
        }
        // The `and` of `between` has another meaning.
        return !tokens[range.lowerBound..<index].contains { $0.isWord("between") }
    }

    // MARK: - Rows of one id

    /// `exists (…)` and `(select count(*) …)` of the rows with the id of the row.
    private static func linked(
        _ rewrite: CoreRewrite, at index: Int, within range: Range<Int>, _ reader: IDQueryReader
    ) -> Found? {
        let (tokens, parser) = (rewrite.tokens, rewrite.parser)
        let isExists = tokens[index].isWord("exists")
        let start = isExists ? index + 1 : index
        guard start < range.upperBound, let close = parser.closing[start], range.contains(close),
            let query = parser.queries.first(where: { $0.range == start + 1..<close })
        else { return nil }
        if !isExists, index > range.lowerBound {
            // The list of `in`, and the only argument of a call.
            let before = tokens[index - 1]
            guard !before.isWord("in"), !before.isWord("exists"), !parser.isCall(index - 1) else { return nil }
        }
        guard let (text, source) = rows(of: query, rewrite, reader, isCount: !isExists) else { return nil }
        return (close + 1, source, isExists ? .hasRows(text) : .rowCount(text))
    }

    /// The rows of a query that have the id of a row of another query.
    private static func rows(
        of query: SelectQuery, _ outer: CoreRewrite, _ reader: IDQueryReader, isCount: Bool
    ) -> (text: IDQueryText, source: Int)? {
        guard query.cores.count == 1, query.orderBy.isEmpty, let core = query.cores.first, core.groupBy.isEmpty,
            core.having == nil, let condition = core.condition, let inner = reader.rewrite(query, core)
        else { return nil }
        if isCount {
            guard query.limit == nil, core.items.count == 1, let first = core.items[0].expression.first,
                reader.endOfCount(at: first) == core.items[0].expression.upperBound
            else { return nil }
        } else {
            guard keepsRow(query.limit, outer.tokens), hasNoCalls(core, outer.parser) else { return nil }
        }
        var conditions = reader.conjuncts(condition)
        for (place, part) in conditions.enumerated() {
            guard let source = link(part, inner, outer, reader) else { continue }
            conditions.remove(at: place)
            return reader.text(inner, conditions).map { ($0, source) }
        }
        return nil
    }

    /// The source whose id a condition equates with the id of the inner query's relation.
    private static func link(
        _ range: Range<Int>, _ inner: CoreRewrite, _ outer: CoreRewrite, _ reader: IDQueryReader
    ) -> Int? {
        let tokens = outer.tokens
        guard let sign = range.first(where: { tokens[$0].isSymbol("=") || tokens[$0].isSymbol("==") }) else {
            return nil
        }
        let (left, right) = (range.lowerBound..<sign, sign + 1..<range.upperBound)
        for (own, other) in [(left, right), (right, left)] {
            guard reader.isID(own, of: inner), other.count == 3, tokens[other.lowerBound + 1].isSymbol("."),
                let name = tokens[other.lowerBound].name, name != SQLName(inner.relationName),
                let column = tokens[other.upperBound - 1].name
            else { continue }
            return outer.sources.firstIndex { source in
                SQLName(source.name) == name && takesQueries(source) && source.relation.ids.contains(column)
                    && source.relation.table == inner.relation.table
            }
        }
        return nil
    }

    /// Whether a limit keeps a row where there is one.
    private static func keepsRow(_ limit: Range<Int>?, _ tokens: [SQLToken]) -> Bool {
        guard let limit else { return true }
        return limit.count == 1 && tokens[limit.lowerBound].kind == .number
            && (Int(tokens[limit.lowerBound].text) ?? 0) > 0
    }

    /// Whether the columns of a query neither aggregate nor fail.
    private static func hasNoCalls(_ core: SelectCore, _ parser: SelectParser) -> Bool {
        core.items.allSatisfy { item in
            item.expression.allSatisfy { index in
                !parser.isCall(index) && !["select", "exists", "over"].contains(where: parser.tokens[index].isWord)
            }
        }
    }
}
