import SQLite

/// Replaces queries of ids within expressions by hidden columns of the query's own relation, which say how many rows
/// with the id of the row such a query has. The scan counts these rows for all ids at once. Numbers that follow from an
/// id (`IDNumber`) and places of rows by their ids (`RowPlace`) are such columns, too.
///
/// Why the answer stays the same: the value of a term follows from this number (`IDTerm`), the rows of a query of ids
/// are the same wherever it stands (`IDQueryReader`), and the scan finds them with SQLite's own decision on their
/// condition. The queries are passed by an equality with a further hidden column, which the scan always takes over.
struct IDQueryRewrite {
    private(set) var edits: [CoreRewrite.Edit] = []

    /// Nil if the query has no such term.
    ///
    /// - Parameter tilesOnly: replaces only tiles of rows, so that a query that counts by them reads a step without
    ///   windows. A count that the query names stays that of one row.
    init?(
        _ parser: SelectParser, _ query: SelectQuery, _ core: SelectCore, scope: RewriteScope, sql: [UInt8],
        tilesOnly: Bool = false
    ) {
        guard let rewrite = CoreRewrite(parser, query, core, scope: scope, sql: sql),
            rewrite.namesNone(of: rewrite.sources.reduce(into: []) { $0.formUnion($1.relation.passing) }),
            !tilesOnly || rewrite.namesNone(of: rewrite.countNames)
        else { return nil }
        let reader = IDQueryReader(parser: parser, scope: scope, sql: sql)
        // Of a few rows, it costs less to look each of them up.
        let aggregates = TextExpressionRewrite.aggregates(rewrite)
        let readsAll = query.limit == nil || aggregates
        var order: String?
        var bounds: [String] = []
        var columns = rewrite.sources.map { PassedQueryColumns($0.relation, named: $0.name) }
        let conditions = [core.condition, core.having].compactMap(\.self)
        for range in core.items.map(\.expression) + core.groupBy + rewrite.ownOrder + conditions {
            var index = range.lowerBound
            while index < range.upperBound {
                if aggregates, !tilesOnly, let term = IDNumberTerm(rewrite, at: index, within: range) {
                    guard let text = term.text(&columns[term.source]) else { return nil }
                    edits.append(.init(range: rewrite.bytes(of: term.range), text: text))
                    index = term.range.upperBound
                    continue
                }
                if query.limit == nil, let term = RowPlaceTerm(rewrite, at: index, within: range, reader),
                    term.isTile || !tilesOnly, let replacement = term.replacement(&columns[0])
                {
                    order = order ?? term.order
                    bounds += [replacement.condition].compactMap(\.self)
                    edits.append(.init(range: rewrite.bytes(of: term.range), text: replacement.text))
                    index = term.range.upperBound
                    continue
                }
                guard !tilesOnly, let term = IDTerm(rewrite, at: index, within: range, reader),
                    readsAll || !term.isLookup
                else {
                    index += 1
                    continue
                }
                guard let text = term.text(&columns[term.source]) else { return nil }
                edits.append(.init(range: rewrite.bytes(of: term.range), text: text))
                index = term.range.upperBound
            }
        }
        guard !edits.isEmpty else { return nil }
        edits += rewrite.adding(condition: (columns.compactMap(\.equality) + bounds).joined(separator: " and "))
        if let order {
            let end = rewrite.bytes(of: query.range).upperBound
            edits.append(.init(range: end..<end, text: " order by \(order)"))
        }
    }
}
