import SQLite

/// What a query groups by, and which expressions are determined by it.
struct GroupedColumns {
    private let rewrite: CoreRewrite
    private let terms: [Range<Int>]

    init(_ rewrite: CoreRewrite) {
        self.rewrite = rewrite
        let written = rewrite.isPlainDistinct ? rewrite.core.items.map(\.expression) : rewrite.core.groupBy
        terms = written.flatMap { term -> [Range<Int>] in
            let term = GroupedColumns.withoutSign(term, rewrite.tokens)
            return [term] + GroupedColumns.items(of: term, rewrite)
        }
    }

    /// The expression that a term names by the number or the name of its item.
    static func items(of term: Range<Int>, _ rewrite: CoreRewrite) -> [Range<Int>] {
        guard term.count == 1, let token = term.first.map({ rewrite.tokens[$0] }) else { return [] }
        let items = rewrite.core.items
        if token.kind == .number {
            guard let place = Int(token.text), items.indices.contains(place - 1) else { return [] }
            return [withoutSign(items[place - 1].expression, rewrite.tokens)]
        }
        // A column of the name has priority over an alias, and the columns of other tables are not known here.
        guard let name = token.name, !rewrite.isJoined, !rewrite.has(name) else { return [] }
        return items.filter { $0.alias == name }.map { withoutSign($0.expression, rewrite.tokens) }
    }

    /// Without a `+` before it, which changes no value.
    static func withoutSign(_ range: Range<Int>, _ tokens: [SQLToken]) -> Range<Int> {
        range.count > 1 && tokens[range.lowerBound].isSymbol("+") ? range.dropFirst() : range
    }

    private var tokens: [SQLToken] { rewrite.tokens }

    /// Without `asc`, `desc`, `nulls first` and `nulls last`.
    static func withoutDirection(_ range: Range<Int>, _ tokens: [SQLToken]) -> Range<Int> {
        var end = range.upperBound
        if end - range.lowerBound > 2, tokens[end - 2].isWord("nulls") { end -= 2 }
        if end - range.lowerBound > 1, tokens[end - 1].isWord("asc") || tokens[end - 1].isWord("desc") { end -= 1 }
        return range.lowerBound..<end
    }

    /// Whether the item as a whole is a term: by its number, its text or its name.
    func isGrouped(_ item: SelectCore.Item, at place: Int) -> Bool {
        let expression = GroupedColumns.withoutSign(item.expression, tokens)
        return terms.contains { term in
            if rewrite.parser.isSame(term, expression) { return true }
            guard term.count == 1 else { return false }
            let token = tokens[term.lowerBound]
            if token.kind == .number { return Int(token.text) == place + 1 }
            // A column of the name has priority over an alias, and the columns of other tables are not known here.
            guard let name = token.name, name == item.alias else { return false }
            return !rewrite.isJoined && !rewrite.has(name)
        }
    }

    /// Whether one of some columns is a term as a whole, so that a group has one value of it.
    func hasTerm(among columns: Set<SQLName>) -> Bool {
        terms.contains { term in
            guard let last = term.last, tokens[last].name.map(columns.contains) == true else { return false }
            return term.count == 1 || (term.count == 3 && tokens[last - 1].isSymbol("."))
        }
    }

    /// Whether the range is a term as a whole.
    func isTerm(_ range: Range<Int>) -> Bool { terms.contains { rewrite.parser.isSame($0, range) } }

    /// The end of a term that is written again at a token, as an operand or as all of a range; nil if there is none.
    func endOfTerm(at index: Int, within range: Range<Int>) -> Int? {
        let parser = rewrite.parser
        return terms.lazy.filter { $0.count > 1 }.compactMap { term -> Int? in
            let written = index..<index + term.count
            guard written.upperBound <= range.upperBound, rewrite.parser.isSame(term, written),
                term.allSatisfy(rewrite.isOwn)
            else {
                return nil
            }
            let open = parser.isCall(index) ? index + 1 : index
            let isOperand = parser.closing[open] == written.upperBound - 1
            return isOperand || written == range ? written.upperBound : nil
        }.first
    }

    /// Whether a column, with or without its table, is a term.
    func contains(_ column: Range<Int>) -> Bool {
        if isTerm(column) { return true }
        // The same column with and without the name of the only table.
        guard !rewrite.isJoined, let last = column.last else { return false }
        return terms.contains { term in
            guard [1, 3].contains(term.count), let end = term.last, tokens[end].name != nil else { return false }
            return (term.count == 1 || tokens[term.lowerBound + 1].isSymbol("."))
                && tokens[end].isSame(as: tokens[last])
        }
    }

    /// Whether a name can only be that of an item, whose expression is read as such.
    func isItemName(_ token: SQLToken) -> Bool {
        guard let name = token.name, !rewrite.isJoined, !rewrite.has(name) else { return false }
        return rewrite.core.items.contains { $0.alias == name }
    }

    /// Whether a term of `order by` is a number or the name of an item.
    func isName(_ range: Range<Int>) -> Bool {
        let range = GroupedColumns.withoutDirection(range, tokens)
        guard range.count == 1, let token = range.first.map({ tokens[$0] }) else { return false }
        if token.kind == .number { return true }
        guard let name = token.name else { return false }
        return rewrite.core.items.contains { $0.alias == name }
    }
}
