import SQLite

/// Rewrites statements over relations so that they cost less and have the same answer. Statements that count rows add
/// up the counts of a few combinations. For some rows `order by random()` the relation draws the rows. Lengths of texts
/// and numbers of distinct values are computed by the relation.
///
/// The answer is always that of a table with one row per sample and `1 as n`. A statement that is not changed gets
/// exactly these rows from its relations. The caller checks whether SQLite can prepare the changed statement with the
/// same columns.
struct StatementRewriter {
    private let relations: CountedRelations
    /// Tables of the store.
    private let tables: Set<SQLName>

    init(_ relations: [Relation], tables: Set<SQLName>) {
        self.tables = tables
        self.relations = CountedRelations(relations)
    }

    /// The statement in a form that costs less; nil if it stays as written.
    ///
    /// - Parameter views: the queries of views by their names.
    func rewritten(_ sql: String, views: @escaping () -> [SQLName: String]) -> StatementRewrite? {
        guard let tokens = StatementRewriter.tokens(of: sql) else { return nil }
        let expansion = ViewExpansion(relations: relations.names, tables: tables, views: views)
        let written = expansion.expanded(sql, tokens) ?? sql
        guard parser(of: written) != nil else { return nil }
        let normal = normalized(written)
        let rewritten = (normal == written ? nil : collapsed(normal)) ?? collapsed(written)
        if let found = withFirstRows(rewritten, written) { return found }
        return StepInlining(relations: relations).inlined(written).flatMap { withFirstRows(nil, $0) }
    }

    /// Queries that want a few of their rows ask the scan for these.
    private func withFirstRows(_ rewritten: StatementRewrite?, _ written: String) -> StatementRewrite? {
        let sql = rewritten?.sql ?? written
        guard let parser = parser(of: sql),
            let changed = edited(parser, sql, { FirstRowsRewrite($0, $1, $2, scope: $3, sql: $4)?.edits })
        else { return rewritten }
        var result = rewritten ?? StatementRewrite(sql: sql)
        result.sql = changed
        return result
    }

    /// The statement in a form that says the same and that has combinations in more of its queries.
    private func normalized(_ sql: String) -> String {
        var statement = sql
        if let parser = parser(of: statement), let read = withoutJoinedConditions(parser, statement) {
            statement = read
        }
        if let parser = parser(of: statement), let counted = withPairs(parser, statement) { statement = counted }
        if let parser = parser(of: statement), let read = withoutLeftJoins(parser, statement) { statement = read }
        if let parser = parser(of: statement), let read = withoutGroupsOfOneRow(parser, statement) { statement = read }
        if let parser = parser(of: statement), let read = withoutCountedJoins(parser, statement) { statement = read }
        if let parser = parser(of: statement), let tiled = withTiles(parser, statement) { statement = tiled }
        statement = StepInlining(relations: relations).inlined(statement) ?? statement
        if let parser = parser(of: statement), let distinct = withDistinctParts(parser, statement) {
            statement = distinct
        }
        if let parser = parser(of: statement), let counted = withRowCounts(parser, statement) { statement = counted }
        if let parser = parser(of: statement), let weighed = withWeights(parser, statement) { statement = weighed }
        if let parser = parser(of: statement), let asked = withTextPresence(parser, statement) { statement = asked }
        return statement
    }

    private func collapsed(_ written: String) -> StatementRewrite? {
        guard let parser = parser(of: written) else { return nil }
        // Queries of ids are columns of the relation, whatever the rows.
        var changed: String?
        for edits in StatementRewriter.ofIDs {
            guard let parser = self.parser(of: changed ?? written) else { return nil }
            changed = edited(parser, changed ?? written, edits) ?? changed
        }
        // A step that derived a number by its ids names a column of the relation instead, and is read in place.
        changed = changed.map { StepInlining(relations: relations).inlined($0) ?? $0 }
        guard let changed, let parser = self.parser(of: changed) else { return withComputedColumns(parser, written) }
        // As written, the ids make every row one of its own, and so a bare count is that of one row.
        guard let counted = withComputedColumns(parser, changed), !counted.givesCombinations else {
            return StatementRewrite(sql: changed)
        }
        return counted
    }

    /// The rewritings of joins and queries by ids, in their order.
    private static let ofIDs: [Edits] = [
        { JoinedFactsRewrite($0, $1, $2, scope: $3, sql: $4)?.edits },
        { parser, query, core, scope, sql in
            // A query of several parts is replaced with its first.
            guard query.cores.first?.items.first?.expression == core.items.first?.expression else { return nil }
            return IDSelectionRewrite(parser, query, scope: scope, sql: sql).map { [$0.edit] }
        },
        { CountedIDsRewrite($0, $1, $2, scope: $3, sql: $4)?.edits },
        { IDQueryRewrite($0, $1, $2, scope: $3, sql: $4)?.edits },
    ]

