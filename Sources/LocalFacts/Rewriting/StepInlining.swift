import SQLite

/// Reads a step or sub-query that only filters and derives as if it were written in the query that reads it.
///
/// `with c as (select stage, language = 'eng' as english from samples where cultural) select english, count(*) from c
/// group by english` becomes `select (language = 'eng') as english, count(*) from samples as c where (cultural) group
/// by (language = 'eng')`. SQLite's planner does the same, but after the rewriting, which needs to see the relation.
struct StepInlining {
    /// A query of one relation that only filters and derives.
    struct Step {
        var relation: CountedRelation
        /// The name by which its own parts speak of the relation.
        var name: String
        /// The name of the relation as written.
        var relationName: String
        var condition: Range<Int>?
        var columns: [SQLName: Column] = [:]
        var hasAllColumns = false
    }

    enum Column {
        /// A column of the relation by its own name.
        case own
        /// An expression, which has to be written in its place, and its name as written.
        case derived(Range<Int>, name: String)
    }

    let relations: CountedRelations

    /// So many steps of one statement are followed.
    private static let mostSteps = 16

    /// The statement without such steps; nil if it has none.
    func inlined(_ sql: String) -> String? {
        var statement = sql
        var isChanged = false
        for _ in 0..<StepInlining.mostSteps {
            guard let tokens = SQLLexer.legalTokens(of: statement), let parser = SelectParser(tokens),
                let edits = edits(parser, Array(statement.utf8)),
                let next = StatementRewriter.apply(edits, to: Array(statement.utf8))
            else { break }
            statement = next
            isChanged = true
        }
        return isChanged ? statement : nil
    }

    /// The edits for the first step that can be read in place.
    private func edits(_ parser: SelectParser, _ sql: [UInt8]) -> [CoreRewrite.Edit]? {
        for (place, query) in parser.queries.enumerated() {
            for core in query.cores {
                guard let range = core.from, let from = FromClause(parser, range) else { continue }
                for table in from.tables where !table.isNullable {
                    guard let step = step(table, parser, sql),
                        let edits = Reading(step, table, from, core, place, parser, sql).edits()
                    else { continue }
                    return edits
                }
            }
        }
        return nil
    }

    private func step(_ table: FromClause.Table, _ parser: SelectParser, _ sql: [UInt8]) -> Step? {
        guard let query = parser.query(of: table), query.cores.count == 1, query.steps.isEmpty,
            query.orderBy.isEmpty, query.limit == nil, !isMaterialized(table, query, parser),
            let core = query.cores.first, !core.isDistinct, core.groupBy.isEmpty, core.having == nil,
            core.windows == nil, let range = core.from, let from = FromClause(parser, range), from.tables.count == 1,
            case .named(let name) = from.tables[0].form, let relation = relations[name],
            let rewrite = CoreRewrite(parser, query, core, scope: RewriteScope(relations: relations), sql: sql)
        else { return nil }
        // A nested query might name columns of the step.
        guard !query.range.contains(where: { !rewrite.isOwn($0) }) else { return nil }
        var step = Step(
            relation: relation, name: from.tables[0].name, relationName: parser.tokens[range.lowerBound].text,
            condition: core.condition)
        guard core.condition.map(rewrite.isDeterministic) ?? true,
            core.items.allSatisfy({ step.add($0, rewrite) })
        else { return nil }
        return step
    }

    /// Whether a step is `as materialized (…)`.
    private func isMaterialized(_ table: FromClause.Table, _ query: SelectQuery, _ parser: SelectParser) -> Bool {
        guard case .named = table.form else { return false }
        let before = parser.tokens[..<(query.range.lowerBound - 1)].suffix(2)
        return before.last?.isWord("materialized") == true && before.first?.isWord("not") != true
    }
}

extension StepInlining.Step {
    /// Takes a column; false if it cannot be written in another place.
    fileprivate mutating func add(_ item: SelectCore.Item, _ rewrite: CoreRewrite) -> Bool {
        let tokens = rewrite.tokens
        guard let last = item.expression.last else { return false }
        if tokens[last].isSymbol("*"), item.expression.count == 1 || tokens[last - 1].isSymbol(".") {
            hasAllColumns = true
            return relation.shown.allSatisfy { columns.updateValue(.own, forKey: $0) == nil }
        }
        let column = column(item.expression, tokens)
        // A column without a name of its own can only be named by its text.
        guard let name = item.alias ?? column else { return true }
        guard columns[name] == nil, ProjectionRewrite.isOfOneRow(item.expression, rewrite),
            // `group by 1` means the first column.
            item.expression.contains(where: { isColumn($0, tokens, rewrite.parser) })
        else { return false }
        guard column != name else {
            columns[name] = .own
            return true
        }
        let next = item.expression.upperBound
        let alias = tokens[tokens[next].isWord("as") ? next + 1 : next].text
        columns[name] = .derived(item.expression, name: alias)
        return true
    }

