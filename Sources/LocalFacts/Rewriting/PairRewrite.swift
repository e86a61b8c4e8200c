import SQLite

/// Counts pairs of elements of one sample by their lists: `select a.place, b.place, count(*) from places a join places
/// b on a.id = b.id and a.place < b.place group by 1, 2`, or `… from countries a join languages b using (id)`.
///
/// Why the answer stays the same: the elements of `b` that a sample has follow from its list of them (`ListNumber`). So
/// the rows of `a` are counted by that list and the columns that the query names, and each is joined with the elements
/// of the list once, as the first sample of the list has them. A column of the sample itself is the same on both sides,
/// and is read of `a`. The query names nothing else, and counts.
struct PairRewrite {
    private(set) var edits: [CoreRewrite.Edit] = []
    private let rewrite: CoreRewrite
    private let first: FromClause.Table
    private let second: FromClause.Table
    /// The columns that the query names of each side.
    private var columns: [SQLName: Set<SQLName>] = [:]
    private var isCounted = false

    private var tokens: [SQLToken] { rewrite.tokens }
    private var parser: SelectParser { rewrite.parser }

    private static let id = SQLName("id")
    private static let rowCount = SQLName.quoted("rows of list")
    private static let list = SQLName.quoted(ListNumber.Kind.number.rawValue)

    /// Nil for any other query.
    init?(_ parser: SelectParser, _ query: SelectQuery, _ core: SelectCore, scope: RewriteScope, sql: [UInt8]) {
        guard query.cores.count == 1, core.windows == nil, !core.isDistinct, let range = core.from,
            let from = FromClause(parser, range), from.tables.count == 2, !from.tables.contains(where: \.isNullable),
            from.tables.allSatisfy({ if case .named = $0.form { $0.range.count == 1 } else { false } }),
            let rewrite = CoreRewrite(parser, query, core, scope: scope, sql: sql), rewrite.sources.count == 2,
            rewrite.sources.allSatisfy({ !$0.relation.isOfFacts && $0.relation.querySlots.count > 1 }),
            let table = rewrite.relation.table, table == rewrite.sources[1].relation.table,
            let ends = PairRewrite.ends(from, range)
        else { return nil }
        self.rewrite = rewrite
        (first, second) = (from.tables[0], from.tables[1])
        let shown = core.items.map(\.expression) + [core.having].compactMap(\.self) + query.orderBy
        guard readConditions(ends[1]..<range.upperBound), (shown + core.groupBy).allSatisfy({ read($0) }), isCounted,
            shown.allSatisfy(isOfGroup)
        else { return nil }
        edits.append(.init(range: rewrite.bytes(of: first.range.lowerBound..<ends[0]), text: counted))
        edits.append(.init(range: rewrite.bytes(of: second.range.lowerBound..<ends[1]), text: elements))
    }

    /// Where each table with its alias ends.
    private static func ends(_ from: FromClause, _ range: Range<Int>) -> [Int]? {
        let ends = from.tables.map { max($0.names.max() ?? 0, $0.range.upperBound - 1) + 1 }
        return ends.allSatisfy { $0 <= range.upperBound } ? ends : nil
    }

    // MARK: - Conditions

    /// Reads the conditions that join the tables, and that of the query. Ids must be equal.
    private mutating func readConditions(_ join: Range<Int>) -> Bool {
        var isLinked = false
        var parts = rewrite.core.condition.map { ExpressionTokens(parser: parser, range: $0).conjuncts } ?? []
        if let start = join.first {
            if tokens[start].isWord("using") {
                guard join.count == 4, tokens[start + 2].name == PairRewrite.id else { return false }
                edits.append(.init(range: rewrite.bytes(of: join), text: "on \(link)"))
                isLinked = true
            } else {
                guard tokens[start].isWord("on") else { return false }
                parts += ExpressionTokens(parser: parser, range: start + 1..<join.upperBound).conjuncts
            }
        }
        for part in parts {
            if isLink(part) {
                edits.append(.init(range: rewrite.bytes(of: part), text: link))
                isLinked = true
            } else {
                guard !isLookup(part), rewrite.isDeterministic(part), read(part) else { return false }
            }
        }
        return isLinked && !isCounted
    }

