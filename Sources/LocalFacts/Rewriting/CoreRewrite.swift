import SQLite

/// Rewrites one `select` over relations to count combinations instead of rows, if the answer is provably the same.
///
/// A row of a relation then stands for all samples of a combination, and a hidden column says how many. The answer must
/// be that of a table with one row per sample and `1 as n`, so every `n` that is not added up is 1. An aggregate stays
/// right in one of three ways: repeated rows do not change it (`min`, `max`, `distinct`); it adds up a count, or a
/// product with a count as a factor, which has the same total over combinations; or it gets the number of rows as a
/// weight. No value outside of an aggregate may depend on which row of a group it is taken from.
struct CoreRewrite {
    /// Bytes of the statement and their replacement.
    struct Edit {
        var range: Range<Int>
        var text: String
        /// Whether it only replaces counts of one row by counts of combinations, and changes nothing else.
        var isRenaming = false
        /// Whether its text gives an item of the select list its name.
        var namesItem = false

        /// Whether the text that another edit changes is replaced by this one.
        func replaces(_ other: Edit) -> Bool {
            guard range.lowerBound <= other.range.lowerBound, other.range.upperBound <= range.upperBound else {
                return false
            }
            return other.range.isEmpty
                ? range.lowerBound < other.range.lowerBound && other.range.upperBound < range.upperBound
                : range != other.range
        }
    }

    /// A table of `from` whose rows may stand for several samples.
    struct Source {
        var relation: CountedRelation
        /// The name by which the statement speaks of it.
        var name: String
        /// Whether a left join may give a row of nulls instead of its rows.
        var isNullable: Bool
        var form: FromClause.Table.Form

        func column(_ column: String) -> String {
            name.isEmpty ? SQLName.quoted(column) : "\(SQLName.quoted(name)).\(SQLName.quoted(column))"
        }

        /// The number of rows that a row stands for; nil if the source does not provide it.
        var weight: String? {
            relation.rowCount.map { isNullable ? "coalesce(\(column($0)), 1)" : column($0) }
        }
    }

    /// A count that an expression names.
    struct CountReference {
        var source: Int
        var count: CountedRelation.Count
        /// Its tokens.
        var range: Range<Int>
    }

    let parser: SelectParser
    let query: SelectQuery
    let core: SelectCore
    let sources: [Source]
    let isJoined: Bool
    let sql: [UInt8]
    private let scope: RewriteScope
    /// The place of the query among those of the parser.
    private let place: Int
    /// The tokens of its tables and their aliases.
    private let tableNames: Set<Int>
    /// The queries within it that cannot name its columns.
    private let separateQueries: [Range<Int>]

    var tokens: [SQLToken] { parser.tokens }

    /// Nil if the query is not over one of the relations, or joins them in a way that is not rewritten.
    init?(_ parser: SelectParser, _ query: SelectQuery, _ core: SelectCore, scope: RewriteScope, sql: [UInt8]) {
        guard let range = core.from, let from = FromClause(parser, range),
            let place = parser.queries.firstIndex(where: { $0.range == query.range })
        else { return nil }
        sources = from.tables.compactMap { table in
            scope.relation(table).map {
                Source(relation: $0, name: table.name, isNullable: table.isNullable, form: table.form)
            }
        }
        guard !sources.isEmpty, Set(sources.map { SQLName($0.name) }).count == sources.count else { return nil }
        self.parser = parser
        self.query = query
        self.core = core
        self.scope = scope
        self.sql = sql
        self.place = place
        isJoined = from.tables.count > 1
        tableNames = Set(from.tables.flatMap(\.names))
        separateQueries = parser.queries.filter { nested in
            nested.place == .apart && nested.range != query.range && query.range.contains(nested.range.lowerBound)
                && nested.range.upperBound <= query.range.upperBound
        }.map(\.range)
        // `main.samples.n` names a column that is not looked for.
        let isQualifiedTwice = query.range.dropFirst(3).contains { index in
            tokens[index - 1].isSymbol(".") && tokens[index - 3].isSymbol(".")
        }
        if isQualifiedTwice { return nil }
    }