    /// The expression of a column, if it has to be written in the column's place.
    func derived(_ name: SQLName?) -> (expression: Range<Int>, name: String)? {
        guard let name, case .derived(let expression, let written) = columns[name] else { return nil }
        return (expression, written)
    }

    /// The column that is all of an expression.
    func column(_ expression: Range<Int>, _ tokens: [SQLToken]) -> SQLName? {
        guard let last = expression.last, let name = tokens[last].name, relation.has(name) else { return nil }
        switch expression.count {
        case 1: return name
        case 3 where tokens[last - 1].isSymbol("."): return name
        default: return nil
        }
    }

    /// Whether a token of the step is the name of a column, not the kind of a cast.
    func isColumn(_ index: Int, _ tokens: [SQLToken], _ parser: SelectParser) -> Bool {
        guard let name = tokens[index].name, relation.has(name), !parser.isCallOrQualifier(index) else { return false }
        return index == 0 || !tokens[index - 1].isWord("as")
    }
}

/// A query that reads a step as one of its tables.
private struct Reading {
    let step: StepInlining.Step
    let table: FromClause.Table
    let from: FromClause
    let core: SelectCore
    let query: SelectQuery
    let place: Int
    let parser: SelectParser
    let sql: [UInt8]

    init(
        _ step: StepInlining.Step, _ table: FromClause.Table, _ from: FromClause, _ core: SelectCore, _ place: Int,
        _ parser: SelectParser, _ sql: [UInt8]
    ) {
        (self.step, self.table, self.from, self.core) = (step, table, from, core)
        (query, self.place, self.parser, self.sql) = (parser.queries[place], place, parser, sql)
    }

    private var tokens: [SQLToken] { parser.tokens }

    /// The name by which the query speaks of the relation from now on.
    private var name: String { table.name.isEmpty ? step.name : table.name }

    /// Nil if the names of the query would mean something else.
    func edits() -> [CoreRewrite.Edit]? {
        guard namesAreKept else { return nil }
        let alias = table.hasAlias ? "" : " as \(SQLName.quoted(name))"
        var edits = [CoreRewrite.Edit(range: bytes(of: table.range), text: step.relationName + alias)]
        for item in core.items {
            var replaced = replacements(in: item.expression)
            if item.alias == nil, let name = derivedName(item.expression), let derived = step.derived(name) {
                // A column that is all of an item gives it its name.
                replaced[0].text += " as \(SQLName.quoted(derived.name))"
            } else if item.alias == nil, !replaced.isEmpty {
                replaced += [StatementRewriter.naming(item.expression, parser, sql)].compactMap(\.self)
            }
            edits += replaced
        }
        let ranges = core.groupBy + [core.condition, core.having, core.windows].compactMap(\.self)
        for range in ranges + joinConditions + ownOrder { edits += replacements(in: range) }
        // An item around the query is named by its text, which changes.
        let around = parser.queries.flatMap(\.cores).flatMap(\.items).filter { item in
            item.alias == nil && item.expression.lowerBound < query.range.lowerBound
                && query.range.upperBound <= item.expression.upperBound
        }
        edits += around.compactMap { StatementRewriter.naming($0.expression, parser, sql) }
        if let condition = step.condition { edits += conditionEdits(step.text(condition, as: name, parser, sql)) }
        return edits
    }

    /// `order by` of a query of one core, without the terms that name its columns.
    private var ownOrder: [Range<Int>] {
        guard query.cores.count == 1 else { return [] }
        return query.orderBy.filter { term in
            let term = GroupedColumns.withoutDirection(term, tokens)
            guard term.count == 1, let name = tokens[term.lowerBound].name else { return true }
            return !core.items.contains { ($0.alias ?? derivedName($0.expression)) == name }
        }
    }

    private var joinConditions: [Range<Int>] {
        guard let range = core.from else { return [] }
        var start = range.lowerBound
        return from.tables.map { table in
            defer { start = table.range.upperBound }
            return start..<table.range.lowerBound
        } + [(from.tables.last?.range.upperBound ?? range.upperBound)..<range.upperBound]
    }

    // MARK: - Names

