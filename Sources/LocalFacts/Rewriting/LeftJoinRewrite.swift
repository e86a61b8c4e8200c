import SQLite

/// Reads `samples s left join places p on p.id = s.id` as `samples`, if a query only counts the joined rows or wants
/// the samples that have none.
///
/// A sample with k rows has k rows of the join, and one without has one. So `count(p.id)` is the sum of k, `count(*)`
/// the sum of the greater of k and 1, and `p.id is null` says that k is 0. Other aggregates are of each sample once
/// only if k is 0. The number k is written as a query of ids, which the scan counts (`IDQueryRewrite`). The joined rows
/// may also be those of a query of ids, such as `(select distinct id from places where …)`, where k is 1 at most.
struct LeftJoinRewrite {
    private(set) var edits: [CoreRewrite.Edit] = []
    private let parser: SelectParser
    private let join: Join
    /// Whether the query wants the samples without joined rows.
    private let isAntiJoin: Bool

    private var tokens: [SQLToken] { parser.tokens }

    /// The two tables and the conditions that join them.
    private struct Join {
        var facts: CountedRelation
        var list: CountedRelation
        /// The names by which the query speaks of them.
        var factsName: String
        var listName: String
        /// The list relation as written, and the conditions other than that on the ids.
        var table: String
        var conditions: [String]
        /// Whether it is `using (id)`.
        var usesID = false
        /// The name by which the conditions speak of the list relation.
        var ownName: String
        /// Whether it is a query of ids in place of the list relation, and gives each id once.
        var isOfIDs = false
        var isDistinct = false

        /// The number of joined rows of a sample, as a query.
        ///
        /// - Parameter column: rows without a value in this column are not counted.
        func count(of column: String? = nil) -> String {
            let name = SQLName.quoted(ownName)
            let link = "\(name).\(SQLName.quoted(Join.id)) = \(SQLName.quoted(factsName)).\(SQLName.quoted(Join.id))"
            let present = column.map { ["\(name).\(SQLName.quoted($0)) is not null"] } ?? []
            let all = ([link] + conditions.map { "(\($0))" } + present).joined(separator: " and ")
            let count = "(select count(*) from \(table) as \(name) where \(all))"
            return isDistinct ? "(\(count) > 0)" : count
        }

        /// Whether the joined rows have a column of this name.
        func listHas(_ name: SQLName) -> Bool { isOfIDs ? name == SQLName(Join.id) : list.has(name) }

        static let id = "id"
    }

    /// Nil for any other query.
    init?(_ parser: SelectParser, _ query: SelectQuery, _ core: SelectCore, scope: RewriteScope, sql: [UInt8]) {
        guard query.cores.count == 1, core.windows == nil, let range = core.from,
            let from = FromClause(parser, range), let join = LeftJoinRewrite.join(from, range, parser, scope, sql),
            let end = from.tables[0].names.max() ?? from.tables[0].range.last
        else { return nil }
        (self.parser, self.join) = (parser, join)
        let conjuncts = core.condition.map { ExpressionTokens(parser: parser, range: $0).conjuncts } ?? []
        isAntiJoin = conjuncts.contains { range in
            range.count == 5 && LeftJoinRewrite.isListID(range.lowerBound, join, parser.tokens)
                && parser.tokens[range.lowerBound + 3].isWord("is")
                && parser.tokens[range.lowerBound + 4].isWord("null")
        }
        var isCounted = false
        let clauses = [core.condition, core.having].compactMap(\.self)
        for range in core.items.map(\.expression) + core.groupBy + clauses + query.orderBy {
            guard let own = read(range, &isCounted) else { return nil }
            edits += own
        }
        guard isCounted || isAntiJoin else { return nil }
        let last = tokens[range.upperBound - 1].range.upperBound
        edits.append(.init(range: tokens[end].range.upperBound..<last, text: ""))
    }

    // MARK: - The join