    private var link: String {
        "\(SQLName.quoted(first.name)).\(PairRewrite.list) = \(SQLName.quoted(second.name)).\(PairRewrite.list)"
    }

    /// `a.id = b.id`, or the other way round.
    private func isLink(_ range: Range<Int>) -> Bool {
        guard range.count == 7, tokens[range.lowerBound + 3].isSymbol("=") else { return false }
        let sides = [range.lowerBound, range.lowerBound + 4]
        return sides.allSatisfy { tokens[$0 + 1].isSymbol(".") && tokens[$0 + 2].name == PairRewrite.id }
            && Set(sides.compactMap { tokens[$0].name }) == [SQLName(first.name), SQLName(second.name)]
    }

    /// In a relation beside itself, a comparison of an element with a constant leaves few samples, which are looked up
    /// in less time than lists are numbered.
    private func isLookup(_ range: Range<Int>) -> Bool {
        guard range.count > 4, let name = tokens[range.lowerBound + 2].name,
            rewrite.relation.writtenName == rewrite.sources[1].relation.writtenName,
            rewrite.relation.elements.contains(name)
        else { return false }
        return (tokens[range.lowerBound + 3].isSymbol("=") && tokens[range.lowerBound + 4].name == nil)
            || tokens[range.lowerBound + 3].isWord("in")
    }

    // MARK: - Expressions

