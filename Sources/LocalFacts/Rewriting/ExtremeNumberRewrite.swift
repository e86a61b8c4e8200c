import SQLite

/// Replaces the argument of `min(id)`, `max(id)`, and of the same of a measure, by a hidden column of the relation.
/// Where rows are counted, its value is the least or greatest one of the rows that a combination stands for.
///
/// Why the answer stays the same: the least of all rows is the least of the least of their combinations. A condition
/// accepts all rows of a combination or none, since it depends on the combination alone. Where rows are not counted,
/// the column has the value of the row.
struct ExtremeNumberRewrite {
    private(set) var edits: [CoreRewrite.Edit] = []

    /// Nil if the query is not of one relation, or has no such call.
    init?(_ parser: SelectParser, _ query: SelectQuery, _ core: SelectCore, scope: RewriteScope, sql: [UInt8]) {
        guard let rewrite = CoreRewrite(parser, query, core, scope: scope, sql: sql), !rewrite.isJoined else {
            return nil
        }
        let tokens = parser.tokens
        for range in core.items.map(\.expression) + rewrite.ownOrder + [core.having].compactMap(\.self) {
            for index in range where rewrite.isOwn(index) && parser.isCall(index) {
                let isGreatest = tokens[index].isWord("max")
                guard isGreatest || tokens[index].isWord("min"), let close = parser.closing[index + 1],
                    range.contains(close), close + 1 >= tokens.count || !tokens[close + 1].isWord("over"),
                    let name = ExtremeNumberRewrite.number(index + 2..<close, rewrite)
                else { continue }
                let column = SQLName.quoted(RelationColumn.extremeName(of: name, isGreatest: isGreatest))
                edits.append(
                    .init(
                        range: rewrite.bytes(of: index + 2..<close),
                        text: "\(SQLName.quoted(rewrite.relationName)).\(column)"))
            }
        }
        if edits.isEmpty { return nil }
    }

    /// The name of the number that is all of the arguments.
    private static func number(_ arguments: Range<Int>, _ rewrite: CoreRewrite) -> String? {
        guard let last = arguments.last, let name = rewrite.tokens[last].name,
            rewrite.relation.extremeNumbers.contains(name)
        else { return nil }
        let isQualified =
            arguments.count == 3 && rewrite.tokens[last - 1].isSymbol(".")
            && rewrite.tokens[arguments.lowerBound].name == SQLName(rewrite.relationName)
        return arguments.count == 1 || isQualified ? rewrite.tokens[last].text : nil
    }
}