    /// The relation of a query of one table.
    var relation: CountedRelation { sources[0].relation }
    var relationName: String { sources[0].name }

    /// The text of a range of tokens, as written.
    func text(_ range: Range<Int>) -> String {
        guard let first = range.first, let last = range.last else { return "" }
        return String(decoding: sql[tokens[first].range.lowerBound..<tokens[last].range.upperBound], as: UTF8.self)
    }

    /// The number of rows that a row of the query stands for, without the excluded sources; nil if it is not known.
    func weights(without factors: Set<Int> = []) -> [String]? {
        var weights: [String] = []
        for (place, source) in sources.enumerated() where !factors.contains(place) {
            guard let weight = source.weight else { return nil }
            weights.append(weight)
        }
        return weights
    }

    /// The changes; nil if the query stays as it is.
    func edits() -> [Edit]? {
        guard namesNone(of: sources.reduce(into: []) { $0.formUnion($1.relation.rowColumns) }), orderBy(),
            // Columns of this query that a nested query names are not examined.
            namesNone(of: countNames, inQueriesOnly: true),
            !core.groupBy.contains(where: { !countReferences($0).isEmpty }),
            let ones = ones(in: [core.condition, core.from].compactMap(\.self))
        else { return nil }
        let isGrouped = !core.groupBy.isEmpty
        let columns = GroupedColumns(self)
        var edits = ones
        var aggregates = 0
        func read(_ range: Range<Int>) -> Bool {
            var walk = AggregateWalk(self, columns: columns)
            guard walk.read(range) else { return false }
            aggregates += walk.aggregateCount
            edits += walk.edits
            return true
        }
        for (place, item) in core.items.enumerated() {
            guard columns.isGrouped(item, at: place) else {
                guard read(item.expression) else { return nil }
                continue
            }
            // If a group's expression is not deterministic, the groups are of rows, not of combinations.
            guard isDeterministic(item.expression), let ones = self.ones(in: item.expression) else { return nil }
            edits += ones
        }
        let order = ownOrder.map { GroupedColumns.withoutDirection($0, tokens) }
        for range in [core.having].compactMap(\.self) + order where !columns.isName(range) {
            guard read(range) else { return nil }
        }
        for range in parser.windowDefinitions(core) {
            var walk = AggregateWalk(self, columns: columns)
            guard isGrouped, walk.read(range, inWindow: true) else { return nil }
            edits += walk.edits
        }
        for range in core.groupBy + [core.condition, core.from].compactMap(\.self) where !isDeterministic(range) {
            return nil
        }
        guard isGrouped || aggregates > 0 || isPlainDistinct else { return nil }
        // Without a count the statement would get one row per sample, so a condition that is always true mentions it.
        guard let weight = sources.first(where: { !$0.isNullable && $0.weight != nil })?.weight else { return edits }
        if !edits.contains(where: { $0.text != "1" }) { edits += mention(weight) }
        return edits
    }

    func ones(in ranges: [Range<Int>]) -> [Edit]? {
        let edits = ranges.map(ones(in:))
        return edits.contains { $0 == nil } ? nil : edits.flatMap { $0 ?? [] }
    }

    var countNames: Set<SQLName> { sources.reduce(into: []) { $0.formUnion($1.relation.counts.keys) } }

    /// `select distinct` without aggregates: only the set of combinations matters.
    var isPlainDistinct: Bool {
        guard core.isDistinct, core.groupBy.isEmpty, core.having == nil, core.windows == nil else { return false }
        return (core.items.map(\.expression) + ownOrder).allSatisfy { range in
            let isAllColumns = range.last.map { tokens[$0].isSymbol("*") } ?? true
            return !isAllColumns
                && range.allSatisfy { index in
                    guard parser.isCall(index) else { return true }
                    let name = SQLName(tokens[index].text)
                    // A nested query has the same value for all samples of a combination.
                    return SQLKeywords.scalarFunctions.contains(name)
                        || (!isOwn(index) && SQLKeywords.aggregates.contains(name))
                }
                && !isAggregatedWithin(range)
        }
    }