    /// Takes the columns and counts of an expression; false if it depends on anything else.
    private mutating func read(_ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            let token = tokens[index]
            if ["select", "exists", "over", "filter"].contains(where: token.isWord) { return false }
            if token.isWord("count"), let close = parser.closing[index + 1] {
                guard close == index + 2 || (close == index + 3 && tokens[index + 2].isSymbol("*")) else {
                    return false
                }
                isCounted = true
                let sum = "coalesce(sum(\(SQLName.quoted(first.name)).\(PairRewrite.rowCount)), 0)"
                edits.append(.init(range: rewrite.bytes(of: index..<close + 1), text: sum))
                index = close + 1
                continue
            }
            if index + 2 < range.upperBound, tokens[index + 1].isSymbol(".") {
                guard take(index) else { return false }
                index += 3
                continue
            }
            guard take(bare: token, at: index) || isKnown(index) else { return false }
            index += 1
        }
        return true
    }

    /// Takes a column that is written with the name of its table.
    private mutating func take(_ index: Int) -> Bool {
        guard let name = tokens[index].name, let column = tokens[index + 2].name,
            let side = [first, second].firstIndex(where: { SQLName($0.name) == name })
        else { return false }
        if take(column, ofElementsOf: side) { return true }
        let own = rewrite.relation
        // A column of the sample, which an element's column of that name replaces.
        guard rewrite.sources[side].relation.coded.contains(column), own.isOfFact(column), own.coded.contains(column)
        else { return false }
        columns[SQLName(first.name), default: []].insert(column)
        edits.append(.init(range: rewrite.bytes(of: index..<index + 1), text: SQLName.quoted(first.name)))
        return true
    }

    private mutating func take(_ column: SQLName, ofElementsOf side: Int) -> Bool {
        let relation = rewrite.sources[side].relation
        guard relation.coded.contains(column), relation.elements.contains(column) else { return false }
        columns[SQLName([first, second][side].name), default: []].insert(column)
        return true
    }

    /// Takes a column of elements that only one of the tables has, so that its table need not be written.
    private mutating func take(bare token: SQLToken, at index: Int) -> Bool {
        guard let column = token.name, !parser.isCall(index) else { return false }
        let sides = rewrite.sources.indices.filter { rewrite.sources[$0].relation.allNames.contains(column) }
        return sides.count == 1 && take(column, ofElementsOf: sides[0])
    }

    /// Whether a token has the same meaning in the new query: no column, and no aggregate but `min` and `max`.
    private func isKnown(_ index: Int) -> Bool {
        let token = tokens[index]
        if token.isSymbol("*") { return index > 0 && tokens[index - 1].kind == .number }
        guard let name = token.name else { return true }
        if parser.isCall(index) {
            return token.isWord("min") || token.isWord("max") || SQLKeywords.scalarFunctions.contains(name)
        }
        if rewrite.core.items.contains(where: { $0.alias == name }) { return true }
        return token.kind == .word && (SQLKeywords.all.contains(name) || token.isWord("asc") || token.isWord("desc"))
    }

    // MARK: - Groups

    /// What the query groups by, each as the expression that it names.
    private var terms: [Range<Int>] {
        let items = rewrite.core.items
        return rewrite.core.groupBy.map { term in
            guard term.count == 1 else { return term }
            let token = tokens[term.lowerBound]
            if let place = Int(token.text), items.indices.contains(place - 1) { return items[place - 1].expression }
            let isColumn = token.name.map { name in rewrite.sources.contains { $0.relation.allNames.contains(name) } }
            guard isColumn == false, let item = items.first(where: { $0.alias == token.name }) else { return term }
            return item.expression
        }
    }

    /// Whether an expression has one value in a group, whatever the rows of the group.
    private func isOfGroup(_ range: Range<Int>) -> Bool {
        let terms = terms
        var index = range.lowerBound
        while index < range.upperBound {
            let term = terms.first { term in
                index + term.count <= range.upperBound
                    && term.indices.allSatisfy { tokens[$0].isSame(as: tokens[index + $0 - term.lowerBound]) }
            }
            if let term {
                index += term.count
            } else if ["count", "min", "max"].contains(where: tokens[index].isWord),
                let close = parser.closing[index + 1], parser.parts(index + 2..<close).count <= 1
            {
                index = close + 1
            } else if let name = tokens[index].name, rewrite.sources.contains(where: { $0.relation.has(name) }) {
                return false
            } else {
                index += 1
            }
        }
        return true
    }

    // MARK: - Texts

    /// The rows of the first table, counted by their list of elements of the second one.
    private var counted: String {
        let table = rewrite.text(first.range)
        let names = written(0)
        let shown = ["\(number(0, of: 0)) as \(PairRewrite.list)"] + names + ["count(*) as \(PairRewrite.rowCount)"]
        let grouped = (1...names.count + 1).map(String.init).joined(separator: ", ")
        return "(select \(shown.joined(separator: ", ")) from \(table) where \(passed([.number])) group by \(grouped)) "
            + "as \(SQLName.quoted(first.name))"
    }

    /// The elements of each list once. The limit keeps SQLite from reading them for each row of the first table.
    private var elements: String {
        let shown = ["\(number(0, of: 1)) as \(PairRewrite.list)"] + written(1)
        let table = rewrite.text(second.range)
        return "(select \(shown.joined(separator: ", ")) from \(table) where \(passed([.number, .isFirst])) "
            + "and \(number(1, of: 1)) = 1 limit -1) as \(SQLName.quoted(second.name))"
    }

    private func number(_ place: Int, of side: Int) -> String {
        SQLName.quoted(RelationColumn.numberByIDName(rewrite.sources[side].relation.querySlots[place]))
    }

    private func passed(_ kinds: [ListNumber.Kind]) -> String {
        let lists = rewrite.sources[1].relation.writtenName
        let lines = kinds.map { TextExpressionRewrite.literal(ListNumber($0, of: lists).encoded) }
        return "\(SQLName.quoted(RelationColumn.queriesName)) = \(lines.joined(separator: " || char(10) || "))"
    }

    private func written(_ side: Int) -> [String] {
        columns[SQLName([first, second][side].name), default: []]
            .compactMap { rewrite.sources[side].relation.writtenNames[$0] }.sorted().map(SQLName.quoted)
    }
}
