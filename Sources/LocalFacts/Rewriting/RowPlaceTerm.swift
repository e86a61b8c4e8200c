import SQLite

/// A window function that is the place of a row by its id: `row_number() over (partition by source order by id)`,
/// `ntile(10) over (order by id desc)`, and `rank()`, `dense_rank()` and `count(*)` with such a window.
///
/// Why the answer stays the same: ids are unique, so that the order is one and `rank`, `dense_rank` and a running
/// `count(*)` are the number of the row. A window is over the rows that meet the condition of the query, and these are
/// found as those of a query of ids (`IDQueryReader`), with SQLite's own decision.
struct RowPlaceTerm {
    /// Its tokens.
    let range: Range<Int>
    private let place: RowPlace
    private let rows: IDQueryText?
    /// The greatest value that the reader of the query keeps; nil if it may keep all.
    private let greatest: Int?
    /// The order in which SQLite gives the rows after such a window; nil where it is that of the scan, or makes no
    /// difference.
    let order: String?

    /// Whether there are few values.
    var isTile: Bool { place.value != .number }

    private static let numbers = ["row_number", "rank", "dense_rank"]

    /// The term that begins at a token; nil if none does.
    init?(_ rewrite: CoreRewrite, at index: Int, within range: Range<Int>, _ reader: IDQueryReader) {
        let (tokens, parser, core) = (rewrite.tokens, rewrite.parser, rewrite.core)
        guard rewrite.isOwn(index), parser.isCall(index), !rewrite.isJoined, rewrite.relation.isOfFacts,
            rewrite.relation.givesPlaces, core.groupBy.isEmpty, core.having == nil, core.windows == nil,
            let end = parser.closing[index + 1], end + 2 < range.upperBound, let close = parser.closing[end + 2],
            range.contains(close), let call = WindowCall(index..<close + 1, parser),
            let value = RowPlaceTerm.value(call, tokens), call.order.count == 1,
            !RowPlaceTerm.aggregates(rewrite)
        else { return nil }
        let ordered = GroupedColumns.withoutDirection(call.order[0], tokens)
        let direction = call.order[0][ordered.upperBound...]
        guard reader.isID(ordered, of: rewrite), !direction.contains(where: { tokens[$0].isWord("nulls") }) else {
            return nil
        }
        var partition: [String] = []
        for term in call.partition {
            guard let last = term.last, let name = tokens[last].name, rewrite.relation.coded.contains(name),
                term.count == 1 || (term.count == 3 && tokens[last - 1].isSymbol(".")),
                let written = rewrite.relation.writtenNames[name]
            else { return nil }
            partition.append(written)
        }
        place = RowPlace(
            value, isDescending: direction.contains { tokens[$0].isWord("desc") }, partition: partition)
        if let condition = core.condition {
            // A text would be read once more for it.
            guard !condition.contains(where: { tokens[$0].name.map(rewrite.relation.texts.contains) == true }),
                let rows = reader.text(rewrite, reader.conjuncts(condition))
            else { return nil }
            self.rows = rows
        } else {
            rows = nil
        }
        self.range = index..<close + 1
        let item = core.items.first { $0.expression == index..<close + 1 }
        let reader = SoleReader(of: rewrite.query, parser)
        // Another window would be over the rows that are left.
        let isSole = rewrite.query.range.filter { rewrite.isOwn($0) && tokens[$0].isWord("over") }.count == 1
        greatest = isSole ? item?.alias.flatMap { reader?.greatest(of: $0) } : nil
        let isFree = !rewrite.query.orderBy.isEmpty || reader?.isFreeOfOrder == true
        let isOfScan = partition.isEmpty && !place.isDescending
        order = isFree || isOfScan ? nil : (call.partition + call.order).map(rewrite.text).joined(separator: ", ")
        if order != nil, rewrite.query.cores.count > 1 || RowPlaceTerm.hasOtherWindows(end + 2..<close + 1, rewrite) {
            return nil
        }
    }

    /// Whether the query has windows that are written otherwise than that of a range.
    private static func hasOtherWindows(_ window: Range<Int>, _ rewrite: CoreRewrite) -> Bool {
        let (tokens, parser) = (rewrite.tokens, rewrite.parser)
        return rewrite.query.range.contains { index in
            guard rewrite.isOwn(index), tokens[index].isWord("over") else { return false }
            let other = index + 1..<(parser.closing[index + 1] ?? index + 1) + 1
            return !parser.isSame(other, window)
        }
    }

    private static func value(_ call: WindowCall, _ tokens: [SQLToken]) -> RowPlace.Value? {
        let name = tokens[call.name]
        if call.arguments.isEmpty { return numbers.contains(where: name.isWord) ? .number : nil }
        guard call.arguments.count == 1 else { return nil }
        let argument = tokens[call.arguments.lowerBound]
        if name.isWord("count") { return argument.isSymbol("*") ? .number : nil }
        guard name.isWord("ntile"), argument.kind == .number, let count = Int64(argument.text),
            RowPlace.tileCounts.contains(count)
        else { return nil }
        return .tile(of: count)
    }

    /// Whether a row of the query stands for a group, so that windows are over groups.
    private static func aggregates(_ rewrite: CoreRewrite) -> Bool {
        let (tokens, parser) = (rewrite.tokens, rewrite.parser)
        return (rewrite.core.items.map(\.expression) + rewrite.ownOrder).joined().contains { index in
            guard rewrite.isOwn(index), parser.isCall(index), let end = parser.closing[index + 1] else { return false }
            let next = end + 1 < tokens.count ? tokens[end + 1] : nil
            return !SQLKeywords.scalarFunctions.contains(SQLName(tokens[index].text))
                && next?.isWord("over") != true && !tokens[index].isWord("cast")
        }
    }

    /// What replaces it, and a condition that leaves out rows that no reader keeps; nil if it cannot be passed.
    func replacement(_ columns: inout PassedQueryColumns) -> (text: String, condition: String?)? {
        guard let passed = IDQueryText(place, of: rows),
            let column = place.value == .number ? columns.column(ofPlaces: passed) : columns.column(of: passed)
        else { return nil }
        // Without the affinity of a column, which a window function has not.
        return ("(+\(column))", greatest.map { "\(column) <= \($0)" })
    }
}
