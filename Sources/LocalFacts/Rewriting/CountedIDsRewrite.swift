import SQLite

/// Replaces `count(distinct id)` over the elements of lists by a count of rows.
///
/// If the query groups by columns of the facts alone, it is a count of the facts that have such elements. The elements
/// of a fact are all in the group of the fact, and it is counted once if one of them meets the condition.
///
/// If the query groups by a column of the elements, and there is a relation in which the elements of a fact differ in
/// this and all others that it names (`countries` for the countries of `places`), it is a count of the rows there.
/// Such a row stands for all elements of a fact that are equal in these columns. They meet the condition alike, and are
/// in one group. A group has one value of the column, and so at most one row of each fact.
struct CountedIDsRewrite {
    private(set) var edits: [CoreRewrite.Edit] = []
    private let rewrite: CoreRewrite
    private let facts: CountedRelation
    /// The columns of the elements that the query names, and those of the facts.
    private var elements: Set<SQLName> = []
    private var factColumns: Set<SQLName> = []

    private var tokens: [SQLToken] { rewrite.tokens }

    /// Nil if the query has another form.
    init?(_ parser: SelectParser, _ query: SelectQuery, _ core: SelectCore, scope: RewriteScope, sql: [UInt8]) {
        let reader = IDQueryReader(parser: parser, scope: scope, sql: sql)
        guard core.windows == nil, let rewrite = reader.rewrite(query, core), !rewrite.relation.isOfFacts,
            let facts = rewrite.relation.table.flatMap({ scope.relations.facts(of: $0) }),
            !facts.querySlots.isEmpty, let from = core.from
        else { return nil }
        self.rewrite = rewrite
        self.facts = facts
        for range in core.items.map(\.expression) + core.groupBy + rewrite.ownOrder + [core.having].compactMap(\.self) {
            guard read(range, reader) else { return nil }
        }
        if !edits.isEmpty, !elements.isEmpty {
            let counts = edits.count
            guard GroupedColumns(rewrite).hasTerm(among: elements),
                core.condition.map({ read($0, reader) }) ?? true, edits.count == counts,
                let distinct = scope.relations.relation(like: rewrite.relation, distinctIn: elements),
                factColumns.allSatisfy(distinct.isOfFact)
            else { return nil }
            let table = "\(SQLName.quoted(distinct.writtenName)) as \(SQLName.quoted(rewrite.relationName))"
            edits.append(.init(range: rewrite.bytes(of: from), text: table))
            return
        }
        guard !edits.isEmpty, let text = reader.text(rewrite, core.condition.map(reader.conjuncts) ?? []) else {
            return nil
        }
        var columns = PassedQueryColumns(facts, named: rewrite.relationName)
        guard let column = columns.column(of: text), let equality = columns.equality else { return nil }
        let table = "\(SQLName.quoted(facts.writtenName)) as \(SQLName.quoted(rewrite.relationName))"
        let condition = "\(column) > 0 and \(equality)"
        if let own = core.condition {
            edits.append(.init(range: rewrite.bytes(of: from), text: table))
            edits.append(.init(range: rewrite.bytes(of: own), text: condition))
        } else {
            edits.append(.init(range: rewrite.bytes(of: from), text: "\(table) where \(condition)"))
        }
    }

    /// Reads an expression of counts of ids, columns of the facts, and what is known of one row. False for others.
    private mutating func read(_ range: Range<Int>, _ reader: IDQueryReader) -> Bool {
        let range = GroupedColumns.withoutDirection(range, tokens)
        var index = range.lowerBound
        while index < range.upperBound {
            if let end = endOfCount(at: index, reader) {
                edits.append(.init(range: rewrite.bytes(of: index..<end), text: "count(*)"))
                index = end
            } else if isKnown(index, within: range) {
                index += 1
            } else {
                return false
            }
        }
        return true
    }

    /// The end of `count(distinct id)`.
    private func endOfCount(at index: Int, _ reader: IDQueryReader) -> Int? {
        guard tokens[index].isWord("count"), let close = rewrite.parser.closing[index + 1], index + 3 < close,
            tokens[index + 2].isWord("distinct"), reader.isID(index + 3..<close, of: rewrite),
            close + 1 >= tokens.count || !["filter", "over"].contains(where: tokens[close + 1].isWord)
        else { return nil }
        return close + 1
    }

    private mutating func isKnown(_ index: Int, within range: Range<Int>) -> Bool {
        let token = tokens[index]
        guard rewrite.isOwn(index) else { return false }
        guard let name = token.name else {
            // All columns, or a product.
            return !token.isSymbol("*") || (index > range.lowerBound && !tokens[index - 1].isSymbol("."))
        }
        if rewrite.parser.isCall(index) {
            return token.isWord("cast") || SQLKeywords.scalarFunctions.contains(name)
        }
        if index + 1 < range.upperBound, tokens[index + 1].isSymbol(".") {
            return name == SQLName(rewrite.relationName)
        }
        if rewrite.relation.has(name) || facts.has(name) {
            if rewrite.relation.elements.contains(name) {
                elements.insert(name)
                return true
            }
            factColumns.insert(name)
            return rewrite.relation.isOfFact(name) && facts.columns.contains(name)
        }
        if token.isWord("select") || token.isWord("exists") || token.isWord("over") { return false }
        return rewrite.core.items.contains { $0.alias == name }
            || (token.kind == .word && (SQLKeywords.all.contains(name) || TextOperand.types.contains(name)))
    }
}