    private func withComputedColumns(_ parser: SelectParser, _ written: String) -> StatementRewrite? {
        // Least and greatest numbers are columns of the relation if that makes the rows combinations.
        if let extreme = withExtremeNumbers(parser, written), let parser = self.parser(of: extreme),
            let rewritten = withTextColumns(parser, extreme), namesCombinations(rewritten)
        {
            return rewritten
        }
        return withTextColumns(parser, written)
    }

    /// Whether a rewritten statement names a column that collapses rows.
    private func namesCombinations(_ rewrite: StatementRewrite) -> Bool {
        let mentioned = SQLLexer.tokens(of: rewrite.sql).compactMap(\.name)
        let names = Set(mentioned)
        return mentioned.contains { name in
            relations[name].map { !$0.collapsingColumns.isDisjoint(with: names) } ?? false
        }
    }

    private func withTextColumns(_ parser: SelectParser, _ written: String) -> StatementRewrite? {
        // Expressions of texts are columns of the relation if that makes the rows combinations.
        if let computed = withTextExpressions(parser, written), let parser = self.parser(of: computed),
            let rewritten = withColumns(parser, computed)
        {
            return rewritten
        }
        return withColumns(parser, written)
    }

    private func withColumns(_ parser: SelectParser, _ written: String) -> StatementRewrite? {
        // The columns that replace lengths can be grouped by and added up like others.
        var rewritten: StatementRewrite?
        if let shorter = withLengths(parser, written), let parser = self.parser(of: shorter) {
            rewritten = withCounts(parser, shorter) ?? StatementRewrite(sql: shorter)
        } else {
            rewritten = withCounts(parser, written)
        }
        // Distinct values are counted in combinations.
        rewritten = self.rewritten(rewritten, ifNaming: "distinct", by: withDistinctCounts)
        return self.rewritten(rewritten, ifNaming: "having", by: withGroupConditions)
    }

    /// A statement after one more change, if it has the word and is changed.
    private func rewritten(
        _ statement: StatementRewrite?, ifNaming word: String, by change: (SelectParser, String) -> String?
    ) -> StatementRewrite? {
        guard var statement, let parser = parser(of: statement.sql),
            parser.tokens.contains(where: { $0.isWord(word) }), let sql = change(parser, statement.sql)
        else { return statement }
        statement.sql = sql
        return statement
    }

    /// Whether the statement as written has the same answer if each row of a relation is a combination, and `n`,
    /// `mentions`, `w` and the totals of measures are those of all its samples.
    func collapsesAsWritten(_ sql: String, views: @escaping () -> [SQLName: String]) -> Bool {
        allows(sql, views: views) { $0.collapsesAsWritten }
    }

    /// Whether the statement as written has the same answer if a relation gives each combination as a row for each of
    /// its samples, in another order than the samples.
    func repeatsAsWritten(_ sql: String, views: @escaping () -> [SQLName: String]) -> Bool {
        allows(sql, views: views) { $0.repeatsAsWritten }
    }

    private func allows(
        _ sql: String, views: @escaping () -> [SQLName: String], _ isSafe: (StatementPlan) -> Bool
    ) -> Bool {
        guard let tokens = StatementRewriter.tokens(of: sql) else { return false }
        let expansion = ViewExpansion(relations: relations.names, tables: tables, views: views)
        let written = expansion.expanded(sql, tokens) ?? sql
        let known = views()
        let mentions = SQLLexer.legalTokens(of: written)?.compactMap(\.name) ?? []
        // A statement that names neither a relation nor a view reads none.
        let readsNone = !mentions.contains { relations.contains($0) || known[$0] != nil }
        if readsNone { return true }
        let namesViews = mentions.contains { known[$0] != nil && !relations.contains($0) }
        guard !namesViews, let parser = parser(of: written)
        else { return false }
        return isSafe(StatementPlan(parser, relations: relations, sql: Array(written.utf8)))
    }

    /// The tokens of a statement that may have a query; nil for any other.
    private static func tokens(of sql: String) -> [SQLToken]? {
        // A load prepares thousands of `insert`: tokenizing them would cost more than it could save.
        if let first = sql.utf8.first, UInt8(ascii: "a")...UInt8(ascii: "z") ~= first, !"sewc".utf8.contains(first) {
            return nil
        }
        guard let tokens = SQLLexer.legalTokens(of: sql), let first = tokens.first,
            ["select", "with", "explain", "create"].contains(where: first.isWord)
        else { return nil }
        return tokens
    }