    private func mention(_ weight: String) -> [Edit] { adding(condition: "\(weight) > 0") }

    /// Lets the query have one more condition.
    func adding(condition added: String) -> [Edit] {
        guard let condition = core.condition, let first = condition.first, let last = condition.last else {
            let end = core.from.flatMap(\.last).map { tokens[$0].range.upperBound } ?? sql.count
            return [Edit(range: end..<end, text: " where \(added)")]
        }
        let start = tokens[first].range.lowerBound
        let end = tokens[last].range.upperBound
        return [Edit(range: start..<start, text: "("), Edit(range: end..<end, text: ") and \(added)")]
    }

    // MARK: - Names

    /// The counts that a part of the query itself names, not those of nested queries.
    func countReferences(_ range: Range<Int>) -> [CountReference] { range.compactMap(countReference) }

    /// The count whose name ends at a token.
    private func countReference(at index: Int) -> CountReference? {
        guard parser.owners[index] == place, let name = tokens[index].name, parser.closing[index + 1] == nil,
            index + 1 >= tokens.count || !tokens[index + 1].isSymbol(".")
        else { return nil }
        let isQualified = index > 1 && tokens[index - 1].isSymbol(".")
        for (source, table) in sources.enumerated() {
            guard let count = table.relation.counts[name] else { continue }
            if isQualified, tokens[index - 2].name != SQLName(table.name) { continue }
            return CountReference(source: source, count: count, range: (isQualified ? index - 2 : index)..<index + 1)
        }
        return nil
    }

    /// Replaces a count of one row by a count of combinations.
    func renaming(_ reference: CountReference) -> Edit? {
        let source = sources[reference.source]
        // A step hands its counts on by their own names.
        guard source.relation.has(SQLName(reference.count.collapsed)),
            source.relation.counts[SQLName(reference.count.collapsed)] == nil
        else { return nil }
        return Edit(
            range: bytes(of: reference.range), text: source.column(reference.count.collapsed), isRenaming: true)
    }

    /// Replaces each `n` of a range of tokens by 1, the value for one row. Nil if the range names another count, or one
    /// that is null if a left join finds no row.
    func ones(in range: Range<Int>) -> [Edit]? {
        let references = countReferences(range)
        guard references.allSatisfy({ $0.count.isRowCount && !sources[$0.source].isNullable }) else { return nil }
        return references.map { Edit(range: bytes(of: $0.range), text: "1") }
    }

    /// The positions of tokens in the statement.
    func bytes(of range: Range<Int>) -> Range<Int> {
        tokens[range.lowerBound].range.lowerBound..<tokens[range.upperBound - 1].range.upperBound
    }

