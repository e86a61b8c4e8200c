import SQLite

/// Rewrites a `select` without aggregates to give combinations and their counts instead of rows.
///
/// A step such as `with c as (select stage, n from samples where cultural)` gives, over combinations, the rows that it
/// would give over samples, with equal rows merged and their counts added up. A query that reads the step as
/// combinations gets the same answer; `StatementPlan` checks that all of its readers do. The result of the statement
/// itself may hold combinations as well: a bare `n` there stands for several samples, and other counts beside it are
/// the totals of these samples.
struct ProjectionRewrite {
    let edits: [CoreRewrite.Edit]
    /// The columns that the query gives, where it is a step or sub-query.
    let outputs: [ProjectedColumn]

    /// Nil if the query stays as it is.
    ///
    /// - Parameter isResult: the query is the statement itself.
    init?(_ rewrite: CoreRewrite, isResult: Bool) {
        let core = rewrite.core
        guard !core.isDistinct, core.groupBy.isEmpty, core.having == nil, core.windows == nil,
            isResult || rewrite.query.limit == nil,
            rewrite.namesNone(of: rewrite.countNames, inQueriesOnly: true)
        else { return nil }
        let conditions = [core.condition, core.from].compactMap(\.self)
        let rowColumns = rewrite.sources.reduce(into: Set<SQLName>()) { $0.formUnion($1.relation.rowColumns) }
        guard
            conditions.allSatisfy({ rewrite.isDeterministic($0) && !rewrite.names(rowColumns, in: $0) }),
            rewrite.ownOrder.allSatisfy({ ProjectionRewrite.isOfOneRow($0, rewrite) })
        else { return nil }
        // A condition is on one row, whose `n` is 1 and whose `w` is not that of a combination.
        guard let ones = rewrite.ones(in: conditions) else { return nil }
        var edits = ones
        if isResult {
            let aliases = Set(core.items.compactMap(\.alias))
            // A name in `order by` is that of an item first.
            let order = rewrite.ownOrder.map { GroupedColumns.withoutDirection($0, rewrite.tokens) }.filter { term in
                term.count > 1 || !(rewrite.tokens[term.lowerBound].name.map(aliases.contains) ?? false)
            }
            edits += order.flatMap { rewrite.countReferences($0).compactMap(rewrite.renaming) }
        }
        var outputs: [ProjectedColumn] = []
        for item in core.items {
            guard
                let output = ProjectedItem(
                    item, rewrite, rowColumns: rowColumns.union(rewrite.texts), isResult: isResult)
            else { return nil }
            edits += output.edits
            outputs += output.columns
        }
        // The result holds combinations only where it says how many samples a row stands for.
        let hasCount = outputs.contains { output in
            if case .count(let count) = output.kind { count.isRowCount || !isResult } else { false }
        }
        guard hasCount else { return nil }
        self.edits = edits
        self.outputs = outputs
    }

    /// Whether a range is an expression of one row, without aggregates and windows, whose value depends on the row
    /// alone.
    static func isOfOneRow(_ range: Range<Int>, _ rewrite: CoreRewrite) -> Bool {
        let tokens = rewrite.tokens
        return rewrite.isDeterministic(range) && !rewrite.isAggregatedWithin(range)
            && range.allSatisfy { index in
                guard rewrite.isOwn(index) else { return true }
                if tokens[index].isWord("over") { return false }
                guard rewrite.parser.isCall(index) else { return true }
                let name = SQLName(tokens[index].text)
                guard SQLKeywords.aggregates.contains(name) else { return true }
                // `min` and `max` of several arguments are of one row.
                guard name == SQLName("min") || name == SQLName("max"), let close = rewrite.parser.closing[index + 1]
                else { return false }
                return rewrite.parser.parts(index + 2..<close).count > 1
            }
    }
}

/// One item of such a query.
private struct ProjectedItem {
    private(set) var edits: [CoreRewrite.Edit] = []
    private(set) var columns: [ProjectedColumn] = []

