import SQLite

/// Whether a statement says the same in whatever order one of its queries gives its rows.
///
/// The queries that read it must make groups of the rows, by keys or one of all. A group must not depend on the order
/// of its rows: its aggregates are no lists, and each column beside them is a key. SQLite takes a column that is no key
/// from any row of its group, which is one row as written and another where the order differs.
struct OrderFreeReading {
    private let parser: SelectParser

    private var tokens: [SQLToken] { parser.tokens }

    init(_ parser: SelectParser) { self.parser = parser }

    /// Whether it holds for all queries that read a query, which is not the statement itself.
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
                guard makesGroups(core, of: reader, reading: query) else { return false }
                hasReader = true
            }
        }
        return hasReader
    }

    /// Whether a part of a reader gives the same for any order of the rows that a query gives it.
    func makesGroups(_ core: SelectCore, of reader: SelectQuery, reading query: SelectQuery) -> Bool {
        guard core.windows == nil, !core.isDistinct,
            // A star names columns that are no keys.
            !core.items.contains(where: { $0.expression.last.map { tokens[$0].isSymbol("*") } == true })
        else { return false }
        let items = core.items.map(\.expression)
        let others = [core.having].compactMap(\.self) + reader.orderBy
        guard !core.groupBy.isEmpty || (items + others).joined().contains(where: isAggregate) else { return false }
        let keys = core.groupBy.map { key($0, core, reading: query) }
        // A column of the name comes before an alias.
        let aliases = core.items.compactMap(\.alias).filter { !gives(query, $0) }
        return items.allSatisfy { isOrderFree($0, keys, []) } && others.allSatisfy { isOrderFree($0, keys, aliases) }
    }

    /// The expression that a term of `group by` stands for: an item by its number or name, or the term itself.
    private func key(_ term: Range<Int>, _ core: SelectCore, reading query: SelectQuery) -> Range<Int> {
        guard term.count == 1, let token = term.first.map({ tokens[$0] }) else { return term }
        if token.kind == .number, let place = Int(token.text), core.items.indices.contains(place - 1) {
            return core.items[place - 1].expression
        }
        guard let name = token.name, !gives(query, name) else { return term }
        return core.items.first { $0.alias == name }?.expression ?? term
    }

    /// Whether a query may give a column of a name.
    private func gives(_ query: SelectQuery, _ name: SQLName) -> Bool {
        query.cores.first?.items.contains { item in
            guard let last = item.expression.last.map({ tokens[$0] }) else { return true }
            return last.isSymbol("*") || (item.alias ?? last.name) == name
        } ?? true
    }

    /// Whether an expression has the same value for any order of the rows of a group.
    ///
    /// - Parameter aliases: names of items, which `having` and `order by` may repeat.
    private func isOrderFree(_ range: Range<Int>, _ keys: [Range<Int>], _ aliases: [SQLName]) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            if let end = keys.lazy.compactMap({ endOfKey($0, at: index, within: range) }).first {
                index = end
                continue
            }
            let token = tokens[index]
            if token.isWord("over") || token.isWord("select") { return false }
            if parser.isCall(index), let close = parser.closing[index + 1] {
                if isAggregate(index) {
                    guard (index + 2..<close).filter(parser.isCall).allSatisfy(isScalar) else { return false }
                    index = close + 1
                    continue
                }
                guard isScalar(index) else { return false }
            } else if let name = token.name, !isKeyword(token), !aliases.contains(name) {
                return false
            }
            index += 1
        }
        return true
    }

    /// The end of a key that is written at a token.
    private func endOfKey(_ key: Range<Int>, at index: Int, within range: Range<Int>) -> Int? {
        // A function may have the name of a key.
        guard key.count > 1 || !parser.isCall(index) else { return nil }
        let written = index..<index + key.count
        return written.upperBound <= range.upperBound && parser.isSame(key, written) ? written.upperBound : nil
    }

    private func isAggregate(_ index: Int) -> Bool {
        guard parser.isCall(index), SQLKeywords.aggregates.contains(SQLName(tokens[index].text)),
            let close = parser.closing[index + 1]
        else { return false }
        // Of several arguments `max` is the greatest.
        return !isExtreme(index) || parser.parts(index + 2..<close).count == 1
    }

    private func isScalar(_ index: Int) -> Bool {
        tokens[index].isWord("cast") || SQLKeywords.scalarFunctions.contains(SQLName(tokens[index].text))
            || isExtreme(index)
    }

    private func isExtreme(_ index: Int) -> Bool { ["min", "max"].contains(where: tokens[index].isWord) }

    private func isKeyword(_ token: SQLToken) -> Bool {
        token.kind == .word && SQLKeywords.all.contains(SQLName(token.text))
    }
}
