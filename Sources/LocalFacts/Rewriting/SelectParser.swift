import SQLite

/// Finds the queries of a statement and splits them into clauses, without parsing their expressions.
///
/// If it meets anything that it does not know, it gives up, and the statement stays as written.
struct SelectParser {
    let tokens: [SQLToken]
    /// For each opening parenthesis its closing one.
    let closing: [Int: Int]
    /// Every query comes after those within it.
    private(set) var queries: [SelectQuery] = []
    /// For each token the innermost query that it belongs to.
    private(set) var owners: [Int?] = []

    /// Nil if the parentheses do not match or a clause is not known.
    init?(_ tokens: [SQLToken]) {
        self.tokens = tokens
        guard let closing = SelectParser.matchParentheses(tokens) else { return nil }
        self.closing = closing
        // `x is distinct from y` would look like the clause.
        let indices = tokens.indices.dropLast()
        guard !indices.contains(where: { tokens[$0].isWord("distinct") && tokens[$0 + 1].isWord("from") }) else {
            return nil
        }
        let start = SelectParser.start(of: tokens)
        var end = tokens.count
        if end > start, tokens[end - 1].isSymbol(";") { end -= 1 }
        guard start < end, parseQuery(start..<end, .apart) else { return nil }
        owners = Array(repeating: nil, count: tokens.count)
        for (place, query) in queries.enumerated() {
            for index in query.range where owners[index] == nil { owners[index] = place }
        }
    }

    /// Where the query of a statement begins: after `explain`, or `create table … as`.
    private static func start(of tokens: [SQLToken]) -> Int {
        var start = 0
        if tokens.first?.isWord("explain") == true {
            start = tokens.count > 2 && tokens[1].isWord("query") && tokens[2].isWord("plan") ? 3 : 1
        }
        guard start < tokens.count, tokens[start].isWord("create") else { return start }
        let table = tokens[start...].prefix(3).firstIndex { $0.isWord("table") }
        guard table != nil, let definition = tokens[start...].prefix(10).firstIndex(where: { $0.isWord("as") }),
            !tokens[start..<definition].contains(where: { $0.isSymbol("(") })
        else { return start }
        return definition + 1
    }

    /// The query that is the statement itself; nil for `values`.
    var root: Int? {
        queries.indices.last.flatMap { owners[SelectParser.start(of: tokens)] == $0 ? $0 : nil }
    }

    private static func matchParentheses(_ tokens: [SQLToken]) -> [Int: Int]? {
        var open: [Int] = []
        var closing: [Int: Int] = [:]
        for (index, token) in tokens.enumerated() {
            if token.isSymbol("(") { open.append(index) }
            if token.isSymbol(")") {
                guard let start = open.popLast() else { return nil }
                closing[start] = index
            }
        }
        return open.isEmpty ? closing : nil
    }

    /// The tokens of a range that are in no parentheses within it.
    func outer(_ range: Range<Int>) -> [Int] {
        var result: [Int] = []
        var index = range.lowerBound
        while index < range.upperBound {
            result.append(index)
            index = (closing[index] ?? index) + 1
        }
        return result
    }

    /// Whether two ranges are written with the same tokens.
    func isSame(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { tokens[$0].isSame(as: tokens[$1]) }
    }