    init?(_ item: SelectCore.Item, _ rewrite: CoreRewrite, rowColumns: Set<SQLName>, isResult: Bool) {
        let tokens = rewrite.tokens
        guard let last = item.expression.last else { return nil }
        if tokens[last].isSymbol("*"), item.expression.count == 1 || tokens[last - 1].isSymbol(".") {
            guard takeAllColumns(item, rewrite) else { return nil }
            return
        }
        guard ProjectionRewrite.isOfOneRow(item.expression, rewrite) else { return nil }
        let references = rewrite.countReferences(item.expression)
        let name = item.alias ?? ProjectedItem.columnName(item.expression, tokens)
        guard references.isEmpty else {
            guard let count = count(item, references, rewrite, isResult: isResult) else { return nil }
            columns = [ProjectedColumn(name: name, kind: .count(count))]
            return
        }
        let isText = ProjectedItem.columnName(item.expression, tokens).map(rewrite.texts.contains) == true
        let isOfRow = rewrite.names(rowColumns, in: item.expression)
        columns = [ProjectedColumn(name: name, kind: isText ? .text : isOfRow ? .rowColumn : .key)]
    }

    /// A column that names counts. In the result of the statement it may be any expression of counts.
    private mutating func count(
        _ item: SelectCore.Item, _ references: [CoreRewrite.CountReference], _ rewrite: CoreRewrite, isResult: Bool
    ) -> CountedRelation.Count? {
        edits = references.compactMap(rewrite.renaming)
        let isBare = references[0].range == item.expression
        // Without an alias, the column would get the name of its replacement.
        if item.alias == nil, isBare, !edits.isEmpty {
            edits[0].text += " as \(SQLName.quoted(references[0].count.name))"
        }
        if isResult {
            let hasRowCount = references.contains { $0.count.isRowCount }
            return CountedRelation.Count(name: "", collapsed: "", isRowCount: hasRowCount)
        }
        guard let name = item.alias == nil ? (isBare ? references[0].count.name : nil) : alias(item, rewrite.tokens),
            let expression = CountExpression(rewrite, item.expression),
            !expression.factors.isEmpty, expression.factors.count == rewrite.sources.count
        else { return nil }
        return CountedRelation.Count(
            name: name, collapsed: name, isRowCount: expression.isRowCount, isReal: expression.isReal,
            isNullable: expression.isNullable || rewrite.sources.contains(where: \.isNullable))
    }

    /// The alias as written; it follows the expression, with or without `as`.
    private func alias(_ item: SelectCore.Item, _ tokens: [SQLToken]) -> String {
        let next = item.expression.upperBound
        return tokens[tokens[next].isWord("as") ? next + 1 : next].text
    }

    /// `*` and `table.*`.
    private mutating func takeAllColumns(_ item: SelectCore.Item, _ rewrite: CoreRewrite) -> Bool {
        let table = item.expression.count > 1 ? rewrite.tokens[item.expression.lowerBound].name : nil
        for source in rewrite.sources where table == nil || table == SQLName(source.name) {
            for name in source.relation.shown {
                if let count = source.relation.counts[name] {
                    // The count of one of several tables is not that of the row.
                    guard rewrite.sources.count == 1, !source.isNullable else { return false }
                    columns.append(ProjectedColumn(name: name, kind: .count(count)))
                } else {
                    let isText = source.relation.texts.contains(name)
                    let isOfRow = source.relation.rowColumns.contains(name)
                    columns.append(ProjectedColumn(name: name, kind: isText ? .text : isOfRow ? .rowColumn : .key))
                }
            }
        }
        return true
    }

    /// The name of a column that is all of an expression.
    private static func columnName(_ expression: Range<Int>, _ tokens: [SQLToken]) -> SQLName? {
        guard let last = expression.last, expression.count == 1 || expression.count == 3 else { return nil }
        if expression.count == 3, !tokens[last - 1].isSymbol(".") { return nil }
        return tokens[last].name
    }
}
