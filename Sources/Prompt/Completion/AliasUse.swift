import SQLite

/// A name in a clause of a query that is an alias of its select list, and may be a column of its tables as well.
///
/// SQLite takes the column first, except where a term of `order by` is the name alone.
struct AliasUse {
    /// In lower case.
    let name: String
    /// `where`, `group by`, `having` or `order by`.
    let clause: String
    /// The names in the query's `from`.
    let tables: [String]
    /// The place of the token.
    let index: Int

    private static let clauses = ["select", "from", "where", "group", "having", "window", "order", "limit"]
    private static let ends = ["union", "intersect", "except", "values"]

    /// One query while its tokens are read.
    private struct Query {
        var clause = ""
        /// Whether it is only the arguments of an aggregate, where an alias of an aggregate makes no sense.
        var isAggregate = false
        var aliases: Set<String> = []
        var tables: [String] = []
        var mentions: [(clause: String, index: Int)] = []
    }

    /// The uses in a statement without comments.
    static func all(in tokens: [SQLToken], isAlias: (Int) -> Bool) -> [AliasUse] {
        var found: [AliasUse] = []
        var open: [Query] = [Query()]
        func uses(of query: Query) -> [AliasUse] {
            query.mentions.compactMap { clause, index in
                guard let name = tokens[index].value, query.aliases.contains(name.lowercased()) else { return nil }
                let written = ["group", "order"].contains(clause) ? clause + " by" : clause
                return AliasUse(name: name.lowercased(), clause: written, tables: query.tables, index: index)
            }
        }
        for index in tokens.indices {
            let token = tokens[index]
            if token.isSymbol("(") {
                let isAggregate = index > 0 && SQLKeywords.aggregates.contains(tokens[index - 1].keyword)
                open.append(Query(isAggregate: isAggregate))
            }
            if token.isSymbol(")"), open.count > 1 { found += uses(of: open.removeLast()) }
            guard token.kind == .word || token.kind == .quotedName else { continue }
            let place = open.count - 1
            if token.kind == .word, clauses.contains(token.keyword) || ends.contains(token.keyword) {
                if token.keyword == "select" || ends.contains(token.keyword) {
                    found += uses(of: open[place])
                    open[place] = Query()
                }
                open[place].clause = token.keyword
            } else if open[place].clause == "select" {
                if isAlias(index), let name = token.value { open[place].aliases.insert(name.lowercased()) }
            } else if open[place].clause == "from" {
                if let name = token.value { open[place].tables.append(name) }
            } else if isMention(tokens, at: index), let query = enclosing(open) {
                open[query].mentions.append((open[query].clause, index))
            }
        }
        return (found + open.flatMap(uses)).sorted { $0.index < $1.index }
    }

    /// The query that a token belongs to: parentheses without a query, such as those of a call, are part of the one
    /// around them.
    private static func enclosing(_ open: [Query]) -> Int? {
        guard let place = open.lastIndex(where: { !$0.clause.isEmpty || $0.isAggregate }) else { return nil }
        return ["where", "group", "having", "order"].contains(open[place].clause) ? place : nil
    }

    /// Whether a token may name a column, and is not alone in a term of `order by`.
    private static func isMention(_ tokens: [SQLToken], at index: Int) -> Bool {
        let before = index > 0 ? tokens[index - 1] : nil
        let next = index + 1 < tokens.count ? tokens[index + 1] : nil
        if before?.isSymbol(".") == true || next?.isSymbol(".") == true || next?.isSymbol("(") == true { return false }
        let isFirst = before?.isSymbol(",") == true || before?.keyword == "by"
        let isLast =
            next == nil || next?.isSymbol(",") == true || next?.isSymbol(";") == true || next?.isSymbol(")") == true
            || ["asc", "desc", "nulls", "limit", "collate"].contains(next?.keyword ?? "")
        let clause = tokens[..<index].last { clauses.contains($0.keyword) && $0.kind == .word }?.keyword
        return !(clause == "order" && isFirst && isLast)
    }
}
