/// Makes one `select` over a relation count combinations in place of rows, where the answer is provably the same.
///
/// The relation comes first in `from`, and what it is joined with has rows of its own. An aggregate that counts rows
/// (`count`, `sum`, `total`, `avg`) then adds up `n`, the rows that a combination stands for; one that rows cannot be
/// repeated for (`min`, `max`, `distinct`) stays. No value outside of an aggregate may hang on which of the rows of a
/// group it is taken from.
struct CoreRewrite {
    /// Bytes of the statement and what comes in their place.
    struct Edit {
        var range: Range<Int>
        var text: String
    }

    let parser: SelectParser
    let query: SelectQuery
    let core: SelectCore
    let relation: CountedRelation
    private let relations: [SQLName: CountedRelation]
    /// By which name the statement speaks of the relation.
    let relationName: String
    let isJoined: Bool
    let sql: [UInt8]

    var tokens: [SQLToken] { parser.tokens }

    /// Nil where the query is not over one of the relations, or over it in a way that is left alone.
    init?(
        _ parser: SelectParser, _ query: SelectQuery, _ core: SelectCore, relations: [SQLName: CountedRelation],
        sql: [UInt8]
    ) {
        let tokens = parser.tokens
        guard let from = core.from, let first = from.first, let name = tokens[first].name,
            let relation = relations[name]
        else { return nil }
        var rest = from.dropFirst()
        var relationName = tokens[first].text
        if let next = rest.first, tokens[next].isWord("as") {
            rest = rest.dropFirst()
            guard let alias = rest.first, tokens[alias].name != nil else { return nil }
        }
        if let alias = rest.first, tokens[alias].kind == .quotedName || CoreRewrite.isAlias(tokens[alias]) {
            relationName = tokens[alias].text
            rest = rest.dropFirst()
        }
        // Only joins that keep every row of the relation for each row that it is joined with, and no other relation.
        let outer = parser.outer(rest.startIndex..<rest.endIndex)
        for (place, index) in outer.enumerated() {
            let isTable = place > 0 && (tokens[outer[place - 1]].isSign(",") || tokens[outer[place - 1]].isWord("join"))
            if isTable, tokens[index].isSign("(") {
                guard index + 1 < tokens.count, ["select", "with", "values"].contains(where: tokens[index + 1].isWord)
                else { return nil }
            }
            if isTable, let name = tokens[index].name, relations[name] != nil { return nil }
            if ["natural", "right", "full", "indexed"].contains(where: tokens[index].isWord) { return nil }
        }
        if let next = outer.first {
            guard tokens[next].isSign(",") || ["join", "left", "inner", "cross"].contains(where: tokens[next].isWord)
            else { return nil }
        }
        self.parser = parser
        self.query = query
        self.core = core
        self.relation = relation
        self.relations = relations
        self.relationName = relationName
        self.sql = sql
        isJoined = !outer.isEmpty
    }

    private static func isAlias(_ token: SQLToken) -> Bool {
        token.kind == .word
            && !["join", "left", "inner", "cross", "natural", "right", "full", "indexed", "not", "on"]
                .contains(where: token.isWord)
    }

    /// The count of the relation.
    var count: String { "\(Store.quoted(relationName)).\"n\"" }

    /// The text of a range of tokens, as written.
    func text(_ range: Range<Int>) -> String {
        guard let first = range.first, let last = range.last else { return "" }
        return String(decoding: sql[tokens[first].range.lowerBound..<tokens[last].range.upperBound], as: UTF8.self)
    }

    /// The changes; nil where the query stays as it is.
    func edits() -> [Edit]? {
        guard namesNone(of: relation.counts.union(relation.rowColumns)), orderBy() else { return nil }
        let isGrouped = !core.groupBy.isEmpty
        let columns = GroupedColumns(self)
        var edits: [Edit] = []
        var aggregates = 0
        func read(_ range: Range<Int>) -> Bool {
            var walk = AggregateWalk(self, columns: columns)
            guard walk.read(range) else { return false }
            aggregates += walk.aggregateCount
            edits += walk.edits
            return true
        }
        for (place, item) in core.items.enumerated() {
            // A group of what differs from time to time is a group of rows, not of combinations.
            guard columns.isGrouped(item, at: place) ? isDeterministic(item.expression) : read(item.expression)
            else { return nil }
        }
        for range in [core.having].compactMap(\.self) + ownOrder where !columns.isName(range) {
            guard read(range) else { return nil }
        }
        for range in core.groupBy + [core.condition, core.from].compactMap(\.self) where !isDeterministic(range) {
            return nil
        }
        guard isGrouped || aggregates > 0 || isPlainDistinct else { return nil }
        // Without a count the statement would get one row a sample: a condition that always holds mentions it.
        if edits.isEmpty { edits = mention() }
        return edits
    }

