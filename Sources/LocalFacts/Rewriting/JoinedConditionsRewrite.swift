import SQLite

/// Replaces tables that a join by id needs for its conditions alone: `select b.place, count(*) from places a join
/// places b using (id) where a.continent = 'Africa' group by 1`.
///
/// Why the answer stays the same: each of the other tables has some rows with the id of a row of the table that the
/// query speaks of, under its own conditions. The row occurs in the join as often as the product of these numbers.
/// They are written as queries of ids, which the scan counts (`IDQueryRewrite`). `count(*)` is the sum of the product.
/// Keys, least and greatest values and distinct values are the same however often a row occurs.
struct JoinedConditionsRewrite {
    private(set) var edits: [CoreRewrite.Edit] = []
    private let rewrite: CoreRewrite
    private let reader: IDQueryReader
    /// The table that the query speaks of, by its place.
    private let base: Int
    private var isCounted = false
    /// The number of rows of the other tables with an id.
    private var counts: [String] = []

    private var tokens: [SQLToken] { rewrite.tokens }
    private var parser: SelectParser { rewrite.parser }
    private var sources: [CoreRewrite.Source] { rewrite.sources }

    private static let id = "id"

    /// Nil for any other query.
    init?(_ parser: SelectParser, _ query: SelectQuery, _ core: SelectCore, scope: RewriteScope, sql: [UInt8]) {
        guard query.cores.count == 1, core.windows == nil, let range = core.from,
            let from = FromClause(parser, range), from.tables.count > 1,
            from.tables.allSatisfy({ !$0.isNullable && $0.range.count == 1 }),
            let rewrite = CoreRewrite(parser, query, core, scope: scope, sql: sql),
            rewrite.sources.count == from.tables.count,
            rewrite.sources.allSatisfy({ source in
                source.relation.table != nil && source.relation.table == rewrite.relation.table
                    && source.relation.ids.contains(SQLName(JoinedConditionsRewrite.id))
            }),
            // Elements have all columns of their facts (`JoinedFactsRewrite`).
            rewrite.sources.count > 2 || rewrite.sources.allSatisfy({ !$0.relation.isOfFacts })
                || rewrite.sources.allSatisfy(\.relation.isOfFacts)
        else { return nil }
        self.rewrite = rewrite
        reader = IDQueryReader(parser: parser, scope: scope, sql: sql)
        let order = query.orderBy.filter { !GroupedColumns(rewrite).isName($0) }
        let clauses = core.items.map(\.expression) + core.groupBy + [core.having].compactMap(\.self) + order
        guard let base = JoinedConditionsRewrite.base(rewrite, clauses) else { return nil }
        self.base = base
        guard let conditions = conditions(from, range), let byTable = divided(conditions), setCounts(from, byTable),
            counts.count < rewrite.sources[base].relation.querySlots.count
        else { return nil }
        let columns = GroupedColumns(rewrite)
        for (place, item) in core.items.enumerated() where !columns.isGrouped(item, at: place) {
            guard let own = read(item.expression, columns) else { return nil }
            edits += own
        }
        for clause in [core.having].compactMap(\.self) + query.orderBy.filter({ !columns.isName($0) }) {
            guard let own = read(clause, columns) else { return nil }
            edits += own
        }
        guard isCounted || !core.groupBy.isEmpty || (core.isDistinct && query.limit == nil) else { return nil }
        let table = tokens[from.tables[base].range.lowerBound].text
        edits.append(
            .init(
                range: rewrite.bytes(of: range),
                text: "\(SQLName.quoted(table)) as \(SQLName.quoted(rewrite.sources[base].name))"))
        let all = (byTable[base] ?? []).map { "(\(rewrite.text($0)))" } + counts.map { "\($0) > 0" }
        let condition = all.joined(separator: " and ")
        if let own = core.condition {
            edits.append(.init(range: rewrite.bytes(of: own), text: condition.isEmpty ? "true" : condition))
        } else if !condition.isEmpty {
            let end = rewrite.bytes(of: range).upperBound
            edits.append(.init(range: end..<end, text: " where \(condition)"))
        }
    }

    // MARK: - Tables

