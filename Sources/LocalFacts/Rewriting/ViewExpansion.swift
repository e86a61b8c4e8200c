import SQLite

/// Replaces the names of views by their queries, so that a statement over a view of a relation is rewritten like one
/// over the relation.
struct ViewExpansion {
    let relations: Set<SQLName>
    /// Tables of the store: for the many statements over these alone, views need not be read.
    let tables: Set<SQLName>
    /// The queries of the views by their names.
    let views: () -> [SQLName: String]

    /// Views within views are followed as deep as this.
    private static let maximumDepth = 8

    /// The statement without views; nil if it names none over a relation.
    func expanded(_ sql: String, _ tokens: [SQLToken]) -> String? {
        guard mayNameViews(tokens) else { return nil }
        let views = views()
        guard !views.isEmpty else { return nil }
        var statement = sql
        var tokens = tokens
        var isChanged = false
        for _ in 0..<ViewExpansion.maximumDepth {
            guard let parser = SelectParser(tokens), let next = replaced(statement, parser, views) else { break }
            guard let nextTokens = SQLLexer.legalTokens(of: next) else { return nil }
            statement = next
            tokens = nextTokens
            isChanged = true
        }
        let mentionsRelation = tokens.contains { $0.name.map(relations.contains) ?? false }
        return isChanged && mentionsRelation ? statement : nil
    }

    /// Whether `from`, `join` or a comma is followed by a name that is neither a relation nor a table.
    private func mayNameViews(_ tokens: [SQLToken]) -> Bool {
        guard let from = tokens.firstIndex(where: { $0.isWord("from") }) else { return false }
        return tokens[from...].indices.dropFirst().contains { index in
            let before = tokens[index - 1]
            guard before.isWord("from") || before.isWord("join") || before.isSymbol(","), let name = tokens[index].name
            else { return false }
            return !relations.contains(name) && !tables.contains(name)
        }
    }

    private func replaced(_ sql: String, _ parser: SelectParser, _ views: [SQLName: String]) -> String? {
        let steps = Set(parser.queries.flatMap(\.steps).map(\.name))
        var edits: [(range: Range<Int>, text: String)] = []
        for core in parser.queries.flatMap(\.cores) {
            guard let range = core.from, let from = FromClause(parser, range) else { continue }
            for table in from.tables {
                guard case .named(let name) = table.form, !steps.contains(name), let query = views[name] else {
                    continue
                }
                let tokens = parser.tokens[table.range.lowerBound].range
                let alias = table.hasAlias ? "" : " as \(SQLName.quoted(table.name))"
                edits.append((tokens, "(\(query)\n)\(alias)"))
            }
        }
        if edits.isEmpty { return nil }
        var bytes = Array(sql.utf8)
        for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            bytes.replaceSubrange(edit.range, with: edit.text.utf8)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The query of a view, from the statement that made it; nil for a view that names its columns.
    static func query(of definition: String) -> String? {
        guard let tokens = SQLLexer.legalTokens(of: definition),
            let start = tokens.prefix(10).firstIndex(where: { $0.isWord("as") }),
            !tokens[..<start].contains(where: { $0.isSymbol("(") }), start + 1 < tokens.count
        else { return nil }
        return String(decoding: Array(definition.utf8)[tokens[start + 1].range.lowerBound...], as: UTF8.self)
    }
}