    /// `select distinct` without anything to be aggregated: what counts is which combinations there are.
    var isPlainDistinct: Bool {
        guard core.isDistinct, core.groupBy.isEmpty, core.having == nil, core.windows == nil else { return false }
        return (core.items.map(\.expression) + ownOrder).allSatisfy { range in
            let isAllColumns = range.last.map { tokens[$0].isSign("*") } ?? true
            return !isAllColumns
                && range.allSatisfy { index in
                    !parser.isCall(index) || SQLKeywords.scalarFunctions.contains(SQLName(tokens[index].text))
                }
                && !range.contains { tokens[$0].isWord("select") }
        }
    }

    private func mention() -> [Edit] {
        guard let condition = core.condition, let first = condition.first, let last = condition.last else {
            let end = core.from.flatMap(\.last).map { tokens[$0].range.upperBound } ?? sql.count
            return [Edit(range: end..<end, text: " where \(count) > 0")]
        }
        let start = tokens[first].range.lowerBound
        let end = tokens[last].range.upperBound
        return [Edit(range: start..<start, text: "("), Edit(range: end..<end, text: ") and \(count) > 0")]
    }

    // MARK: - Conditions

    /// `order by` of a query of one core, whose terms may be any expression; those of a compound are names.
    private var ownOrder: [Range<Int>] { query.cores.count == 1 ? query.orderBy : [] }

    private func orderBy() -> Bool {
        guard query.cores.count > 1 else { return true }
        return query.orderBy.allSatisfy { term in
            let term = GroupedColumns.withoutDirection(term, tokens)
            return term.count == 1 && (tokens[term.lowerBound].name != nil || tokens[term.lowerBound].kind == .number)
        }
    }

    /// Whether the query names none of these columns of the relation: counts, of which it then says itself what it
    /// wants, or such as make every row one of its own.
    func namesNone(of columns: Set<SQLName>) -> Bool {
        let aliases = Set(core.items.compactMap(\.alias))
        let ranges =
            core.items.map(\.expression) + core.groupBy
            + [core.condition, core.from, core.having, core.windows].compactMap(\.self)
        func isFree(_ range: Range<Int>) -> Bool {
            range.allSatisfy { index in
                guard let name = tokens[index].name, columns.contains(name) else { return true }
                // `r.text` of another table, and a function of the name, are not the relation's.
                if index > 1, tokens[index - 1].isSign(".") { return tokens[index - 2].name != SQLName(relationName) }
                return index + 1 < tokens.count && tokens[index + 1].isSign("(") && tokens[index].kind == .word
            }
        }
        return ranges.allSatisfy(isFree)
            && query.orderBy.allSatisfy { term in
                let term = GroupedColumns.withoutDirection(term, tokens)
                if term.count == 1, let name = tokens[term.lowerBound].name, aliases.contains(name) { return true }
                return isFree(term)
            }
    }

    /// Whether the query compares a text of the relation.
    var comparesTexts: Bool { core.condition.map { names(relation.texts, in: $0) } ?? false }

    /// Whether one of the relation's columns is named.
    func names(_ columns: Set<SQLName>, in range: Range<Int>) -> Bool {
        range.contains { index in
            guard let name = tokens[index].name, columns.contains(name) else { return false }
            // `r.text` of another table, and a function of the name, are not the relation's.
            if index > 1, tokens[index - 1].isSign(".") { return tokens[index - 2].name == SQLName(relationName) }
            return !(index + 1 < tokens.count && tokens[index + 1].isSign("(") && tokens[index].kind == .word)
        }
    }

    /// Whether a range is a query of nothing but a relation and its columns: such a one gives the same for every row.
    func isSelfContained(_ range: Range<Int>) -> Bool {
        guard let nested = parser.queries.first(where: { $0.range == range }), nested.cores.count == 1,
            let from = nested.cores[0].from, from.count == 1, let name = tokens[from.lowerBound].name,
            let relation = relations[name], isDeterministic(range)
        else { return false }
        return range.allSatisfy { index in
            guard let name = tokens[index].name, index != from.lowerBound else { return true }
            return relation.has(name) || parser.isCall(index)
                || (tokens[index].kind == .word && SQLKeywords.all.contains(name))
        }
    }

    /// Whether all functions are known to give the same for the same arguments.
    private func isDeterministic(_ range: Range<Int>) -> Bool {
        range.allSatisfy { index in
            guard parser.isCall(index) else { return true }
            let name = SQLName(tokens[index].text)
            return SQLKeywords.scalarFunctions.contains(name) || SQLKeywords.aggregates.contains(name)
                || tokens[index].isWord("cast")
        }
    }
}

extension SelectParser {
    /// Whether a token is the name of a function that is called.
    func isCall(_ index: Int) -> Bool {
        guard tokens[index].kind == .word || tokens[index].kind == .quotedName, closing[index + 1] != nil else {
            return false
        }
        guard tokens[index].kind == .word else { return true }
        let name = SQLName(tokens[index].text)
        let isFunction = SQLKeywords.scalarFunctions.contains(name)
        return isFunction
            || !(SQLKeywords.all.contains(name) || tokens[index].isWord("over") || tokens[index].isWord("filter")
                || tokens[index].isWord("materialized") || tokens[index].isWord("select"))
    }
}
