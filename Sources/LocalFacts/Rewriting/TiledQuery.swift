import SQLite

/// A query of one relation that numbers its rows by `ntile(k) over (partition by … order by …)`, and names nothing of
/// them but what they are partitioned and ordered by.
struct TiledQuery {
    /// The name of the tile's column.
    let tile: SQLName
    /// What rows are partitioned and ordered by, without the direction of the order. Some may be the same.
    private let keys: [Range<Int>]
    private let partitionCount: Int
    /// The directions of the keys that rows are ordered by, as written.
    private let directions: [String]
    private let tileCount: Int
    /// The other columns: the place of their key and their name.
    private let columns: [(key: Int, name: String)]
    private let tileName: String
    private let rewrite: CoreRewrite

    /// More tiles than anyone reads.
    private static let mostTiles = 1_000

    /// Nil for any other query.
    init?(_ body: Range<Int>, _ parser: SelectParser, scope: RewriteScope, sql: [UInt8]) {
        guard let query = parser.queries.first(where: { $0.range == body }), query.cores.count == 1,
            query.steps.isEmpty, query.orderBy.isEmpty, query.limit == nil, let core = query.cores.first,
            !core.isDistinct, core.groupBy.isEmpty, core.having == nil, core.windows == nil,
            let rewrite = CoreRewrite(parser, query, core, scope: scope, sql: sql), !rewrite.isJoined,
            !body.contains(where: { !rewrite.isOwn($0) }), core.condition.map(rewrite.isDeterministic) ?? true,
            rewrite.namesNone(of: rewrite.countNames.union(rewrite.relation.collapsingColumns))
        else { return nil }
        let tokens = parser.tokens
        let tiles = core.items.filter { item in item.expression.contains { tokens[$0].isWord("over") } }
        guard tiles.count == 1, let tile = tiles[0].alias,
            let call = WindowCall(tiles[0].expression, parser), tokens[call.name].isWord("ntile"),
            call.arguments.count == 1, let first = call.arguments.first, tokens[first].kind == .number,
            let count = Int(tokens[first].text), (1...TiledQuery.mostTiles).contains(count)
        else { return nil }
        let ordered = call.order.map { GroupedColumns.withoutDirection($0, tokens) }
        let keys = call.partition + ordered
        guard !ordered.isEmpty, keys.allSatisfy({ TiledQuery.isKey($0, rewrite) }) else { return nil }
        var columns: [(key: Int, name: String)] = []
        for item in core.items where item.expression != tiles[0].expression {
            guard let key = keys.firstIndex(where: { parser.isSame($0, item.expression) }),
                let last = item.expression.last
            else { return nil }
            // A column without a name of its own can only be named by its text.
            guard item.alias != nil || tokens[last].name != nil else { continue }
            let next = item.expression.upperBound
            let alias = tokens[next].isWord("as") ? next + 1 : next
            columns.append((key, item.alias == nil ? tokens[last].text : tokens[alias].text))
        }
        let after = tiles[0].expression.upperBound
        (self.tile, tileName) = (tile, tokens[tokens[after].isWord("as") ? after + 1 : after].text)
        (self.keys, partitionCount, self.columns, tileCount) = (keys, call.partition.count, columns, count)
        directions = zip(call.order, ordered).map { term, key in
            term[key.upperBound...].map { tokens[$0].written }.joined(separator: " ")
        }
        self.rewrite = rewrite
    }

    /// Whether equal values of a key are equal in every respect, and far fewer than rows.
    private static func isKey(_ range: Range<Int>, _ rewrite: CoreRewrite) -> Bool {
        let tokens = rewrite.tokens
        let texts = range.filter { rewrite.relation.texts.contains(tokens[$0].name ?? SQLName("")) }
        return ProjectionRewrite.isOfOneRow(range, rewrite)
            && (texts.isEmpty || TextOperand(rewrite).isOfLengths(range))
            && !range.contains { tokens[$0].isWord("collate") }
            && !rewrite.names(rewrite.relation.ids.union(rewrite.relation.rowColumns), in: range)
            && range.contains { tokens[$0].name.map(rewrite.relation.has) == true }
    }

    /// Whether a column of the query has only whole numbers, so that a sum of it is exact in any order.
    func isExact(_ name: SQLName) -> Bool {
        guard name != tile else { return true }
        guard let column = columns.first(where: { SQLName($0.name) == name }) else { return false }
        let key = keys[column.key]
        // `length(samples.text)`
        return key.count <= 6
            && key.contains { rewrite.relation.texts.contains(rewrite.tokens[$0].name ?? SQLName("")) }
    }

    /// The column of the number of rows.
    static let rowCount = "rows of tile"

    /// The query with a row for each combination of the keys and tile, and the number of their rows.
    ///
    /// The rows of a combination follow one another in the order of the partition. So they are in the tiles whose
    /// places they have. The first tiles have one row more if the rows of a partition cannot be divided evenly.
    var text: String {
        let names = keys.indices.map { SQLName.quoted("key \($0 + 1)") }
        let shown = zip(keys, names).map { "\(rewrite.text($0)) as \($1)" }.joined(separator: ", ")
        let grouped = keys.indices.map { String($0 + 1) }.joined(separator: ", ")
        let condition = rewrite.core.condition.map { " where \(rewrite.text($0))" } ?? ""
        let from = rewrite.core.from.map { rewrite.text($0) } ?? ""
        let counted = "select \(shown), count(*) as \"rows of keys\" from \(from)\(condition) group by \(grouped)"
        let partition =
            partitionCount == 0 ? "" : "partition by \(names[..<partitionCount].joined(separator: ", "))"
        let order = zip(names[partitionCount...], directions).map { "\($0) \($1)" }.joined(separator: ", ")
        let placed = """
            select *, sum("rows of keys") over (\(partition) order by \(order) rows unbounded preceding) as "last row", \
            sum("rows of keys") over (\(partition)) as "all rows" from (\(counted))
            """
        let numbers = (1...tileCount).map { "(\($0))" }.joined(separator: ", ")
        func end(of tile: String) -> String {
            "\(tile) * (\"all rows\" / \(tileCount)) + min(\(tile), \"all rows\" % \(tileCount))"
        }
        let divided = """
            select *, min("last row", \(end(of: "column1"))) \
            - max("last row" - "rows of keys", \(end(of: "(column1 - 1)"))) as \(SQLName.quoted(TiledQuery.rowCount)) \
            from (\(placed)), (values \(numbers))
            """
        let items =
            columns.map { "\(names[$0.key]) as \(SQLName.quoted($0.name))" }
            + ["column1 as \(SQLName.quoted(tileName))", SQLName.quoted(TiledQuery.rowCount)]
        return """
            select \(items.joined(separator: ", ")) from (\(divided)) \
            where \(SQLName.quoted(TiledQuery.rowCount)) > 0
            """
    }
}