    private static func join(
        _ from: FromClause, _ range: Range<Int>, _ parser: SelectParser, _ scope: RewriteScope, _ sql: [UInt8]
    ) -> Join? {
        let tokens = parser.tokens
        guard from.tables.count == 2, !from.tables[0].isNullable, from.tables[1].isNullable,
            case .named = from.tables[0].form, let facts = scope.relation(from.tables[0]), facts.isOfFacts,
            facts.ids.contains(SQLName(Join.id)), !facts.querySlots.isEmpty,
            SQLName(from.tables[0].name) != SQLName(from.tables[1].name),
            var join = joined(from.tables[1], to: facts, parser, scope, sql), !join.list.isOfFacts,
            facts.table == join.list.table, join.list.ids.contains(SQLName(Join.id))
        else { return nil }
        (join.factsName, join.listName) = (from.tables[0].name, from.tables[1].name)
        if !join.isOfIDs { join.ownName = join.listName }
        guard SQLName(join.ownName) != SQLName(join.factsName) else { return nil }
        let start = (from.tables[1].names + Array(from.tables[1].range)).max().map { $0 + 1 } ?? range.upperBound
        guard start < range.upperBound else { return nil }
        if tokens[start].isWord("using") {
            join.usesID = true
            return start + 4 == range.upperBound && tokens[start + 2].name == SQLName(Join.id) ? join : nil
        }
        guard tokens[start].isWord("on") else { return nil }
        var isLinked = false
        for part in ExpressionTokens(parser: parser, range: start + 1..<range.upperBound).conjuncts {
            if parser.equatesIDs(of: [join.factsName, join.listName], in: part) {
                isLinked = true
                continue
            }
            guard !join.isOfIDs, part.allSatisfy({ isOfList($0, join, parser) }) else { return nil }
            let bytes = tokens[part.lowerBound].range.lowerBound..<tokens[part.upperBound - 1].range.upperBound
            join.conditions.append(String(decoding: sql[bytes], as: UTF8.self))
        }
        return isLinked ? join : nil
    }

    /// A list relation, or a query of its ids: `(select distinct id from places where …)`, also as a named step.
    private static func joined(
        _ table: FromClause.Table, to facts: CountedRelation, _ parser: SelectParser, _ scope: RewriteScope,
        _ sql: [UInt8]
    ) -> Join? {
        let tokens = parser.tokens
        if case .named = table.form, let list = scope.relation(table), table.range.count == 1 {
            let written = SQLName.quoted(tokens[table.range.lowerBound].text)
            return Join(
                facts: facts, list: list, factsName: "", listName: "", table: written, conditions: [], ownName: "")
        }
        let reader = IDQueryReader(parser: parser, scope: scope, sql: sql)
        guard let query = parser.query(of: table), query.cores.count == 1,
            query.orderBy.isEmpty, query.limit == nil, let core = query.cores.first, core.groupBy.isEmpty,
            core.having == nil, let rewrite = reader.rewrite(query, core), core.items.count == 1,
            reader.isID(core.items[0].expression, of: rewrite),
            (core.items[0].alias ?? SQLName(Join.id)) == SQLName(Join.id),
            let range = core.from, let from = FromClause(parser, range), from.tables[0].range.count == 1,
            reader.text(rewrite, core.condition.map(reader.conjuncts) ?? []) != nil,
            !(core.condition ?? 0..<0).contains(where: { tokens[$0].kind == .parameter })
        else { return nil }
        let condition = core.condition.map { range in
            let bytes = tokens[range.lowerBound].range.lowerBound..<tokens[range.upperBound - 1].range.upperBound
            return String(decoding: sql[bytes], as: UTF8.self)
        }
        return Join(
            facts: facts, list: rewrite.relation, factsName: "", listName: "",
            table: SQLName.quoted(tokens[from.tables[0].range.lowerBound].text),
            conditions: [condition].compactMap(\.self), ownName: rewrite.relationName, isOfIDs: true,
            isDistinct: core.isDistinct)
    }

    /// Whether a token of a condition is a word, a constant or a part of `p.column`.
    private static func isOfList(_ index: Int, _ join: Join, _ parser: SelectParser) -> Bool {
        let token = parser.tokens[index]
        guard let name = token.name else { return token.kind != .parameter }
        if index + 1 < parser.tokens.count, parser.tokens[index + 1].isSymbol(".") {
            return name == SQLName(join.listName)
        }
        if parser.tokens[index - 1].isSymbol(".") { return true }
        return token.kind == .word && !token.isWord("select")
            && (SQLKeywords.all.contains(name) || parser.isCall(index))
    }