    /// The text of a range of tokens with some changes, which are in ascending order.
    func text(_ range: Range<Int>, with edits: [Edit]) -> String {
        guard let first = range.first, let last = range.last else { return "" }
        var place = tokens[first].range.lowerBound
        var text: [UInt8] = []
        for edit in edits {
            text += sql[place..<edit.range.lowerBound]
            text += edit.text.utf8
            place = edit.range.upperBound
        }
        text += sql[place..<tokens[last].range.upperBound]
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether neither the query nor its nested queries name any of these columns of its sources.
    func namesNone(of columns: Set<SQLName>, inQueriesOnly: Bool = false) -> Bool {
        let aliases = Set(core.items.compactMap(\.alias))
        func isFree(_ range: Range<Int>) -> Bool {
            !range.contains { index in
                !(inQueriesOnly && parser.owners[index] == place) && mayName(columns, at: index)
            }
        }
        return (core.expressions + [core.from].compactMap(\.self)).allSatisfy(isFree)
            && query.orderBy.allSatisfy { term in
                let term = GroupedColumns.withoutDirection(term, tokens)
                if term.count == 1, let name = tokens[term.lowerBound].name, aliases.contains(name) { return true }
                return isFree(term)
            }
    }

    /// Whether one of the columns is named, or may be named by a nested query.
    func names(_ columns: Set<SQLName>, in range: Range<Int>) -> Bool { range.contains { mayName(columns, at: $0) } }

    /// Whether a token may name one of these columns of the sources.
    func mayName(_ columns: Set<SQLName>, at index: Int) -> Bool {
        guard let name = tokens[index].name, columns.contains(name), !parser.isCallOrQualifier(index),
            !tableNames.contains(index), !separateQueries.contains(where: { $0.contains(index) })
        else { return false }
        // `r.text` of another table is not the relation's.
        if index > 1, tokens[index - 1].isSymbol(".") {
            return sources.contains { SQLName($0.name) == tokens[index - 2].name }
                && (parser.owners[index] == place || !parser.isOfOwnTable(index))
        }
        guard let owner = parser.owners[index], owner != place else { return true }
        if parser.isTable(index) { return false }
        // In a nested query, a column of that query's own table has priority.
        return !parser.queries[owner].cores.allSatisfy { core in
            guard let range = core.from, let from = FromClause(parser, range) else { return false }
            return from.tables.contains { scope.relation($0)?.has(name) == true || parser.gives($0, name) }
        }
    }

    /// Whether a name is that of a column of one of the sources.
    func has(_ name: SQLName) -> Bool { sources.contains { $0.relation.has(name) } }

    /// Whether a token belongs to the query itself, not to a nested query.
    func isOwn(_ index: Int) -> Bool { parser.owners[index] == place }

    /// Whether a nested query in a range aggregates columns of this query, which makes this query an aggregate one.
    func isAggregatedWithin(_ range: Range<Int>) -> Bool {
        let columns = sources.reduce(into: Set<SQLName>()) { $0.formUnion($1.relation.allNames) }
        return range.contains { index in
            guard !isOwn(index), parser.isCall(index), let close = parser.closing[index + 1],
                !SQLKeywords.scalarFunctions.contains(SQLName(tokens[index].text))
            else { return false }
            return names(columns, in: index + 2..<close)
        }
    }

    // MARK: - Conditions

    /// `order by` of a query of one core, whose terms may be any expression; those of a compound are names.
    var ownOrder: [Range<Int>] { query.cores.count == 1 ? query.orderBy : [] }

    private func orderBy() -> Bool {
        guard query.cores.count > 1 else { return true }
        return query.orderBy.allSatisfy { term in
            let term = GroupedColumns.withoutDirection(term, tokens)
            return term.count == 1 && (tokens[term.lowerBound].name != nil || tokens[term.lowerBound].kind == .number)
        }
    }

    var texts: Set<SQLName> { sources.reduce(into: []) { $0.formUnion($1.relation.texts) } }

    /// Whether the query compares a text of a relation.
    var comparesTexts: Bool { core.condition.map { names(texts, in: $0) } ?? false }

    /// Whether a range is a query over only a relation and its columns: its value is the same for every row.
    func isSelfContained(_ range: Range<Int>) -> Bool {
        guard let nested = parser.queries.first(where: { $0.range == range }), nested.cores.count == 1,
            let from = nested.cores[0].from, from.count == 1, let name = tokens[from.lowerBound].name,
            let relation = scope.relations[name], isDeterministic(range)
        else { return false }
        return range.allSatisfy { index in
            guard let name = tokens[index].name, index != from.lowerBound else { return true }
            return relation.has(name) || parser.isCall(index)
                || (tokens[index].kind == .word && SQLKeywords.all.contains(name))
        }
    }

    /// Whether all functions are known to give the same for the same arguments.
    func isDeterministic(_ range: Range<Int>) -> Bool {
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

    /// Whether a token is the name of a function, or that of a table before a column's.
    func isCallOrQualifier(_ index: Int) -> Bool {
        guard index + 1 < tokens.count else { return false }
        return tokens[index + 1].isSymbol(".") || (tokens[index].kind == .word && tokens[index + 1].isSymbol("("))
    }

    /// The definitions of a `window` clause: the content of the parentheses after each name.
    func windowDefinitions(_ core: SelectCore) -> [Range<Int>] {
        guard let windows = core.windows else { return [] }
        return outer(windows).compactMap { index in closing[index].map { index + 1..<$0 } }
    }
}
