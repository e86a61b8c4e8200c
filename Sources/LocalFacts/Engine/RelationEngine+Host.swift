import SQLite

/// Statements of another program, which run on its connection as they are written.
extension RelationEngine: HostStatements {
    /// Registers the relations with the connection of another program.
    ///
    /// - Parameter owner: is retained as long as one of the relations is registered.
    /// - Throws: `SQLError`.
    package func register(on host: Connection, keeping owner: AnyObject) throws {
        self.host = host
        hostedStore = owner
        for relation in ordered {
            try VirtualTable.register(relation.name, engine: self, keeping: owner, on: host)
        }
    }

    /// Whether the running statements of the host have the same answers where rows stand for combinations.
    ///
    /// SQLite does not say which statement reads a relation. So all running statements are examined, and if one of them
    /// needs rows, all get rows.
    func hostCollapses() -> Bool {
        hostStatements { sql, views in statementRewriter.collapsesAsWritten(sql, views: views) }
    }

    /// Whether the running statements of the host have the same answers where each combination is a row for each of its
    /// samples, in another order than the samples.
    func hostRepeats() -> Bool {
        hostStatements { sql, views in statementRewriter.repeatsAsWritten(sql, views: views) }
    }

    private func hostStatements(areAll isSafe: (String, @escaping () -> [SQLName: String]) -> Bool) -> Bool {
        guard let host, (try? hidesRelations(on: host)) == false else { return false }
        return host.runningStatements.allSatisfy { sql in isSafe(sql) { self.views(on: host) } }
    }

    /// Refuses a statement that means a relation of another database that the host has attached: SQLite would read that
    /// of the main one, whatever database is named.
    ///
    /// - Throws: `StoreError.otherDatabase`.
    /// - Complexity: O(tokens of the running statements and of the views that they name), if anything is attached.
    func refuseOtherDatabases() throws {
        guard let host else { return }
        let names = try uncheckedRows("pragma database_list", on: host).compactMap { $0[1].text }
        let others = names.filter { !["main", "temp"].contains($0) }
        guard !others.isEmpty else { return }
        let databases = try others.map { try AttachedDatabase($0, of: host) }
        let relations = Set(ordered.map { SQLName($0.name) })
        var queries = host.runningStatements
        let ownViews = views(on: host)
        var known: Set<SQLName> = []
        while let sql = queries.popLast() {
            let tokens = SQLLexer.tokens(of: sql)
            for (index, token) in tokens.enumerated() {
                guard let name = token.name else { continue }
                let isQualified = index > 1 && tokens[index - 1].isSymbol(".")
                for database in databases where !database.tables.contains(name) {
                    let isOfDatabase = isQualified && tokens[index - 2].name == SQLName(database.text)
                    if isOfDatabase, relations.contains(name) {
                        throw StoreError.otherDatabase(relation: token.text, database: database.text)
                    }
                    // A view of a database means the relations of that database.
                    if isOfDatabase || ownViews[name] == nil,
                        let relation = database.relation(named: relations, by: name)
                    {
                        throw StoreError.otherDatabase(relation: relation, database: database.text)
                    }
                }
                if let view = ownViews[name], known.insert(name).inserted { queries.append(view) }
            }
        }
    }

    /// What an attached database has by names that statements may use.
    private struct AttachedDatabase {
        /// Its name, as the host gave it.
        let text: String
        let tables: Set<SQLName>
        private let views: [SQLName: [SQLToken]]

        init(_ name: String, of host: Connection) throws {
            text = name
            let rows = try uncheckedRows("select type, name, sql from \(SQLName.quoted(name)).sqlite_schema", on: host)
            tables = Set(rows.filter { $0[0] == "table" }.compactMap { $0[1].text.map(SQLName.init) })
            var views: [SQLName: [SQLToken]] = [:]
            for row in rows where row[0] == "view" {
                guard let name = row[1].text, let sql = row[2].text else { continue }
                views[SQLName(name)] = SQLLexer.tokens(of: sql)
            }
            self.views = views
        }

        /// The relation that a view of the database reads, if it has that view; views that it reads are followed.
        func relation(named relations: Set<SQLName>, by view: SQLName) -> String? {
            var known: Set<SQLName> = [view]
            var open = [view]
            while let next = open.popLast() {
                for token in views[next] ?? [] {
                    guard let name = token.name else { continue }
                    if relations.contains(name), !tables.contains(name), views[name] == nil { return token.text }
                    if views[name] != nil, known.insert(name).inserted { open.append(name) }
                }
            }
            return nil
        }
    }
}

/// The rows of a query that asks for no verified state, which is being found.
private func uncheckedRows(_ sql: String, on connection: Connection) throws -> [[SQLValue]] {
    let statement = try Statement(unchecked: sql, on: connection)
    var rows: [[SQLValue]] = []
    while try statement.step() { rows.append(statement.row()) }
    return rows
}