    private var namesAreKept: Bool {
        guard !from.tables.contains(where: { step.derived(SQLName($0.name)) != nil }) else { return false }
        let hidden = step.relation.allNames.subtracting(step.columns.keys)
        for item in core.items {
            if let last = item.expression.last, tokens[last].isSymbol("*"),
                item.expression.count == 1 || tokens[last - 1].isSymbol("."), !step.hasAllColumns
            {
                return false
            }
            guard let alias = item.alias else { continue }
            if step.derived(alias) != nil, derivedName(item.expression) != alias { return false }
        }
        return query.range.allSatisfy { index in
            guard let name = tokens[index].name, !parser.isCallOrQualifier(index), !isOfOtherTable(index),
                parser.owners[index] == place || (isNested(index) && !parser.isTable(index)),
                !(isNested(index) && parser.isOfOwnTable(index))
            else { return true }
            // In a clause, a column of the relation would have priority over an alias of that name.
            if hidden.contains(name), isInCore(index) { return false }
            return step.derived(name) == nil || (parser.owners[index] == place && !isInUsing(index))
                || !isInCore(index)
        }
    }

    private func isInCore(_ index: Int) -> Bool {
        (core.expressions + [core.from].compactMap(\.self) + ownOrder)
            .contains { $0.contains(index) } && !isOfStep(index)
    }

    /// Whether a token is within a sub-query that is the table itself.
    private func isOfStep(_ index: Int) -> Bool { table.range.contains(index) }

    private func isNested(_ index: Int) -> Bool {
        guard let owner = parser.owners[index], owner != place else { return false }
        return query.range.lowerBound < parser.queries[owner].range.lowerBound
            && parser.queries[owner].range.upperBound <= query.range.upperBound
    }

    private func isOfOtherTable(_ index: Int) -> Bool {
        guard index > 1, tokens[index - 1].isSymbol(".") else { return false }
        return tokens[index - 2].name != SQLName(table.name)
    }

    private func isInUsing(_ index: Int) -> Bool {
        parser.closing.contains { open, close in
            open < index && index < close && open > 0 && tokens[open - 1].isWord("using")
        }
    }

    /// The derived column whose name begins or is a range of tokens.
    private func derivedName(_ range: Range<Int>) -> SQLName? {
        guard let last = range.last, let name = tokens[last].name, step.derived(name) != nil,
            reference(last) == range
        else { return nil }
        return name
    }

    /// The tokens of a derived column's name, with that of its table, if it ends at a token.
    private func reference(_ index: Int) -> Range<Int>? {
        guard step.derived(tokens[index].name) != nil, parser.owners[index] == place,
            !parser.isCallOrQualifier(index), !isOfOtherTable(index), !isOfStep(index)
        else { return nil }
        return (index > 1 && tokens[index - 1].isSymbol(".") ? index - 2 : index)..<index + 1
    }

    // MARK: - Texts

    private func replacements(in range: Range<Int>) -> [CoreRewrite.Edit] {
        range.compactMap { index in
            guard let reference = reference(index), let derived = step.derived(tokens[index].name) else { return nil }
            let text = "(\(step.text(derived.expression, as: name, parser, sql)))"
            return CoreRewrite.Edit(range: bytes(of: reference), text: text)
        }
    }

    private func conditionEdits(_ condition: String) -> [CoreRewrite.Edit] {
        guard let own = core.condition, let first = own.first, let last = own.last else {
            let end = core.from.flatMap(\.last).map { tokens[$0].range.upperBound } ?? sql.count
            return [CoreRewrite.Edit(range: end..<end, text: " where (\(condition))")]
        }
        let start = tokens[first].range.lowerBound
        let end = tokens[last].range.upperBound
        return [
            CoreRewrite.Edit(range: start..<start, text: "(\(condition)) and ("),
            CoreRewrite.Edit(range: end..<end, text: ")"),
        ]
    }

    private func bytes(of range: Range<Int>) -> Range<Int> {
        tokens[range.lowerBound].range.lowerBound..<tokens[range.upperBound - 1].range.upperBound
    }
}

extension StepInlining.Step {
    /// A part of the step as a query writes it that calls the relation by another name.
    fileprivate func text(_ range: Range<Int>, as table: String, _ parser: SelectParser, _ sql: [UInt8]) -> String {
        let tokens = parser.tokens
        guard let first = range.first, let last = range.last else { return "" }
        var place = tokens[first].range.lowerBound
        var text: [UInt8] = []
        for index in range where isColumn(index, tokens, parser) {
            // The name of the table is written before each column, since the query may have other tables.
            let start = index > 1 && tokens[index - 1].isSymbol(".") && index - 2 >= first ? index - 2 : index
            text += sql[place..<tokens[start].range.lowerBound]
            text += "\(SQLName.quoted(table)).".utf8
            text += sql[tokens[index].range]
            place = tokens[index].range.upperBound
        }
        text += sql[place..<tokens[last].range.upperBound]
        return String(decoding: text, as: UTF8.self)
    }
}
