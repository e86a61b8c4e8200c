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
}