    /// The parts of a range between its outer commas.
    func parts(_ range: Range<Int>) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = range.lowerBound
        for index in outer(range) where tokens[index].isSymbol(",") {
            result.append(start..<index)
            start = index + 1
        }
        result.append(start..<range.upperBound)
        return result
    }

    // MARK: - Queries

    private mutating func parseQuery(_ range: Range<Int>, _ place: SelectQuery.Place) -> Bool {
        var query = SelectQuery(place: place, range: range)
        var start = range.lowerBound
        if start < range.upperBound, tokens[start].isWord("with") {
            guard let end = parseSteps(range, into: &query) else { return false }
            start = end
        }
        // The cores of a compound lie between its operators; what follows the last belongs to all.
        var clauses: [(keyword: String, index: Int)] = []
        for index in outer(start..<range.upperBound) {
            if let keyword = SelectParser.clauseKeywords.first(where: { tokens[index].isWord($0) }) {
                clauses.append((keyword, index))
            }
        }
        guard clauses.first?.index == start, clauses.first?.keyword == "select" else {
            // `values` and other forms have nothing to count; queries nested in them may.
            return parseNested(start..<range.upperBound, .expression)
        }
        guard read(clauses, end: range.upperBound, into: &query) else { return false }
        for core in query.cores {
            if let from = core.from, !parseNested(from, .apart) { return false }
            let others = core.items.map(\.expression) + [core.condition, core.having, core.windows].compactMap(\.self)
            for range in others + core.groupBy where !parseNested(range, .expression) { return false }
        }
        for range in query.orderBy where !parseNested(range, .expression) { return false }
        queries.append(query)
        return true
    }

    private static let clauseKeywords = [
        "select", "from", "where", "group", "having", "window", "order", "limit", "union", "intersect", "except",
        "values",
    ]

    /// Reads the named steps before a query and returns where it begins.
    private mutating func parseSteps(_ range: Range<Int>, into query: inout SelectQuery) -> Int? {
        var index = range.lowerBound + 1
        while index < range.upperBound {
            // A recursive step is evaluated repeatedly, so it is not rewritten.
            guard let name = tokens[index].name, !tokens[index].isWord("recursive") else { return nil }
            index += 1
            let namesColumns = closing[index] != nil
            if let end = closing[index] { index = end + 1 }
            guard index < range.upperBound, tokens[index].isWord("as") else { return nil }
            index += 1
            while index < range.upperBound, tokens[index].isWord("not") || tokens[index].isWord("materialized") {
                index += 1
            }
            guard let end = closing[index], parseQuery(index + 1..<end, .apart) else { return nil }
            query.steps.append(.init(name: name, query: index + 1..<end, namesColumns: namesColumns))
            index = end + 1
            guard index < range.upperBound, tokens[index].isSymbol(",") else { return index }
            index += 1
        }
        return nil
    }

    /// Queries in parentheses, at any depth.
    private mutating func parseNested(_ range: Range<Int>, _ place: SelectQuery.Place) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            guard let end = closing[index] else {
                index += 1
                continue
            }
            let isQuery = index + 1 < end && ["select", "with", "values"].contains { tokens[index + 1].isWord($0) }
            guard isQuery else {
                index += 1
                continue
            }
            // After `on`, a query in `from` is part of an expression.
            let isTable =
                place == .apart
                && (tokens[index - 1].isSymbol(",") || tokens[index - 1].isWord("join")
                    || tokens[index - 1].isWord("from") || index == range.lowerBound)
            guard parseQuery(index + 1..<end, isTable ? .apart : .expression) else { return false }
            index = end + 1
        }
        return true
    }

    // MARK: - Clauses

    private func read(_ clauses: [(keyword: String, index: Int)], end: Int, into query: inout SelectQuery) -> Bool {
        var core = SelectCore()
        for (place, clause) in clauses.enumerated() {
            let clauseEnd = place + 1 < clauses.count ? clauses[place + 1].index : end
            var range = clause.index + 1..<max(clause.index + 1, clauseEnd)
            if ["group", "order"].contains(clause.keyword) {
                guard let by = range.first, tokens[by].isWord("by") else { return false }
                range = by + 1..<range.upperBound
            }
            switch clause.keyword {
            case "select":
                if let first = range.first, tokens[first].isWord("distinct") || tokens[first].isWord("all") {
                    core.isDistinct = tokens[first].isWord("distinct")
                    range = first + 1..<range.upperBound
                }
                core.items = parts(range).map(item)
            case "from": core.from = range
            case "where": core.condition = range
            case "group": core.groupBy = parts(range)
            case "having": core.having = range
            case "window": core.windows = range
            case "union", "intersect", "except":
                guard range.isEmpty || (range.count == 1 && tokens[range.lowerBound].isWord("all")) else {
                    return false
                }
                query.operators.append(clause.keyword + (range.isEmpty ? "" : " all"))
                query.cores.append(core)
                core = SelectCore()
                continue
            case "order": query.orderBy = parts(range)
            case "limit": query.limit = range
            default: return false
            }
        }
        query.cores.append(core)
        return query.cores.allSatisfy { !$0.items.isEmpty && $0.items.allSatisfy { !$0.expression.isEmpty } }
    }

    /// An expression and the name that follows it, with or without `as`.
    private func item(_ range: Range<Int>) -> SelectCore.Item {
        guard range.count > 1, let alias = tokens[range.upperBound - 1].name, closing[range.upperBound - 1] == nil
        else {
            return .init(expression: range, alias: nil)
        }
        let before = tokens[range.upperBound - 2]
        if before.isWord("over") { return .init(expression: range, alias: nil) }
        if before.isWord("as") { return .init(expression: range.lowerBound..<range.upperBound - 2, alias: alias) }
        // `x y`: a name after something that can end an expression; `end` and `null` are words of the expression
        // itself.
        let endsExpression =
            [.number, .string, .blob, .quotedName].contains(before.kind) || before.isSymbol(")") || before.isWord("end")
            || (before.kind == .word && !SQLKeywords.all.contains(SQLName(before.text)))
        let isKeyword =
            tokens[range.upperBound - 1].kind == .word
            && SQLKeywords.all.contains(SQLName(tokens[range.upperBound - 1].text))
        return endsExpression && !isKeyword
            ? .init(expression: range.lowerBound..<range.upperBound - 1, alias: alias)
            : .init(expression: range, alias: nil)
    }
}