    /// The only table that the clauses name; the first if they name none, nil if they name several.
    private static func base(_ rewrite: CoreRewrite, _ clauses: [Range<Int>]) -> Int? {
        var named: Set<Int> = []
        for index in clauses.joined() {
            guard let places = tables(rewrite, at: index) else { return nil }
            named.formUnion(places)
        }
        return named.count > 1 ? nil : named.first ?? 0
    }

    /// The tables whose column or name a token is; nil if that is not clear.
    private static func tables(_ rewrite: CoreRewrite, at index: Int) -> Set<Int>? {
        let tokens = rewrite.tokens
        guard let name = tokens[index].name else { return [] }
        if index > 0, tokens[index - 1].isSymbol(".") { return [] }
        if index + 1 < tokens.count, tokens[index + 1].isSymbol(".") {
            return rewrite.sources.firstIndex { SQLName($0.name) == name }.map { [$0] }
        }
        if rewrite.parser.isCall(index) { return [] }
        let places = rewrite.sources.indices.filter { place in
            let relation = rewrite.sources[place].relation
            return relation.allNames.contains(name) || relation.ids.contains(name)
        }
        // With `using (id)` the id is that of any table. SQLite refuses another name that several tables have.
        if name == SQLName(id) { return [] }
        return places.count > 1 ? nil : Set(places)
    }

    // MARK: - Conditions

    /// The conditions of the joins and of the query, without those that equate ids; nil if not all ids are equal.
    private func conditions(_ from: FromClause, _ range: Range<Int>) -> [Range<Int>]? {
        var found = rewrite.core.condition.map { ExpressionTokens(parser: parser, range: $0).conjuncts } ?? []
        var linked = sources.indices.map { Set([$0]) }
        func link(_ first: Int, _ second: Int) {
            let all = linked[first].union(linked[second])
            for place in all { linked[place] = all }
        }
        for (place, table) in from.tables.enumerated() {
            let start = max(table.names.max() ?? 0, table.range.upperBound - 1) + 1
            let end = parser.outer(start..<range.upperBound).first { index in
                ["join", "inner", "cross"].contains(where: tokens[index].isWord) || tokens[index].isSymbol(",")
            }
            let own = start..<(end ?? range.upperBound)
            if let end, tokens[end].isWord("cross") { return nil }
            if own.isEmpty { continue }
            if tokens[start].isWord("using"), place > 0 {
                guard own.count == 4, tokens[start + 2].name == SQLName(JoinedConditionsRewrite.id) else { return nil }
                // SQLite takes the first table that has the column, and all have it.
                link(0, place)
            } else {
                guard tokens[start].isWord("on"), own.count > 1 else { return nil }
                found += ExpressionTokens(parser: parser, range: start + 1..<own.upperBound).conjuncts
            }
        }
        var rest: [Range<Int>] = []
        for condition in found {
            if let (first, second) = equatedIDs(condition) { link(first, second) } else { rest.append(condition) }
        }
        return linked.allSatisfy { $0.count == sources.count } ? rest : nil
    }

    /// The tables whose ids a condition equates.
    private func equatedIDs(_ range: Range<Int>) -> (Int, Int)? {
        guard range.count == 7, ["=", "=="].contains(where: tokens[range.lowerBound + 3].isSymbol) else { return nil }
        let places = [range.lowerBound, range.lowerBound + 4].compactMap { start -> Int? in
            guard tokens[start + 1].isSymbol("."), tokens[start + 2].name == SQLName(JoinedConditionsRewrite.id)
            else { return nil }
            return sources.firstIndex { SQLName($0.name) == tokens[start].name }
        }
        return places.count == 2 && places[0] != places[1] ? (places[0], places[1]) : nil
    }

    /// The conditions by the table that they are of; nil if one is of several tables.
    private func divided(_ conditions: [Range<Int>]) -> [Int: [Range<Int>]]? {
        var result: [Int: [Range<Int>]] = [:]
        for condition in conditions {
            var named: Set<Int> = []
            for index in condition {
                if ["select", "exists"].contains(where: tokens[index].isWord) { return nil }
                guard let places = JoinedConditionsRewrite.tables(rewrite, at: index) else { return nil }
                named.formUnion(places)
            }
            guard named.count < 2 else { return nil }
            let place = named.first ?? base
            guard rewrite.isDeterministic(condition), place == base || isCountable(condition, of: place) else {
                return nil
            }
            result[place, default: []].append(condition)
        }
        return result
    }

