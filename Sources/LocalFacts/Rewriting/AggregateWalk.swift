import SQLite

/// Walks an expression of a query, finds its aggregates, and rewrites them for combinations instead of rows.
struct AggregateWalk {
    private let rewrite: CoreRewrite
    private let columns: GroupedColumns
    private(set) var edits: [CoreRewrite.Edit] = []
    private(set) var aggregateCount = 0

    init(_ rewrite: CoreRewrite, columns: GroupedColumns) {
        self.rewrite = rewrite
        self.columns = columns
    }

    private var tokens: [SQLToken] { rewrite.tokens }
    private var parser: SelectParser { rewrite.parser }

    /// False if the value may depend on which row of a group is read, or is not known.
    mutating func read(_ range: Range<Int>, inWindow: Bool = false) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            if let end = skipped(index, range, inWindow: inWindow) {
                index = end
            } else if let end = columns.endOfTerm(at: index, within: range) {
                // All rows of a group have its value.
                index = end
            } else if let end = parser.closing[index], rewrite.isSelfContained(index + 1..<end) {
                index = end + 1
            } else if let end = parser.closing[index], parser.queries.contains(where: { $0.range == index + 1..<end }) {
                guard isConstant(query: index + 1..<end) else { return false }
                index = end + 1
            } else if let end = parser.closing[index] {
                guard read(index + 1..<end, inWindow: inWindow) else { return false }
                index = end + 1
            } else if parser.isCall(index) {
                guard let end = readCall(index, range) else { return false }
                index = end
            } else if let end = readOne(index, range) {
                index = end
            } else if tokens[index].name != nil {
                guard let end = readColumn(index, range) else { return false }
                index = end
            } else {
                // A query of its own, and `*` as all columns.
                let isAllColumns =
                    tokens[index].isSymbol("*")
                    && (index == range.lowerBound || tokens[index - 1].isSymbol(".") || index + 1 == range.upperBound)
                guard !isAllColumns else { return false }
                index += 1
            }
        }
        return true
    }

    /// The end of a keyword with everything that belongs to it; nil for anything else.
    private func skipped(_ index: Int, _ range: Range<Int>, inWindow: Bool) -> Int? {
        guard tokens[index].kind == .word else { return nil }
        let name = SQLName(tokens[index].text)
        if tokens[index].isWord("collate") { return index + 2 }
        // The type of a cast runs to the end of its parentheses.
        if tokens[index].isWord("as") { return range.upperBound }
        if tokens[index].isWord("select") || tokens[index].isWord("exists") { return nil }
        if SQLKeywords.scalarFunctions.contains(name), parser.closing[index + 1] != nil { return nil }
        if SQLKeywords.all.contains(name) { return index + 1 }
        let isDirection = ["asc", "desc", "nulls", "first", "last"].contains { tokens[index].isWord($0) }
        if isDirection, index > range.lowerBound, index + 2 >= range.upperBound, !columnsAreNamed(name) {
            return index + 1
        }
        return inWindow && SQLKeywords.windowWords.contains(name) && !columnsAreNamed(name) ? index + 1 : nil
    }

    private func columnsAreNamed(_ name: SQLName) -> Bool { rewrite.has(name) }

    /// Whether a nested query has the same value for every row of a group: of the outer query's columns it names only
    /// those that are grouped by, and does not aggregate them.
    private func isConstant(query: Range<Int>) -> Bool {
        let columnNames = rewrite.sources.reduce(into: Set<SQLName>()) { names, source in
            names.formUnion(source.relation.allNames)
        }
        var aggregates: [Range<Int>] = []
        for index in query where parser.isCall(index) {
            guard !SQLKeywords.scalarFunctions.contains(SQLName(tokens[index].text)),
                let close = parser.closing[index + 1]
            else { continue }
            aggregates.append(index + 2..<close)
        }
        return query.allSatisfy { index in
            guard rewrite.mayName(columnNames, at: index) else { return true }
            let isQualified = index > 1 && tokens[index - 1].isSymbol(".")
            return columns.contains((isQualified ? index - 2 : index)..<index + 1)
                && !aggregates.contains { $0.contains(index) }
        }
    }

    /// A column by its name, or by its table's and its own; it has to be grouped by.
    private func readColumn(_ index: Int, _ range: Range<Int>) -> Int? {
        guard !tokens[index].isWord("select"), !tokens[index].isWord("exists") else { return nil }
        var end = index + 1
        while end + 1 < range.upperBound, tokens[end].isSymbol("."), tokens[end + 1].name != nil { end += 2 }
        if end == index + 1, columns.isItemName(tokens[index]) { return end }
        return columns.contains(index..<end) ? end : nil
    }

    /// `n` outside of an aggregate, which is 1. Returns the position after it.
    private mutating func readOne(_ index: Int, _ range: Range<Int>) -> Int? {
        let isQualified = index + 2 < range.upperBound && tokens[index + 1].isSymbol(".")
        let name = index..<(isQualified ? index + 3 : index + 1)
        guard let ones = rewrite.ones(in: name), !ones.isEmpty else { return nil }
        edits += ones
        return name.upperBound
    }

    // MARK: - Calls

    private mutating func readCall(_ index: Int, _ range: Range<Int>) -> Int? {
        guard let close = parser.closing[index + 1] else { return nil }
        let arguments = index + 2..<close
        let name = SQLName(tokens[index].text)
        var end = close + 1
        var filter: Range<Int>?
        if end + 1 < range.upperBound, tokens[end].isWord("filter"), let filterEnd = parser.closing[end + 1] {
            guard end + 2 < filterEnd, tokens[end + 2].isWord("where") else { return nil }
            filter = end + 3..<filterEnd
            end = filterEnd + 1
        }
        if end < range.upperBound, tokens[end].isWord("over") {
            return readWindowCall(name, arguments, filter, over: end, range)
        }
        let isAggregate =
            SQLKeywords.aggregates.contains(name) && !(isMinimumOrMaximum(name) && parser.parts(arguments).count > 1)
        let isListOfDistinct =
            SQLKeywords.listAggregates.contains(name)
            && arguments.first.map { tokens[$0].isWord("distinct") } == true
        if isAggregate || isListOfDistinct {
            guard
                let aggregate = Aggregate(
                    rewrite, name: name, arguments: arguments, filter: filter, call: index..<end)
            else { return nil }
            aggregateCount += 1
            edits += aggregate.edits
            return end
        }
        let isScalar =
            SQLKeywords.scalarFunctions.contains(name) || tokens[index].isWord("cast") || isMinimumOrMaximum(name)
        guard isScalar, filter == nil, read(arguments) else { return nil }
        return end
    }

    private func isMinimumOrMaximum(_ name: SQLName) -> Bool { name == SQLName("min") || name == SQLName("max") }

    /// If there are groups, a window runs over the rows of the result: its arguments are read like any expression.
    private mutating func readWindowCall(
        _ name: SQLName, _ arguments: Range<Int>, _ filter: Range<Int>?, over: Int, _ range: Range<Int>
    ) -> Int? {
        guard !rewrite.core.groupBy.isEmpty, over + 1 < range.upperBound else { return nil }
        let isAll = arguments.count == 1 && tokens[arguments.lowerBound].isSymbol("*")
        guard isAll || read(arguments), filter.map({ read($0) }) ?? true else { return nil }
        guard let close = parser.closing[over + 1] else {
            // A named window; its clause is read with the other clauses of the query.
            return rewrite.core.windows != nil && tokens[over + 1].name != nil ? over + 2 : nil
        }
        guard read(over + 2..<close, inWindow: true) else { return nil }
        return close + 1
    }
}