    private static func isListID(_ index: Int, _ join: Join, _ tokens: [SQLToken]) -> Bool {
        index + 2 < tokens.count && tokens[index].name == SQLName(join.listName) && tokens[index + 1].isSymbol(".")
            && tokens[index + 2].name == SQLName(Join.id)
    }

    // MARK: - Expressions

    /// The edits of an expression; nil if it depends on more of the joined rows than their number.
    private func read(_ range: Range<Int>, _ isCounted: inout Bool) -> [CoreRewrite.Edit]? {
        var edits: [CoreRewrite.Edit] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let token = tokens[index]
            if ["select", "exists", "over", "filter"].contains(where: token.isWord) { return nil }
            if token.isWord("count"), let close = parser.closing[index + 1] {
                guard let text = count(index + 2..<close) else { return nil }
                isCounted = true
                edits.append(.init(range: token.range.lowerBound..<tokens[close].range.upperBound, text: text))
                index = close + 1
                continue
            }
            // Any other function may be an aggregate of all rows, such as `group_concat`.
            if parser.isCall(index), !isAntiJoin, !["min", "max", "cast"].contains(where: token.isWord),
                !SQLKeywords.scalarFunctions.contains(SQLName(token.text))
            {
                return nil
            }
            if LeftJoinRewrite.isListID(index, join, tokens), let (text, end) = test(index + 3), end <= range.upperBound
            {
                edits.append(.init(range: token.range.lowerBound..<tokens[end - 1].range.upperBound, text: text))
                index = end
                continue
            }
            guard isOfFacts(index) else { return nil }
            index += 1
        }
        return edits
    }

    /// What `count` of something becomes.
    private func count(_ arguments: Range<Int>) -> String? {
        if arguments.isEmpty || (arguments.count == 1 && tokens[arguments.lowerBound].isSymbol("*")) {
            // Not `max(1, k)`, which is taken for an aggregate.
            return isAntiJoin ? "count(*)" : "coalesce(sum(\(join.count()) + (\(join.count()) = 0)), 0)"
        }
        guard arguments.count == 3, tokens[arguments.lowerBound].name == SQLName(join.listName),
            tokens[arguments.lowerBound + 1].isSymbol("."), let name = tokens[arguments.upperBound - 1].name,
            join.listHas(name)
        else { return nil }
        let column = name == SQLName(Join.id) ? nil : tokens[arguments.upperBound - 1].text
        return "coalesce(sum(\(join.count(of: column))), 0)"
    }

    /// What `is null` and `is not null` after the id of the joined rows become.
    private func test(_ index: Int) -> (text: String, end: Int)? {
        guard index + 1 < tokens.count, tokens[index].isWord("is") else { return nil }
        if tokens[index + 1].isWord("null") { return ("(\(join.count()) = 0)", index + 2) }
        guard index + 2 < tokens.count, tokens[index + 1].isWord("not"), tokens[index + 2].isWord("null") else {
            return nil
        }
        return ("(\(join.count()) > 0)", index + 3)
    }

    /// Whether a token names nothing of the joined rows.
    private func isOfFacts(_ index: Int) -> Bool {
        let token = tokens[index]
        if token.isSymbol("*"), index == 0 || !isOperand(index - 1) { return false }
        guard let name = token.name else { return true }
        if index + 1 < tokens.count, tokens[index + 1].isSymbol(".") { return name == SQLName(join.factsName) }
        if index > 0, tokens[index - 1].isSymbol(".") { return true }
        // SQLite refuses a name that both tables have.
        return !join.listHas(name) || (join.usesID && name == SQLName(Join.id))
    }

    private func isOperand(_ index: Int) -> Bool {
        tokens[index].name != nil && !tokens[index].isWord("select") || tokens[index].kind == .number
            || tokens[index].isSymbol(")")
    }
}
