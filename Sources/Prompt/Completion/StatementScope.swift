import SQLite

/// Which relations a statement reads from, under which names, as far as its tokens show.
///
/// No parser can parse a statement that is being typed, so this only searches `from` and `join`.
struct StatementScope {
    struct Source: Equatable {
        var relation: String
        /// The qualifier of its columns: the alias, else the relation's own name.
        var name: String
    }

    private(set) var sources: [Source] = []
    /// Names that the statement gives itself: `with name as (…)`.
    private(set) var named: [String] = []

    init(_ tokens: [SQLToken]) {
        var isInFrom = false
        var depth = 0
        var fromDepth = 0
        for (index, token) in tokens.enumerated() {
            if token.isSymbol("(") { depth += 1 }
            if token.isSymbol(")") {
                depth -= 1
                if depth < fromDepth { isInFrom = false }
            }
            let before = index > 0 ? tokens[index - 1] : nil
            if token.keyword == "from" || token.keyword == "join" {
                isInFrom = true
                fromDepth = depth
            } else if StatementScope.ends.contains(token.keyword) {
                isInFrom = false
            }
            if let name = token.value, token.kind != .string, index + 2 < tokens.count,
                tokens[index + 1].keyword == "as", tokens[index + 2].isSymbol("("),
                before.map({ $0.keyword == "with" || $0.keyword == "recursive" || $0.isSymbol(",") }) == true
            {
                named.append(name)
            }
            let beginsSource = before.map { ["from", "join"].contains($0.keyword) || $0.isSymbol(",") && isInFrom }
            guard beginsSource == true, depth == fromDepth || before?.keyword == "from", token.kind != .string,
                let relation = token.value, !SQLKeywords.isKeyword(token)
            else { continue }
            sources.append(Source(relation: relation, name: StatementScope.alias(tokens, after: index) ?? relation))
        }
    }

    /// `as name` or a bare name that is no keyword.
    private static func alias(_ tokens: [SQLToken], after index: Int) -> String? {
        var next = index + 1
        if next < tokens.count, tokens[next].keyword == "as" { next += 1 }
        guard next < tokens.count, [.word, .quotedName].contains(tokens[next].kind),
            !SQLKeywords.isKeyword(tokens[next])
        else { return nil }
        return tokens[next].value
    }

    /// The relation of a name or alias.
    func relation(of name: String) -> String? {
        sources.first { $0.name.lowercased() == name.lowercased() }?.relation
    }

    private static let ends: Set<String> = [
        "where", "group", "order", "having", "limit", "window", "union", "except", "intersect", "on", "using", "select",
    ]
}
