import SQLite

/// Lets a scan leave out rows that a `limit` or a condition on `row_number()` would drop after sorting all of them.
///
/// `select id, source from samples order by source, id limit 10` needs at most the first ten rows of each source, and
/// `row_number() over (partition by source order by id) <= 3` the first three. The hidden column asks the scan for
/// them. SQLite still sorts and numbers the rows that are left.
struct FirstRowsRewrite {
    let edits: [CoreRewrite.Edit]

    /// Of more rows, sorting all costs little more.
    private static let mostRows = 1 << 14

    /// Nil if the query stays as it is.
    init?(_ parser: SelectParser, _ query: SelectQuery, _ core: SelectCore, scope: RewriteScope, sql: [UInt8]) {
        guard query.cores.count == 1, core.groupBy.isEmpty, !core.isDistinct, core.having == nil, core.windows == nil,
            let rewrite = CoreRewrite(parser, query, core, scope: scope, sql: sql), !rewrite.isJoined,
            rewrite.relation.givesFirstRows,
            rewrite.namesNone(of: rewrite.countNames.union(rewrite.relation.collapsingColumns))
        else { return nil }
        let form = Form(rewrite)
        guard let wanted = form.limited ?? form.numbered, wanted.count <= FirstRowsRewrite.mostRows else { return nil }
        edits = FirstRowsRewrite.condition(wanted, rewrite)
    }

    private static func condition(_ wanted: FirstRows, _ rewrite: CoreRewrite) -> [CoreRewrite.Edit] {
        let column = rewrite.sources[0].column(RelationColumn.firstRowsName)
        let value = "'" + wanted.encoded.replacing("'", with: "''") + "'"
        return rewrite.adding(condition: "\(column) = \(value)")
    }

    /// What a query keeps of its rows.
    private struct Form {
        let rewrite: CoreRewrite

        init(_ rewrite: CoreRewrite) { self.rewrite = rewrite }

        private var tokens: [SQLToken] { rewrite.tokens }
        private var query: SelectQuery { rewrite.query }
        private var core: SelectCore { rewrite.core }

        /// The rows of `order by … limit …`.
        var limited: FirstRows? {
            // By their ids alone, the scan gives rows without sorting, and stops when no more are wanted.
            guard let limit = query.limit, let count = count(limit), let first = query.orderBy.first,
                name(GroupedColumns.withoutDirection(first, tokens)).map(rewrite.relation.ids.contains) != true,
                core.items.allSatisfy({ isAllColumns($0) || ProjectionRewrite.isOfOneRow($0.expression, rewrite) })
            else { return nil }
            return firstRows(count, order: query.orderBy, aliases: Set(core.items.compactMap(\.alias)))
        }

        /// The rows of `row_number() over (partition by … order by id) as r` whose reader wants `r <= 3`.
        var numbered: FirstRows? {
            let windows = core.items.filter { item in item.expression.contains { tokens[$0].isWord("over") } }
            guard query.limit == nil, windows.count == 1, let name = windows[0].alias,
                core.items.allSatisfy({ item in
                    isAllColumns(item) || item.expression == windows[0].expression
                        || ProjectionRewrite.isOfOneRow(item.expression, rewrite)
                }), let window = WindowCall(windows[0].expression, rewrite.parser), window.arguments.isEmpty,
                tokens[window.name].isWord("row_number"),
                let count = SoleReader(of: query, rewrite.parser)?.greatest(of: name)
            else { return nil }
            return firstRows(count, order: window.order, partition: window.partition, aliases: [])
        }

        private func isAllColumns(_ item: SelectCore.Item) -> Bool {
            item.expression.last.map { tokens[$0].isSymbol("*") } ?? false
        }

        /// Nil unless the order is by columns with codes, up to one number, and the id after them, and the conditions
        /// name only columns with codes.
        private func firstRows(
            _ count: Int, order: [Range<Int>], partition: [Range<Int>] = [], aliases: Set<SQLName>
        ) -> FirstRows? {
            var columns: Set<SQLName> = []
            var number: FirstRows.Number?
            var isDescending: Bool?
            for term in order {
                let column = GroupedColumns.withoutDirection(term, tokens)
                let isOfTermDescending = term[column.upperBound...].contains { tokens[$0].isWord("desc") }
                let written = item(column, aliases)
                let expression = GroupedColumns.withoutSign(written ?? column, tokens)
                guard isDescending == nil, let name = name(expression) else { return nil }
                if rewrite.relation.ids.contains(name) {
                    isDescending = isOfTermDescending
                } else if rewrite.relation.coded.contains(name) {
                    columns.insert(name)
                } else if rewrite.relation.measures.contains(name), number == nil,
                    !term.contains(where: { tokens[$0].isWord("nulls") }),
                    let column = expression.last.map({ tokens[$0].text })
                {
                    number = .init(column: column, isDescending: isOfTermDescending)
                } else {
                    return nil
                }
            }
            for term in partition {
                guard let name = name(term), rewrite.relation.coded.contains(name) else { return nil }
                columns.insert(name)
            }
            guard let compared = comparedColumns() else { return nil }
            let names = columns.union(compared).compactMap { rewrite.relation.writtenNames[$0] }
            return FirstRows(
                count: count, isDescending: isDescending ?? false, columns: names.sorted(), number: number,
                isDecidedByID: isDescending != nil)
        }

        /// The columns of the condition; nil if it depends on anything else.
        private func comparedColumns() -> Set<SQLName>? {
            guard let condition = core.condition else { return [] }
            guard rewrite.isDeterministic(condition) else { return nil }
            var columns: Set<SQLName> = []
            for index in condition {
                guard let name = tokens[index].name, !rewrite.parser.isCallOrQualifier(index) else { continue }
                if tokens[index].isWord("select") || tokens[index].isWord("exists") { return nil }
                if rewrite.relation.coded.contains(name) {
                    columns.insert(name)
                } else if tokens[index].kind != .word || !SQLKeywords.all.contains(name) {
                    return nil
                }
            }
            return columns
        }

        /// The expression that a term names by its number or by one of the aliases.
        private func item(_ term: Range<Int>, _ aliases: Set<SQLName>) -> Range<Int>? {
            guard term.count == 1 else { return nil }
            let token = tokens[term.lowerBound]
            if let name = token.name, aliases.contains(name) {
                return core.items.first { $0.alias == name }?.expression
            }
            guard token.kind == .number, let place = Int(token.text), core.items.indices.contains(place - 1) else {
                return nil
            }
            return core.items[place - 1].expression
        }

        private func name(_ range: Range<Int>) -> SQLName? {
            guard let last = range.last, range.count == 1 || (range.count == 3 && tokens[last - 1].isSymbol(".")) else {
                return nil
            }
            return tokens[last].name
        }

        /// `limit 10`, `limit 10 offset 5` and `limit 5, 10`.
        private func count(_ limit: Range<Int>) -> Int? {
            let numbers = limit.filter { tokens[$0].kind == .number }.compactMap { Int(tokens[$0].text) }
            let others = limit.filter { tokens[$0].kind != .number }
            guard numbers.count == limit.count - others.count, (1...2).contains(numbers.count),
                others.count == numbers.count - 1,
                others.allSatisfy({ tokens[$0].isWord("offset") || tokens[$0].isSymbol(",") })
            else { return nil }
            let (sum, overflow) = numbers[0].addingReportingOverflow(numbers.count == 2 ? numbers[1] : 0)
            return overflow ? nil : sum
        }
    }
}
