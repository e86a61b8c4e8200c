import SQLite

/// Reads a join of samples with numbers of rows by id as `samples` alone:
///
///     samples s join (select id, count(*) as k from places where … group by id) x on x.id = s.id
///
/// The query within gives each id once, so that a sample has one joined row at most. `x.k` is the number of rows with
/// the sample's id, which is written as a query of ids that the scan counts (`IDQueryRewrite`). An inner join keeps the
/// samples where all rows are more than 0. A left join gives null where they are 0. What the query within names are
/// columns of its own relation, so that it means the same in another place (`IDQueryReader`).
struct CountedJoinRewrite {
    private(set) var edits: [CoreRewrite.Edit] = []
    private let parser: SelectParser
    private let join: Join

    private var tokens: [SQLToken] { parser.tokens }

    /// How each number begins.
    static let start = "(select count(*) from \""

    /// The facts, and the numbers that are joined with them.
    private struct Join {
        var facts: CountedRelation
        /// The names by which the query speaks of them.
        var factsName: String
        var countsName: String
        var isLeft: Bool
        var usesID = false
        /// The query of numbers: the name of its relation, its condition, and its columns by their names.
        var ownName: String
        var relation: String
        var condition: String?
        var columns: [SQLName: (count: CountOfID, name: String)] = [:]

        static let id = "id"

        /// The number of joined rows of a sample.
        func rows(of count: CountOfID?) -> String {
            let name = SQLName.quoted(ownName)
            let id = SQLName.quoted(Join.id)
            var all =
                ["\(name).\(id) = \(SQLName.quoted(factsName)).\(id)"]
                + [condition].compactMap(\.self).map { "(\($0))" }
            if let column = count?.column { all.append("\(name).\(SQLName.quoted(column)) is not null") }
            let table = SQLName.quoted(count?.table ?? relation)
            return "(select count(*) from \(table) as \(name) where \(all.joined(separator: " and ")))"
        }

        /// The value of a joined column.
        func value(of count: CountOfID) -> String {
            guard isLeft else { return rows(of: count) }
            // A sample with rows, none of which has a value in the column, has the number 0.
            return count.column == nil
                ? "nullif(\(rows(of: count)), 0)" : "iif(\(rows(of: nil)) > 0, \(rows(of: count)), null)"
        }
    }

    /// Nil for any other query.
    init?(_ parser: SelectParser, _ query: SelectQuery, _ core: SelectCore, scope: RewriteScope, sql: [UInt8]) {
        guard query.cores.count == 1, core.windows == nil, query.limit == nil || !core.groupBy.isEmpty,
            let range = core.from, let from = FromClause(parser, range),
            let join = CountedJoinRewrite.join(from, range, parser, scope, sql)
        else { return nil }
        (self.parser, self.join) = (parser, join)
        for item in core.items {
            guard let own = read(item.expression) else { return nil }
            edits += own
            // A column that is all of an item gives it its name.
            if item.alias == nil, own.first?.range == bytes(of: item.expression),
                let name = tokens[item.expression.upperBound - 1].name, let column = join.columns[name]
            {
                edits[edits.count - 1].text += " as \(SQLName.quoted(column.name))"
                edits[edits.count - 1].namesItem = true
            }
        }
        for range in core.groupBy + [core.condition, core.having].compactMap(\.self) {
            guard let own = read(range) else { return nil }
            edits += own
        }
        for term in query.orderBy {
            let name = GroupedColumns.withoutDirection(term, tokens)
            // The name of an item is not that of a column.
            if name.count == 1,
                core.items.contains(where: { $0.alias != nil && $0.alias == tokens[name.lowerBound].name })
            {
                continue
            }
            guard let own = read(term) else { return nil }
            edits += own
        }
        let facts = "\(SQLName.quoted(join.facts.writtenName)) as \(SQLName.quoted(join.factsName))"
        let present = join.isLeft ? "" : " where \(join.rows(of: nil)) > 0"
        guard !join.isLeft, let condition = core.condition.map(bytes) else {
            edits.append(.init(range: bytes(of: range), text: facts + present))
            return
        }
        // The joined rows decide first.
        edits.append(.init(range: bytes(of: range).lowerBound..<condition.lowerBound, text: "\(facts)\(present) and ("))
        edits.append(.init(range: condition.upperBound..<condition.upperBound, text: ")"))
    }

    private func bytes(of range: Range<Int>) -> Range<Int> {
        tokens[range.lowerBound].range.lowerBound..<tokens[range.upperBound - 1].range.upperBound
    }

    // MARK: - The join

