import SQLite

/// Replaces a join of the facts with the elements of one of their lists by id, by the elements alone, which have all
/// columns of their facts: `samples s join places p on p.id = s.id`.
///
/// Why the answer stays the same: every element has exactly one fact, so that the join has the rows of the elements.
struct JoinedFactsRewrite {
    private(set) var edits: [CoreRewrite.Edit] = []
    private let rewrite: CoreRewrite
    private let facts: CoreRewrite.Source
    private let list: CoreRewrite.Source

    private var tokens: [SQLToken] { rewrite.tokens }

    /// Nil if the query has another form.
    init?(_ parser: SelectParser, _ query: SelectQuery, _ core: SelectCore, scope: RewriteScope, sql: [UInt8]) {
        guard let range = core.from, let from = FromClause(parser, range), from.tables.count == 2,
            let rewrite = CoreRewrite(parser, query, core, scope: scope, sql: sql), rewrite.sources.count == 2,
            rewrite.sources.allSatisfy({ !$0.isNullable && !$0.relation.isStep }),
            rewrite.sources[0].relation.table == rewrite.sources[1].relation.table,
            let place = rewrite.sources.firstIndex(where: \.relation.isOfFacts),
            !rewrite.sources[1 - place].relation.isOfFacts
        else { return nil }
        self.rewrite = rewrite
        facts = rewrite.sources[place]
        list = rewrite.sources[1 - place]
        guard let (conditions, remaining) = conditions(from, range) else { return nil }
        for clause in core.expressions + query.orderBy {
            guard let own = renamings(clause) else { return nil }
            edits += own
        }
        guard let table = tokenOfList(from) else { return nil }
        var rest: [String] = []
        for condition in conditions {
            guard let text = text(condition) else { return nil }
            rest.append("(\(text))")
        }
        if let remaining {
            // The condition that joins them is true.
            let link = CoreRewrite.Edit(range: rewrite.bytes(of: remaining), text: "true")
            edits = edits.filter { !link.replaces($0) } + [link]
        }
        let bytes = rewrite.bytes(of: range)
        let replaced = "\(SQLName.quoted(table)) as \(SQLName.quoted(list.name))"
        if rest.isEmpty {
            edits.append(.init(range: bytes, text: replaced))
        } else if core.condition == nil {
            edits.append(.init(range: bytes, text: "\(replaced) where \(rest.joined(separator: " and "))"))
        } else {
            edits += rewrite.adding(condition: rest.joined(separator: " and "))
            edits.append(.init(range: bytes, text: replaced))
        }
    }

    private func tokenOfList(_ from: FromClause) -> String? {
        from.tables.first { SQLName($0.name) == SQLName(list.name) }.flatMap { table in
            table.range.count == 1 ? tokens[table.range.lowerBound].text : nil
        }
    }

    /// The further conditions of the join; and where the condition by id stands, if that is in `where`.
    private func conditions(_ from: FromClause, _ range: Range<Int>) -> (rest: [Range<Int>], inWhere: Range<Int>?)? {
        let parser = rewrite.parser
        let outer = parser.outer(range)
        if let using = outer.first(where: { tokens[$0].isWord("using") }) {
            guard let close = parser.closing[using + 1], close == using + 3, close + 1 == range.upperBound,
                tokens[using + 2].name.map(facts.relation.ids.contains) == true
            else { return nil }
            return ([], nil)
        }
        if let on = outer.first(where: { tokens[$0].isWord("on") }) {
            var parts = ExpressionTokens(parser: parser, range: on + 1..<range.upperBound).conjuncts
            guard let link = parts.firstIndex(where: isLink) else { return nil }
            parts.remove(at: link)
            return (parts, nil)
        }
        guard let condition = rewrite.core.condition else { return nil }
        return ExpressionTokens(parser: parser, range: condition).conjuncts.first(where: isLink).map { ([], $0) }
    }

    /// Whether a condition equates the ids.
    private func isLink(_ range: Range<Int>) -> Bool {
        guard range.count == 7 else { return false }
        let start = range.lowerBound
        guard tokens[start + 3].isSymbol("=") || tokens[start + 3].isSymbol("==") else { return false }
        func isID(_ place: Int, of source: CoreRewrite.Source) -> Bool {
            tokens[place].name == SQLName(source.name) && tokens[place + 1].isSymbol(".")
                && tokens[place + 2].name.map(source.relation.ids.contains) == true
        }
        return (isID(start, of: facts) && isID(start + 4, of: list))
            || (isID(start, of: list) && isID(start + 4, of: facts))
    }

    // MARK: - Columns

    /// The changes of the names of the facts; nil if a column is named that the elements do not have.
    private func renamings(_ range: Range<Int>) -> [CoreRewrite.Edit]? {
        var edits: [CoreRewrite.Edit] = []
        for index in range {
            guard let isOfFacts = isOfFacts(index, within: range) else { return nil }
            if isOfFacts { edits.append(.init(range: tokens[index].range, text: SQLName.quoted(list.name))) }
        }
        return edits
    }

    /// A condition as it is written of the elements; nil if it is of others.
    private func text(_ range: Range<Int>) -> String? {
        renamings(range).map { rewrite.text(range, with: $0) }
    }

    /// Whether a token is the name of the facts before a column; nil if it names what the elements do not have.
    private func isOfFacts(_ index: Int, within range: Range<Int>) -> Bool? {
        let token = tokens[index]
        if token.isSymbol("*"), index > 0 {
            let before = tokens[index - 1]
            let isAll =
                before.isSymbol(",") || before.isSymbol(".") || before.isWord("select") || before.isWord("distinct")
            return isAll ? nil : false
        }
        guard let name = token.name else { return false }
        let isQualified = index + 2 < tokens.count && tokens[index + 1].isSymbol(".")
        guard rewrite.isOwn(index) else {
            // A query within may name the facts.
            return name == SQLName(facts.name) ? nil : false
        }
        if isQualified, name == SQLName(facts.name) {
            guard let column = tokens[index + 2].name, hasSame(column) else { return nil }
            return true
        }
        let isUnqualified = !isQualified && !(index > 0 && tokens[index - 1].isSymbol("."))
        if isUnqualified, facts.relation.allNames.contains(name), !rewrite.parser.isCallOrQualifier(index),
            !hasSame(name)
        {
            return list.relation.elements.contains(name) ? nil : token.kind == .quotedName ? nil : isKeyword(token)
        }
        return false
    }

    private func isKeyword(_ token: SQLToken) -> Bool? { SQLKeywords.all.contains(SQLName(token.text)) ? false : nil }

    /// Whether the elements have a column with the values of the facts.
    private func hasSame(_ column: SQLName) -> Bool {
        let (own, other) = (list.relation, facts.relation)
        if own.ids.contains(column) { return other.ids.contains(column) }
        return !own.elements.contains(column)
            && ((own.columns.contains(column) && other.columns.contains(column))
                || (own.texts.contains(column) && other.texts.contains(column))
                || (own.counts[column] != nil && other.counts[column] != nil))
    }
}