    /// Whether a scan can count the rows that meet a condition. Another one would be asked for each row.
    private func isCountable(_ condition: Range<Int>, of place: Int) -> Bool {
        condition.allSatisfy { index in
            tokens[index].kind != .parameter && !tokens[index].written.utf8.contains(UInt8(ascii: "\n"))
                && tokens[index].name != SQLName(JoinedConditionsRewrite.id)
                && reader.isOfRow(index, within: condition, rewrite, of: sources[place])
        }
    }

    /// Writes the number of rows of each other table; false if one cannot be counted.
    private mutating func setCounts(_ from: FromClause, _ conditions: [Int: [Range<Int>]]) -> Bool {
        let id = SQLName.quoted(JoinedConditionsRewrite.id)
        for (place, source) in sources.enumerated() where place != base {
            guard !source.relation.querySlots.isEmpty else { return false }
            // Every id is that of one fact.
            let own = conditions[place] ?? []
            if own.isEmpty, source.relation.isOfFacts { continue }
            let name = SQLName.quoted(source.name)
            let link = "\(name).\(id) = \(SQLName.quoted(sources[base].name)).\(id)"
            let all = ([link] + own.map { "(\(rewrite.text($0)))" }).joined(separator: " and ")
            let table = SQLName.quoted(tokens[from.tables[place].range.lowerBound].text)
            counts.append("(select count(*) from \(table) as \(name) where \(all))")
        }
        return true
    }

    // MARK: - Expressions

    /// The edits of an expression; nil if it depends on how often a row occurs in another way than by `count(*)`, or on
    /// a column that a group has several values of.
    private mutating func read(_ range: Range<Int>, _ columns: GroupedColumns) -> [CoreRewrite.Edit]? {
        var edits: [CoreRewrite.Edit] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let token = tokens[index]
            if ["select", "exists", "over", "filter"].contains(where: token.isWord) { return nil }
            if token.isSymbol("*"), !isProduct(index) { return nil }
            if let close = parser.closing[index + 1], let edit = readAggregate(index, close) {
                isCounted = true
                edits += [edit].compactMap(\.self)
                index = close + 1
                continue
            }
            if parser.isCall(index) {
                guard SQLKeywords.scalarFunctions.contains(SQLName(token.text)) else { return nil }
            } else if let tables = JoinedConditionsRewrite.tables(rewrite, at: index) {
                let isQualified = index + 2 < range.upperBound && tokens[index + 1].isSymbol(".")
                let column = index..<index + (isQualified ? 3 : 1)
                let isID = !isQualified && token.name == SQLName(JoinedConditionsRewrite.id)
                if !tables.isEmpty || isID, !columns.contains(column) { return nil }
                index = column.upperBound
                continue
            }
            index += 1
        }
        return edits
    }

    /// What becomes of an aggregate whose value follows from the rows and their numbers: nothing, or the sum of the
    /// numbers; nil for any other call.
    private func readAggregate(_ index: Int, _ close: Int) -> CoreRewrite.Edit?? {
        let arguments = index + 2..<close
        let isAll = arguments.isEmpty || (arguments.count == 1 && tokens[arguments.lowerBound].isSymbol("*"))
        if tokens[index].isWord("count"), isAll {
            if counts.isEmpty { return .some(nil) }
            let sum = "coalesce(sum(\(counts.joined(separator: " * "))), 0)"
            return CoreRewrite.Edit(range: rewrite.bytes(of: index..<close + 1), text: sum)
        }
        let isSame =
            (tokens[index].isWord("count") && arguments.first.map { tokens[$0].isWord("distinct") } == true)
            || ((tokens[index].isWord("min") || tokens[index].isWord("max"))
                && !parser.outer(arguments).contains { tokens[$0].isSymbol(",") })
        let isOfRow = !arguments.contains { ["select", "exists"].contains(where: tokens[$0].isWord) }
        return isSame && isOfRow ? .some(nil) : nil
    }

    /// Whether a star multiplies; others are all columns.
    private func isProduct(_ index: Int) -> Bool {
        let before = tokens[index - 1]
        return before.kind == .number || before.isSymbol(")")
            || (before.name != nil && !["select", "distinct", "all"].contains(where: before.isWord))
    }
}
