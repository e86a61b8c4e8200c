import SQLite

/// Whether a statement says the same in whatever order one of its queries gives its rows.
///
/// The queries that read it must make groups of the rows, by keys or one of all. A group must not depend on the order
/// of its rows: its aggregates are sums and the like, and each column beside them is a key. SQLite takes a column that
/// is no key from any row of its group, which is one row as written and another where the order differs.
struct OrderFreeReading {
    private let parser: SelectParser

    private var tokens: [SQLToken] { parser.tokens }

    private static let aggregates = Set(["count", "sum", "avg", "total", "min", "max"].map { SQLName($0) })

    init(_ parser: SelectParser) { self.parser = parser }

    /// Whether it holds for a query that is not the statement itself.
    func holds(for query: SelectQuery) -> Bool {
        if query.place == .expression {
            // A scalar query gives its first row.
            let before = query.range.lowerBound - 2
            return before >= 0 && ["in", "exists"].contains(where: tokens[before].isWord)
        }
        var hasReader = false
        for reader in parser.queries where reader.range != query.range {
            for core in reader.cores {
                guard let from = core.from else { continue }
                guard let clause = FromClause(parser, from) else { return false }
                guard clause.tables.contains(where: { parser.query(of: $0)?.range == query.range }) else { continue }
                guard makesGroups(core, of: reader) else { return false }
                hasReader = true
            }
        }
        return hasReader
    }

    private func makesGroups(_ core: SelectCore, of query: SelectQuery) -> Bool {
        guard core.windows == nil, !core.isDistinct else { return false }
        let ranges = core.items.map(\.expression) + [core.having].compactMap(\.self) + query.orderBy
        guard !core.groupBy.isEmpty || ranges.contains(where: { calls(in: $0).contains(where: isAggregate) }) else {
            return false
        }
        let keys = core.groupBy.map { key($0, core) }
        return core.items.allSatisfy { item in
            keys.contains { isSame($0, item.expression) } || isOrderFree(item.expression, keys, [])
        } && ranges.dropFirst(core.items.count).allSatisfy { isOrderFree($0, keys, core.items.compactMap(\.alias)) }
    }

    /// The expression that a term of `group by` stands for: an item by its number or name, or the term itself.
    private func key(_ term: Range<Int>, _ core: SelectCore) -> Range<Int> {
        guard term.count == 1, let token = term.first.map({ tokens[$0] }) else { return term }
        if token.kind == .number, let place = Int(token.text), core.items.indices.contains(place - 1) {
            return core.items[place - 1].expression
        }
        return term
    }

    /// Whether an expression beside the keys has the same value for any order of the rows of a group.
    ///
    /// - Parameter aliases: names of items, which `having` and `order by` may repeat.
    private func isOrderFree(_ range: Range<Int>, _ keys: [Range<Int>], _ aliases: [SQLName]) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            let token = tokens[index]
            if token.isWord("over") || token.isWord("select") { return false }
            if parser.isCall(index), let close = parser.closing[index + 1] {
                if isAggregate(index) {
                    guard calls(in: index + 2..<close).allSatisfy(isScalar) else { return false }
                    index = close + 1
                    continue
                }
                guard isScalar(index) else { return false }
            } else if let name = token.name, !isKeyword(token), !aliases.contains(name) {
                guard let end = keys.lazy.compactMap({ self.end(of: $0, at: index, within: range) }).first else {
                    return false
                }
                index = end
                continue
            }
            index += 1
        }
        return true
    }

    /// The end of a key that is written again at a token.
    private func end(of key: Range<Int>, at index: Int, within range: Range<Int>) -> Int? {
        let written = index..<index + key.count
        return written.upperBound <= range.upperBound && isSame(key, written) ? written.upperBound : nil
    }

    private func calls(in range: Range<Int>) -> [Int] { range.filter(parser.isCall) }

    private func isAggregate(_ index: Int) -> Bool {
        // With more than one argument `max` is the greatest of them.
        guard Self.aggregates.contains(SQLName(tokens[index].text)), let close = parser.closing[index + 1] else {
            return false
        }
        return parser.parts(index + 2..<close).count == 1
    }

    private func isScalar(_ index: Int) -> Bool {
        tokens[index].isWord("cast") || SQLKeywords.scalarFunctions.contains(SQLName(tokens[index].text))
            || ["min", "max"].contains(where: tokens[index].isWord)
    }

    private func isKeyword(_ token: SQLToken) -> Bool {
        token.kind == .word && SQLKeywords.all.contains(SQLName(token.text))
    }

    private func isSame(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { tokens[$0].isSame(as: tokens[$1]) }
    }
}