    private func parser(of sql: String) -> SelectParser? {
        guard let tokens = StatementRewriter.tokens(of: sql),
            tokens.contains(where: { $0.name.map(relations.contains) ?? false }),
            let parser = SelectParser(tokens),
            // A step of the name of a relation hides it.
            !parser.queries.contains(where: { $0.steps.contains { relations.contains($0.name) } })
        else { return nil }
        return parser
    }

    private func withExtremeNumbers(_ parser: SelectParser, _ sql: String) -> String? {
        edited(parser, sql) { ExtremeNumberRewrite($0, $1, $2, scope: $3, sql: $4)?.edits }
    }

    private func withTextExpressions(_ parser: SelectParser, _ sql: String) -> String? {
        edited(parser, sql) { TextExpressionRewrite($0, $1, $2, scope: $3, sql: $4)?.edits }
    }

    private func withoutJoinedConditions(_ parser: SelectParser, _ sql: String) -> String? {
        guard parser.tokens.contains(where: { $0.isWord("id") }) else { return nil }
        return edited(parser, sql) { JoinedConditionsRewrite($0, $1, $2, scope: $3, sql: $4)?.edits }
    }

    private func withPairs(_ parser: SelectParser, _ sql: String) -> String? {
        guard parser.tokens.contains(where: { $0.isWord("id") }) else { return nil }
        return edited(parser, sql) { PairRewrite($0, $1, $2, scope: $3, sql: $4)?.edits }
    }

    private func withoutLeftJoins(_ parser: SelectParser, _ sql: String) -> String? {
        guard parser.tokens.contains(where: { $0.isWord("left") }) else { return nil }
        return edited(parser, sql) { LeftJoinRewrite($0, $1, $2, scope: $3, sql: $4)?.edits }
    }

    private func withoutGroupsOfOneRow(_ parser: SelectParser, _ sql: String) -> String? {
        guard parser.tokens.contains(where: { $0.isWord("id") }) else { return nil }
        return edited(parser, sql) { GroupByIDRewrite($0, $1, $2, scope: $3, sql: $4)?.edits }
    }

    private func withoutCountedJoins(_ parser: SelectParser, _ sql: String) -> String? {
        guard parser.tokens.contains(where: { $0.isWord("join") }) else { return nil }
        guard let read = edited(parser, sql, { CountedJoinRewrite($0, $1, $2, scope: $3, sql: $4)?.edits }),
            let counting = self.parser(of: read),
            let counted = edited(counting, read, { IDQueryRewrite($0, $1, $2, scope: $3, sql: $4)?.edits })
        else { return nil }
        // SQLite would look up the numbers that the scan does not count, one by one.
        func numbers(_ sql: String) -> Int { sql.ranges(of: CountedJoinRewrite.start).count }
        return numbers(counted) <= numbers(sql) ? read : nil
    }

    private func withTiles(_ parser: SelectParser, _ sql: String) -> String? {
        guard parser.tokens.contains(where: { $0.isWord("ntile") }) else { return nil }
        let counted = edited(parser, sql) { TileRewrite($0, $1, $2, scope: $3, sql: $4)?.edits }
        guard let parser = self.parser(of: counted ?? sql) else { return counted }
        return edited(parser, counted ?? sql) {
            IDQueryRewrite($0, $1, $2, scope: $3, sql: $4, tilesOnly: true)?.edits
        } ?? counted
    }

    private func withDistinctParts(_ parser: SelectParser, _ sql: String) -> String? {
        edited(parser, sql) { SetOperationRewrite($0, $1, $2, scope: $3, sql: $4)?.edits }
    }

    private func withRowCounts(_ parser: SelectParser, _ sql: String) -> String? {
        edited(parser, sql) { RowCountRewrite($0, $1, $2, scope: $3, sql: $4)?.edits }
    }

    private func withWeights(_ parser: SelectParser, _ sql: String) -> String? {
        guard parser.tokens.contains(where: { $0.name == SQLName("w") }) else { return nil }
        return edited(parser, sql) { WeightRewrite($0, $1, $2, scope: $3, sql: $4)?.edits }
    }

    private func withTextPresence(_ parser: SelectParser, _ sql: String) -> String? {
        edited(parser, sql) { TextPresenceRewrite($0, $1, $2, scope: $3, sql: $4)?.edits }
    }

    private func withLengths(_ parser: SelectParser, _ sql: String) -> String? {
        edited(parser, sql) { LengthRewrite($0, $1, $2, scope: $3, sql: $4)?.edits }
    }

    private func withDistinctCounts(_ parser: SelectParser, _ sql: String) -> String? {
        edited(parser, sql) { DistinctCountRewrite($0, $1, $2, scope: $3, sql: $4)?.edits() }
    }

