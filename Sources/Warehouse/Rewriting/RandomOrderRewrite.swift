/// Has a relation give its rows in random order where a query orders them by `random()`: with a limit, it then draws a few
/// in place of numbering all.
///
/// `random()` gives each row a number of its own, so that every order of the rows is as likely as any other. In its place
/// comes the relation's hidden column of that name: its values are such numbers too, so that where the relation cannot
/// draw, SQLite sorts by them and the answer is the same.
struct RandomOrderRewrite {
    let edit: CoreRewrite.Edit

    /// Nil where the query is another, or a second `random()` might have to be the same as the first.
    init?(_ parser: SelectParser, _ query: SelectQuery, relations: [SQLName: CountedRelation], sql: [UInt8]) {
        guard query.place == .apart, query.cores.count == 1, query.orderBy.count == 1 else { return nil }
        let core = query.cores[0]
        let tokens = parser.tokens
        let term = GroupedColumns.withoutDirection(query.orderBy[0], tokens)
        guard RandomOrderRewrite.isRandom(term, tokens), !core.isDistinct, core.groupBy.isEmpty, core.having == nil,
            core.windows == nil
        else { return nil }
        let others = query.range.filter { !term.contains($0) }
        // An aggregate makes one row of all; a window may number the rows as they come.
        let isPlain = others.allSatisfy { index in
            guard let name = tokens[index].name else { return true }
            return !["random", "randomblob", "over"].contains(where: tokens[index].isWord)
                && !(SQLKeywords.aggregates.contains(name) && parser.isCall(index))
        }
        guard isPlain, let rewrite = CoreRewrite(parser, query, core, relations: relations, sql: sql),
            !rewrite.isJoined
        else { return nil }
        edit = CoreRewrite.Edit(
            range: tokens[term.lowerBound].range.lowerBound..<tokens[term.upperBound - 1].range.upperBound,
            text: "\(Store.quoted(rewrite.relationName)).\(Store.quoted(RelationColumn.random.name))")
    }

    private static func isRandom(_ term: Range<Int>, _ tokens: [SQLToken]) -> Bool {
        term.count == 3 && tokens[term.lowerBound].isWord("random") && tokens[term.lowerBound + 1].isSign("(")
            && tokens[term.lowerBound + 2].isSign(")")
    }
}