    private static func join(
        _ from: FromClause, _ range: Range<Int>, _ parser: SelectParser, _ scope: RewriteScope, _ sql: [UInt8]
    ) -> Join? {
        let tokens = parser.tokens
        guard from.tables.count == 2, !from.tables[0].isNullable,
            SQLName(from.tables[0].name) != SQLName(from.tables[1].name)
        else { return nil }
        let isLeft = from.tables[1].isNullable
        for (facts, counts) in [(from.tables[0], from.tables[1]), (from.tables[1], from.tables[0])] {
            guard !facts.isNullable, !counts.name.isEmpty, case .named = facts.form,
                let relation = scope.relation(facts),
                relation.isOfFacts, relation.ids.contains(SQLName(Join.id)), !relation.querySlots.isEmpty,
                var join = numbers(counts, of: relation, parser, scope, sql)
            else { continue }
            (join.factsName, join.countsName, join.isLeft) = (facts.name, counts.name, isLeft)
            guard SQLName(join.ownName) != SQLName(facts.name) else { return nil }
            let start = (from.tables[1].names + Array(from.tables[1].range)).max().map { $0 + 1 } ?? range.upperBound
            guard start + 3 < range.upperBound else { return nil }
            if tokens[start].isWord("using") {
                join.usesID = true
                return start + 4 == range.upperBound && tokens[start + 2].name == SQLName(Join.id) ? join : nil
            }
            guard tokens[start].isWord("on"),
                parser.equatesIDs(of: [join.factsName, join.countsName], in: start + 1..<range.upperBound)
            else { return nil }
            return join
        }
        return nil
    }

    /// A query of numbers of rows by id, in parentheses or as a named step.
    private static func numbers(
        _ table: FromClause.Table, of facts: CountedRelation, _ parser: SelectParser, _ scope: RewriteScope,
        _ sql: [UInt8]
    ) -> Join? {
        let reader = IDQueryReader(parser: parser, scope: scope, sql: sql)
        guard let query = parser.query(of: table), query.cores.count == 1,
            query.orderBy.isEmpty, query.limit == nil, let core = query.cores.first, !core.isDistinct,
            core.having == nil, let rewrite = reader.rewrite(query, core), rewrite.relation.table == facts.table,
            !rewrite.relation.isOfFacts, rewrite.relation.ids.contains(SQLName(Join.id)), !core.groupBy.isEmpty,
            core.groupBy.allSatisfy({ reader.isID(GroupedColumns.items(of: $0, rewrite).first ?? $0, of: rewrite) }),
            !(core.condition ?? 0..<0).contains(where: { parser.tokens[$0].kind == .parameter })
        else { return nil }
        let conditions = core.condition.map(reader.conjuncts) ?? []
        guard reader.text(rewrite, conditions) != nil else { return nil }
        var join = Join(
            facts: facts, factsName: "", countsName: "", isLeft: false, ownName: rewrite.relationName,
            relation: rewrite.relation.writtenName, condition: core.condition.map(rewrite.text))
        var givesID = false
        for item in core.items {
            if reader.isID(item.expression, of: rewrite), (item.alias ?? SQLName(Join.id)) == SQLName(Join.id) {
                givesID = true
                continue
            }
            guard let alias = item.alias, join.columns[alias] == nil, alias != SQLName(Join.id),
                let count = CountOfID(item.expression, rewrite, where: conditions, reader)
            else { return nil }
            let next = item.expression.upperBound
            join.columns[alias] = (count, parser.tokens[parser.tokens[next].isWord("as") ? next + 1 : next].text)
        }
        return givesID ? join : nil
    }

    // MARK: - Expressions

    /// The edits of an expression; nil if it depends on more of the joined rows than their numbers.
    private func read(_ range: Range<Int>) -> [CoreRewrite.Edit]? {
        var edits: [CoreRewrite.Edit] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let token = tokens[index]
            let isQualifier = index + 2 < tokens.count && tokens[index + 1].isSymbol(".")
            // A query within could name the joined columns.
            if token.isWord("select") || token.isWord("exists") { return nil }
            if token.isSymbol("*"), !isOperand(index - 1, within: range) { return nil }
            if isQualifier, token.name == SQLName(join.countsName) {
                guard let name = tokens[index + 2].name else { return nil }
                if name == SQLName(Join.id), !join.isLeft {
                    let id = "\(SQLName.quoted(join.factsName)).\(SQLName.quoted(Join.id))"
                    edits.append(.init(range: bytes(of: index..<index + 3), text: id))
                } else if let column = join.columns[name] {
                    edits.append(.init(range: bytes(of: index..<index + 3), text: join.value(of: column.count)))
                } else {
                    return nil
                }
                index += 3
                continue
            }
            if isQualifier {
                guard token.name == SQLName(join.factsName) else { return nil }
                index += 3
                continue
            }
            if let name = token.name, !parser.isCall(index) {
                // Without its table, SQLite refuses a name that both have.
                if let column = join.columns[name] {
                    guard !join.facts.has(name) else { return nil }
                    edits.append(.init(range: bytes(of: index..<index + 1), text: join.value(of: column.count)))
                } else if name == SQLName(Join.id), !join.usesID {
                    return nil
                }
            }
            index += 1
        }
        return edits
    }

    /// Whether a `*` after a token is a product, or all rows of `count(*)`.
    private func isOperand(_ index: Int, within range: Range<Int>) -> Bool {
        guard index >= range.lowerBound else { return false }
        if tokens[index].isSymbol("("), index > range.lowerBound { return tokens[index - 1].isWord("count") }
        return tokens[index].kind == .number || tokens[index].isSymbol(")")
            || (tokens[index].name != nil && !tokens[index].isWord("distinct"))
    }
}