    private func withGroupConditions(_ parser: SelectParser, _ sql: String) -> String? {
        edited(parser, sql) { GroupConditionRewrite($0, $1, $2, scope: $3, sql: $4)?.edits }
    }

    /// The changes of one query, by its parts and the bytes of the statement.
    private typealias Edits =
        @Sendable (SelectParser, SelectQuery, SelectCore, RewriteScope, [UInt8]) -> [CoreRewrite.Edit]?

    /// The statement with the edits of each of its queries; nil without any.
    private func edited(_ parser: SelectParser, _ sql: String, _ edits: Edits) -> String? {
        let bytes = Array(sql.utf8)
        let scope = RewriteScope(relations: relations)
        let all = parser.queries.flatMap { query in
            query.cores.flatMap { edits(parser, query, $0, scope, bytes) ?? [] }
        }
        // A query that is replaced as a whole needs no edits of its own.
        let outermost = all.filter { edit in !all.contains { $0.replaces(edit) } }
        return apply(outermost, parser, bytes)
    }

    private func withCounts(_ parser: SelectParser, _ sql: String) -> StatementRewrite? {
        let bytes = Array(sql.utf8)
        let scope = RewriteScope(relations: relations)
        let drawn = parser.queries.compactMap { RandomOrderRewrite(parser, $0, scope: scope, sql: bytes)?.edit }
        let plan = StatementPlan(parser, relations: relations, sql: bytes)
        return apply(drawn + plan.edits, parser, bytes).map {
            StatementRewrite(sql: $0, comparesTexts: plan.comparesTexts, givesCombinations: plan.givesCombinations)
        }
    }

    /// The statement with the changes; nil if there are none, or they overlap.
    private func apply(_ edits: [CoreRewrite.Edit], _ parser: SelectParser, _ bytes: [UInt8]) -> String? {
        if edits.isEmpty { return nil }
        let aliases = parser.queries.flatMap(\.cores).flatMap { names(of: $0.items, after: edits, parser, bytes) }
        return StatementRewriter.apply(edits + aliases, to: bytes)
    }

    /// A column without an alias is named by its text, so a changed column keeps its old text as its name.
    private func names(
        of items: [SelectCore.Item], after edits: [CoreRewrite.Edit], _ parser: SelectParser, _ bytes: [UInt8]
    ) -> [CoreRewrite.Edit] {
        items.compactMap { item in
            guard item.alias == nil, let first = item.expression.first, let last = item.expression.last else {
                return nil
            }
            let written = parser.tokens[first].range.lowerBound..<parser.tokens[last].range.upperBound
            // A column that is all of the item has been given its name.
            guard let edit = edits.first(where: { written.contains($0.range.lowerBound) }),
                !((edit.isRenaming || edit.namesItem) && edit.range == written)
            else { return nil }
            // A column of another table is named like the column.
            let isOfTable = item.expression.count == 3 && parser.tokens[first + 1].isSymbol(".")
            if isOfTable, edit.range == parser.tokens[first].range { return nil }
            return StatementRewriter.naming(item.expression, parser, bytes)
        }
    }

    /// Gives an expression the name that SQLite makes of its text.
    static func naming(_ expression: Range<Int>, _ parser: SelectParser, _ bytes: [UInt8]) -> CoreRewrite.Edit? {
        guard let first = expression.first, let last = expression.last else { return nil }
        let written = parser.tokens[first].range.lowerBound..<parser.tokens[last].range.upperBound
        // SQLite would read a comment after it as part of the name.
        let next = last + 1 < parser.tokens.count ? parser.tokens[last + 1].range.lowerBound : bytes.count
        let end = bytes[..<next].lastIndex { !SQLLexer.isBlank($0) }.map { $0 + 1 } ?? next
        let name = String(decoding: bytes[written.lowerBound..<end], as: UTF8.self)
        return CoreRewrite.Edit(range: written.upperBound..<written.upperBound, text: " as \(SQLName.quoted(name))")
    }

    static func apply(_ edits: [CoreRewrite.Edit], to bytes: [UInt8]) -> String? {
        // A change within another would refer to text that is no longer there.
        let ordered = edits.enumerated().sorted {
            ($0.element.range.lowerBound, $0.element.range.upperBound, $0.offset)
                < ($1.element.range.lowerBound, $1.element.range.upperBound, $1.offset)
        }
        var result: [UInt8] = []
        var place = 0
        for (_, edit) in ordered {
            guard edit.range.lowerBound >= place else { return nil }
            result += bytes[place..<edit.range.lowerBound]
            result += edit.text.utf8
            place = edit.range.upperBound
        }
        result += bytes[place...]
        return String(decoding: result, as: UTF8.self)
    }
}
