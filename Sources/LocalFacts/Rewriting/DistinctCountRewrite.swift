import SQLite

/// Replaces `count(distinct place)` by the relation's hidden column of that name, so that the relation counts the
/// values and SQLite gets none of them.
///
/// It does so if each group is one combination: the query names only columns that it groups by, and counts whose sum is
/// the same however the rows are combined.
struct DistinctCountRewrite {
    private let rewrite: CoreRewrite
    /// The columns that are grouped by.
    private let grouped: Set<SQLName>

    /// Nil if the query does not read this one relation only, or groups by anything other than columns with codes
    /// and texts.
    init?(
        _ parser: SelectParser, _ query: SelectQuery, _ core: SelectCore, scope: RewriteScope, sql: [UInt8]
    ) {
        guard query.place == .apart, core.windows == nil,
            let rewrite = CoreRewrite(parser, query, core, scope: scope, sql: sql), !rewrite.isJoined
        else { return nil }
        var grouped: Set<SQLName> = []
        for term in core.groupBy {
            guard let name = DistinctCountRewrite.column(of: term, core, rewrite),
                rewrite.relation.coded.contains(name) || rewrite.relation.texts.contains(name)
            else { return nil }
            grouped.insert(name)
        }
        self.rewrite = rewrite
        self.grouped = grouped
    }

    private var tokens: [SQLToken] { rewrite.tokens }

    /// The changes, in the order of the statement; nil if the query stays as it is.
    func edits() -> [CoreRewrite.Edit]? {
        let core = rewrite.core
        var edits: [CoreRewrite.Edit] = []
        for range in core.items.map(\.expression) + core.groupBy + rewrite.query.orderBy
            + [core.condition, core.having].compactMap(\.self)
        {
            guard let own = self.edits(of: range) else { return nil }
            edits += own
        }
        return edits
    }

    /// The changes of an expression; nil if it names anything that may differ among the combinations of a group.
    private func edits(of range: Range<Int>) -> [CoreRewrite.Edit]? {
        var edits: [CoreRewrite.Edit] = []
        var index = range.lowerBound
        while index < range.upperBound {
            if let (column, end) = call("count", "distinct", at: index, of: rewrite.relation.countedDistinct) {
                let name = RelationColumn.distinctCountName(of: column)
                edits.append(
                    .init(
                        range: tokens[index].range.lowerBound..<tokens[end - 1].range.upperBound,
                        text: "coalesce(sum(\(SQLName.quoted(rewrite.relationName)).\(SQLName.quoted(name))), 0)"))
                index = end
            } else if let (_, end) = call("sum", at: index, of: DistinctCountRewrite.wholeCounts) {
                index = end
            } else if let end = isThere(index, within: range) {
                index = end
            } else if isKnown(index, within: range) {
                index += 1
            } else {
                return nil
            }
        }
        return edits
    }

    /// Integers that add up to the same however rows are combined.
    private static let wholeCounts = Set(
        [.count, .mentions].map { SQLName(RelationColumn.collapsedName(of: $0)) })

    // MARK: - Forms

    /// The column of a call `name(column)` or `name(word column)` of one of the columns, and where it ends.
    private func call(
        _ name: String, _ word: String? = nil, at index: Int, of columns: Set<SQLName>
    ) -> (column: String, end: Int)? {
        guard tokens[index].isWord(name), let close = rewrite.parser.closing[index + 1] else { return nil }
        var arguments = index + 2..<close
        if let word {
            guard let first = arguments.first, tokens[first].isWord(word) else { return nil }
            arguments = arguments.dropFirst()
        }
        guard let column = DistinctCountRewrite.column(arguments, rewrite), columns.contains(column) else { return nil }
        let next = close + 1 < tokens.count ? tokens[close + 1] : nil
        guard next?.isWord("filter") != true, next?.isWord("over") != true else { return nil }
        return (tokens[arguments.upperBound - 1].text, close + 1)
    }

    /// The end of a condition that a combination stands for at least one row, which is always true.
    private func isThere(_ index: Int, within range: Range<Int>) -> Int? {
        guard index == range.lowerBound || tokens[index - 1].isSymbol("(") || tokens[index - 1].isWord("and") else {
            return nil
        }
        for length in [1, 3] where index + length + 2 <= range.upperBound {
            let end = index + length + 2
            guard
                DistinctCountRewrite.column(index..<index + length, rewrite)
                    == SQLName(RelationColumn.collapsedName(of: .count)),
                tokens[end - 2].isSymbol(">"), tokens[end - 1].text == "0",
                end == range.upperBound || tokens[end].isSymbol(")") || tokens[end].isWord("and")
            else { continue }
            return end
        }
        return nil
    }

    /// Whether a token is harmless: it is no column outside of `group by`, and nothing that may depend on the rows of a
    /// group.
    private func isKnown(_ index: Int, within range: Range<Int>) -> Bool {
        let token = tokens[index]
        if token.isSymbol("*") {
            // A product, not all columns.
            return index > range.lowerBound && index + 1 < range.upperBound && !tokens[index - 1].isSymbol(".")
                && !tokens[index - 1].isSymbol("(")
        }
        guard let name = token.name else { return true }
        if rewrite.parser.isCall(index) {
            return token.isWord("cast") || SQLKeywords.scalarFunctions.contains(name)
        }
        if grouped.contains(name) { return true }
        if index + 1 < range.upperBound, tokens[index + 1].isSymbol(".") {
            return name == SQLName(rewrite.relationName)
        }
        if rewrite.relation.has(name) || token.isWord("select") || token.isWord("exists") { return false }
        // A name that is not a column of the relation is an item's alias, a type or a direction.
        return token.kind == .word
            && (SQLKeywords.all.contains(name) || DistinctCountRewrite.otherWords.contains(name))
            || rewrite.core.items.contains { $0.alias == name }
    }

    private static let otherWords: Set<SQLName> = Set(
        ["asc", "desc", "nulls", "first", "last", "text", "integer", "real", "numeric"].map { SQLName($0) })

    // MARK: - Columns

    /// The column of a term of `group by`, given by name, or as an item by number or alias.
    private static func column(of term: Range<Int>, _ core: SelectCore, _ rewrite: CoreRewrite) -> SQLName? {
        if let column = column(term, rewrite) { return column }
        guard term.count == 1 else { return nil }
        let token = rewrite.tokens[term.lowerBound]
        if token.kind == .number, let place = Int(token.text), core.items.indices.contains(place - 1) {
            return column(core.items[place - 1].expression, rewrite)
        }
        return core.items.first { $0.alias == token.name && token.name != nil }.flatMap {
            column($0.expression, rewrite)
        }
    }

    /// The column name that a whole range consists of, with or without the relation's name.
    private static func column(_ range: Range<Int>, _ rewrite: CoreRewrite) -> SQLName? {
        guard let last = range.last, let name = rewrite.tokens[last].name, rewrite.relation.has(name) else {
            return nil
        }
        if range.count == 1 { return name }
        let isQualified =
            range.count == 3 && rewrite.tokens[last - 1].isSymbol(".")
            && rewrite.tokens[range.lowerBound].name == SQLName(rewrite.relationName)
        return isQualified ? name : nil
    }
}
