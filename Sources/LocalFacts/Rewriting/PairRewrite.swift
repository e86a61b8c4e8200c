import SQLite

/// Counts pairs of elements of one sample by their lists: `select a.place, b.place, count(*) from places a join places
/// b on a.id = b.id and a.place < b.place group by 1, 2`.
///
/// Why the answer stays the same: the pairs of a sample follow from its list of elements (`ListNumber`). So the rows of
/// `a` are counted by their list and the columns that the query names, and each is joined with the elements of that
/// list once, as the first sample of the list has them. A column of the sample itself is the same on both sides, and is
/// read of `a`. The query names nothing else, and counts.
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
    private var relation: CountedRelation { rewrite.sources[0].relation }

    private static let id = SQLName("id")
    private static let rowCount = SQLName.quoted("rows of list")
    private static let list = SQLName.quoted(ListNumber.number.rawValue)

    /// Nil for any other query.
    init?(_ parser: SelectParser, _ query: SelectQuery, _ core: SelectCore, scope: RewriteScope, sql: [UInt8]) {
        guard query.cores.count == 1, core.windows == nil, !core.isDistinct, let range = core.from,
            let from = FromClause(parser, range), from.tables.count == 2, !from.tables.contains(where: \.isNullable),
            case .named(let one) = from.tables[0].form, case .named(let other) = from.tables[1].form, one == other,
            from.tables.allSatisfy({ $0.range.count == 1 }),
            let rewrite = CoreRewrite(parser, query, core, scope: scope, sql: sql), rewrite.sources.count == 2,
            !rewrite.relation.isOfFacts, rewrite.relation.table != nil, rewrite.relation.querySlots.count > 1,
            let ends = PairRewrite.ends(from, range)
        else { return nil }
        self.rewrite = rewrite
        (first, second) = (from.tables[0], from.tables[1])
        guard readConditions(ends[1]..<range.upperBound),
            (core.items.map(\.expression) + core.groupBy + [core.having].compactMap(\.self) + query.orderBy).allSatisfy(
                {
                    read($0)
                }), isCounted
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

    /// A comparison of an element with a constant leaves few samples, which are looked up in less time than lists are
    /// numbered.
    private func isLookup(_ range: Range<Int>) -> Bool {
        guard range.count > 4, let name = tokens[range.lowerBound + 2].name, relation.elements.contains(name) else {
            return false
        }
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
            guard isKnown(index) else { return false }
            index += 1
        }
        return true
    }

    /// Takes a column that is written with the name of its table.
    private mutating func take(_ index: Int) -> Bool {
        guard let table = tokens[index].name, let column = tokens[index + 2].name, relation.coded.contains(column),
            table == SQLName(first.name) || table == SQLName(second.name)
        else { return false }
        if relation.elements.contains(column) {
            columns[table, default: []].insert(column)
        } else {
            columns[SQLName(first.name), default: []].insert(column)
            edits.append(.init(range: rewrite.bytes(of: index..<index + 1), text: SQLName.quoted(first.name)))
        }
        return true
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

    // MARK: - Texts

    /// The rows of the first table, counted by their list.
    private var counted: String {
        let table = rewrite.text(first.range)
        let names = written(first)
        let shown = ["\(number(0)) as \(PairRewrite.list)"] + names + ["count(*) as \(PairRewrite.rowCount)"]
        let grouped = (1...names.count + 1).map(String.init).joined(separator: ", ")
        return "(select \(shown.joined(separator: ", ")) from \(table) where \(passed([.number])) group by \(grouped)) "
            + "as \(SQLName.quoted(first.name))"
    }

    /// The elements of each list once. The limit keeps SQLite from reading them for each row of the first table.
    private var elements: String {
        let shown = ["\(number(0)) as \(PairRewrite.list)"] + written(second)
        let table = rewrite.text(second.range)
        return "(select \(shown.joined(separator: ", ")) from \(table) where \(passed([.number, .isFirst])) "
            + "and \(number(1)) = 1 limit -1) as \(SQLName.quoted(second.name))"
    }

    private func number(_ place: Int) -> String {
        SQLName.quoted(RelationColumn.numberByIDName(relation.querySlots[place]))
    }

    private func passed(_ numbers: [ListNumber]) -> String {
        let lines = numbers.map { TextExpressionRewrite.literal($0.rawValue) }.joined(separator: " || char(10) || ")
        return "\(SQLName.quoted(RelationColumn.queriesName)) = \(lines)"
    }

    private func written(_ table: FromClause.Table) -> [String] {
        columns[SQLName(table.name), default: []].compactMap { relation.writtenNames[$0] }.sorted().map(SQLName.quoted)
    }
}
