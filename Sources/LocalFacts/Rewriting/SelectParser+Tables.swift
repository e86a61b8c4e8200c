import SQLite

extension SelectParser {
    /// Whether a token is the name of a table that its query reads, such as `places`, which is also a list of
    /// `samples`.
    func isTable(_ index: Int) -> Bool {
        guard let owner = owners[index] else { return false }
        return queries[owner].cores.contains { core in
            guard let range = core.from, range.contains(index), let from = FromClause(self, range) else { return false }
            return from.tables.contains { $0.names.contains(index) }
        }
    }

    /// Whether a token stands after the name of a table that its own query reads: `p.place`, not a column of a query
    /// around it.
    func isOfOwnTable(_ index: Int) -> Bool {
        guard index > 1, tokens[index - 1].isSymbol("."), let owner = owners[index] else { return false }
        return queries[owner].cores.allSatisfy { core in
            guard let range = core.from, let from = FromClause(self, range) else { return false }
            return from.tables.contains { SQLName($0.name) == tokens[index - 2].name }
        }
    }

    /// The query that a table is, or that the step of its name is; nil for other tables, for a name of several steps,
    /// and for a step that names its columns.
    func query(of table: FromClause.Table) -> SelectQuery? {
        let body: Range<Int>?
        switch table.form {
        case .query(let range): body = range
        case .named(let name):
            let named = queries.flatMap(\.steps).filter { $0.name == name }
            body = named.count == 1 && !named[0].namesColumns ? named[0].query : nil
        case .function: body = nil
        }
        return body.flatMap { body in queries.first { $0.range == body } }
    }

    /// Whether a table is a query or step that gives a column this alias.
    func gives(_ table: FromClause.Table, _ name: SQLName) -> Bool {
        query(of: table)?.cores.first?.items.contains { $0.alias == name } == true
    }

    /// Whether a condition is `a.id = b.id` of two tables, whichever comes first.
    func equatesIDs(of tables: [String], in range: Range<Int>) -> Bool {
        guard range.count == 7, tokens[range.lowerBound + 3].isSymbol("=") else { return false }
        let sides = [range.lowerBound, range.lowerBound + 4]
        guard sides.allSatisfy({ tokens[$0 + 1].isSymbol(".") && tokens[$0 + 2].name == SQLName("id") }) else {
            return false
        }
        return Set(sides.compactMap { tokens[$0].name }) == Set(tables.map { SQLName($0) })
    }
}
