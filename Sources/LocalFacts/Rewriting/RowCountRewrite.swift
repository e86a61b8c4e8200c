import SQLite

/// Replaces `count(id)` by a count of rows, since every row has an id and counting rows needs none.
///
/// So is `count(distinct id)` of facts, where no two rows have the same id.
///
/// `count(text)` becomes a count of the rows that have a text, which the scan decides.
struct RowCountRewrite {
    private(set) var edits: [CoreRewrite.Edit] = []

    /// Nil if the query has no such count.
    init?(_ parser: SelectParser, _ query: SelectQuery, _ core: SelectCore, scope: RewriteScope, sql: [UInt8]) {
        guard let rewrite = CoreRewrite(parser, query, core, scope: scope, sql: sql) else { return nil }
        let ranges = core.items.map(\.expression) + [core.having].compactMap(\.self) + rewrite.ownOrder
        for range in ranges {
            for index in range where rewrite.isOwn(index) && parser.tokens[index].isWord("count") {
                guard let close = parser.closing[index + 1],
                    let text = RowCountRewrite.count(index + 2..<close, rewrite)
                else { continue }
                let tokens = parser.tokens
                edits.append(
                    .init(range: tokens[index].range.lowerBound..<tokens[close].range.upperBound, text: text))
            }
        }
        if edits.isEmpty { return nil }
    }

    /// The count of the rows of the source whose id is the argument.
    private static func count(_ argument: Range<Int>, _ rewrite: CoreRewrite) -> String? {
        let tokens = rewrite.tokens
        if let first = argument.first, tokens[first].isWord("distinct") {
            guard !rewrite.isJoined, rewrite.relation.isOfFacts, let last = argument.last,
                tokens[last].name.map(rewrite.relation.ids.contains) == true,
                argument.count == 2 || (argument.count == 4 && tokens[last - 1].isSymbol("."))
            else { return nil }
            return "count(*)"
        }
        guard let last = argument.last, let name = tokens[last].name, argument.count == 1 || argument.count == 3,
            argument.count == 1 || tokens[last - 1].isSymbol(".")
        else { return nil }
        let isFollowed = last + 2 < tokens.count && ["filter", "over"].contains { tokens[last + 2].isWord($0) }
        if rewrite.texts.contains(name), !rewrite.isJoined, !isFollowed {
            return "count(*) filter (where \(rewrite.text(argument)) is not null)"
        }
        let owners = rewrite.sources.filter { source in
            argument.count == 1 || SQLName(source.name) == tokens[argument.lowerBound].name
        }
        // Of tables that are not relations, an id may be null.
        guard owners.count == 1, argument.count == 3 || !rewrite.isJoined, owners[0].relation.ids.contains(name) else {
            return nil
        }
        if !owners[0].isNullable { return "count(*)" }
        // A left join may give a row of nulls, which is no row of the source.
        if isFollowed { return nil }
        return owners[0].relation.countOfRow.map { "coalesce(sum(\(owners[0].column($0))), 0)" }
    }
}
