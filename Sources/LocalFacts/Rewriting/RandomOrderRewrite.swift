import SQLite

/// Makes a relation give its rows in random order if a query orders them by `random()`. With a limit, the relation then
/// draws a few rows instead of numbering all.
///
/// `random()` gives each row its own number, so every order of the rows is equally likely. It is replaced by the
/// relation's hidden column of that name. The values of this column are random numbers, too: if the relation does not
/// draw, SQLite sorts by them, with the same distribution of answers.
///
/// Rows that are drawn and then rejected cost little if no text is read to reject them.
struct RandomOrderRewrite {
    let edit: CoreRewrite.Edit

    /// Nil if the query has another form, or if a second `random()` might have to equal the first.
    init?(_ parser: SelectParser, _ query: SelectQuery, scope: RewriteScope, sql: [UInt8]) {
        guard query.place == .apart, query.cores.count == 1, query.orderBy.count == 1 else { return nil }
        let core = query.cores[0]
        let tokens = parser.tokens
        let term = GroupedColumns.withoutDirection(query.orderBy[0], tokens)
        guard RandomOrderRewrite.isRandom(term, tokens), !core.isDistinct, core.groupBy.isEmpty, core.having == nil,
            core.windows == nil
        else { return nil }
        let others = query.range.filter { !term.contains($0) }
        // An aggregate makes one row of all rows; a window may number the rows in their order.
        let isPlain = others.allSatisfy { index in
            guard let name = tokens[index].name else { return true }
            return !["random", "randomblob", "over"].contains(where: tokens[index].isWord)
                && !(SQLKeywords.aggregates.contains(name) && parser.isCall(index))
        }
        guard isPlain, let rewrite = CoreRewrite(parser, query, core, scope: scope, sql: sql),
            !rewrite.isJoined, !rewrite.relation.isStep
        else { return nil }
        let column = RelationColumn.random(
            isAlwaysDrawn: !RandomOrderRewrite.readsTextsToRefuse(rewrite)
                && RandomOrderRewrite.isShort(query.limit, tokens))
        edit = CoreRewrite.Edit(
            range: tokens[term.lowerBound].range.lowerBound..<tokens[term.upperBound - 1].range.upperBound,
            text: "\(SQLName.quoted(rewrite.relationName)).\(SQLName.quoted(column.name))")
    }

    private static func isRandom(_ term: Range<Int>, _ tokens: [SQLToken]) -> Bool {
        term.count == 3 && tokens[term.lowerBound].isWord("random") && tokens[term.lowerBound + 1].isSymbol("(")
            && tokens[term.lowerBound + 2].isSymbol(")")
    }

    /// Whether texts must be read to reject a row that passed the scan.
    private static func readsTextsToRefuse(_ rewrite: CoreRewrite) -> Bool {
        let texts = rewrite.relation.texts.union(rewrite.relation.lengths)
        guard let condition = rewrite.core.condition, rewrite.names(texts, in: condition) else { return false }
        let outer = rewrite.parser.outer(condition)
        if outer.contains(where: { rewrite.tokens[$0].isWord("or") }) { return true }
        let ands = outer.filter { rewrite.tokens[$0].isWord("and") }
        let parts = zip([condition.lowerBound] + ands.map { $0 + 1 }, ands + [condition.upperBound]).map { $0..<$1 }
        return parts.contains { rewrite.names(texts, in: $0) && !isDecided($0, rewrite.tokens) }
    }

    /// Whether a condition is a comparison of a column with a constant that a scan decides, if the column is one of
    /// texts or their lengths.
    private static func isDecided(_ part: Range<Int>, _ tokens: [SQLToken]) -> Bool {
        guard part.count == 3 || (part.count == 5 && tokens[part.lowerBound + 1].isSymbol(".")) else { return false }
        let (comparison, operand) = (tokens[part.upperBound - 2], tokens[part.upperBound - 1])
        switch operand.kind {
        case .string: return ["like", "glob", "match"].contains(where: comparison.isWord)
        case .number: return ["=", "==", "<>", "!=", "<", "<=", ">", ">="].contains(where: comparison.isSymbol)
        default: return false
        }
    }

    /// Whether a limit, with or without an offset, is of few rows.
    private static func isShort(_ limit: Range<Int>?, _ tokens: [SQLToken]) -> Bool {
        guard let limit, limit.count == 1 || limit.count == 3 else { return false }
        return limit.allSatisfy { index in
            switch tokens[index].kind {
            case .number: Int(tokens[index].text).map { $0 <= ScanPlanner.maximumDrawnCount / 2 } ?? false
            // The limit is not known yet. For many rows drawing costs a little more than sorting.
            case .parameter: true
            default: tokens[index].isWord("offset") || tokens[index].isSymbol(",")
            }
        }
    }
}
