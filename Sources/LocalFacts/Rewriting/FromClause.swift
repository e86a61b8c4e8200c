import SQLite

/// The tables of a `from` clause in their order, and the conditions that join them.
struct FromClause {
    /// One table, sub-query or table-valued function.
    struct Table {
        enum Form {
            case named(SQLName)
            /// A sub-query, by its tokens within the parentheses.
            case query(Range<Int>)
            case function
        }

        var form: Form
        /// The tokens of the table itself, without its alias.
        var range: Range<Int>
        /// The name by which the statement speaks of it; empty for a sub-query without one.
        var name: String
        var hasAlias: Bool
        /// Whether a left join may give a row of nulls instead of its rows.
        var isNullable: Bool
        /// The tokens of the table's name and its alias.
        var names: [Int] = []
    }

    private(set) var tables: [Table] = []

    /// Nil if the clause has a join or a form of table that the rewriting does not know.
    init?(_ parser: SelectParser, _ range: Range<Int>) {
        var index = range.lowerBound
        var isNullable = false
        while true {
            guard let end = readTable(parser, at: index, within: range, isNullable: isNullable) else { return nil }
            guard let join = FromClause.nextJoin(parser, from: end, within: range) else { return nil }
            if join.end == range.upperBound { return }
            index = join.end
            isNullable = join.isLeft
        }
    }

    /// Reads one table with its alias. Returns the position after it.
    private mutating func readTable(
        _ parser: SelectParser, at start: Int, within range: Range<Int>, isNullable: Bool
    ) -> Int? {
        let tokens = parser.tokens
        guard range.contains(start) else { return nil }
        let form: Table.Form
        var name = ""
        var end: Int
        if let close = parser.closing[start] {
            guard ["select", "with", "values"].contains(where: { tokens[start + 1].isWord($0) }) else { return nil }
            form = .query(start + 1..<close)
            end = close + 1
        } else {
            guard let tableName = tokens[start].name else { return nil }
            end = start + 1
            if range.contains(end), let close = parser.closing[end] {
                form = .function
                end = close + 1
            } else if range.contains(end), tokens[end].isSymbol(".") {
                // A table of a named database is that database's own.
                guard range.contains(end + 1), tokens[end + 1].name != nil else { return nil }
                form = .function
                name = tokens[end + 1].text
                end += 2
            } else {
                form = .named(tableName)
            }
            if name.isEmpty { name = tokens[start].text }
        }

        let tableRange = start..<end
        var hasAlias = false
        if range.contains(end), tokens[end].isWord("as") {
            guard range.contains(end + 1), tokens[end + 1].name != nil else { return nil }
            end += 1
            name = tokens[end].text
            hasAlias = true
            end += 1
        } else if range.contains(end), tokens[end].kind == .quotedName || FromClause.isAlias(parser, end) {
            name = tokens[end].text
            hasAlias = true
            end += 1
        }
        var names: [Int] = hasAlias ? [end - 1] : []
        if case .named = form { names += tableRange }
        tables.append(
            Table(
                form: form, range: tableRange, name: name, hasAlias: hasAlias, isNullable: isNullable, names: names))
        return end
    }

    private static let joinWords = [
        "join", "left", "inner", "cross", "natural", "right", "full", "indexed", "not", "on", "using",
    ]

    private static func isAlias(_ parser: SelectParser, _ index: Int) -> Bool {
        let token = parser.tokens[index]
        return token.kind == .word && !joinWords.contains(where: token.isWord)
    }

    /// Skips `on …` or `using (…)` and the words of the join that follows. Returns the position of the next table, or
    /// the end of the clause.
    private static func nextJoin(
        _ parser: SelectParser, from start: Int, within range: Range<Int>
    ) -> (end: Int, isLeft: Bool)? {
        let tokens = parser.tokens
        if start < range.upperBound {
            let starts = [",", "join", "left", "inner", "cross", "on", "using"]
            guard starts.contains(where: { tokens[start].isSymbol($0) || tokens[start].isWord($0) }) else { return nil }
        }
        for index in parser.outer(start..<range.upperBound) {
            if tokens[index].isSymbol(",") { return (index + 1, false) }
            if tokens[index].isWord("natural") || tokens[index].isWord("indexed") { return nil }
            // `left` and `right` may also be functions.
            let isCall = index + 1 < range.upperBound && parser.closing[index + 1] != nil
            if !isCall, tokens[index].isWord("right") || tokens[index].isWord("full") { return nil }
            guard tokens[index].isWord("join") else { continue }
            let words = tokens[start..<index].suffix(2)
            return (index + 1, words.contains { $0.isWord("left") })
        }
        return (range.upperBound, false)
    }
}
