import SQLite

/// The only query that reads the rows of another one, and reads no other table: that around a sub-query in `from`, or
/// that which names a step.
struct SoleReader {
    private let parser: SelectParser
    private let core: SelectCore

    private var tokens: [SQLToken] { parser.tokens }

    /// Nil if there is none.
    init?(of query: SelectQuery, _ parser: SelectParser) {
        let step = parser.queries.flatMap(\.steps).first { $0.query == query.range }
        if let step, parser.stepReadOnce(named: step.name) == nil { return nil }
        for core in parser.queries.flatMap(\.cores) {
            guard let range = core.from, let from = FromClause(parser, range), from.tables.count == 1 else { continue }
            let isReader =
                switch from.tables[0].form {
                case .query(let range): range == query.range
                case .named(let name): name == step?.name
                case .function: false
                }
            if isReader {
                (self.parser, self.core) = (parser, core)
                return
            }
        }
        return nil
    }

    /// Whether the order of the rows makes no difference: all that the reader gives are aggregates that are not lists,
    /// and what it groups by.
    var isFreeOfOrder: Bool {
        let calls = core.items.map(\.expression).joined().filter(parser.isCall).map { SQLName(tokens[$0].text) }
        let aggregates = calls.filter { !SQLKeywords.scalarFunctions.contains($0) }
        return !(core.groupBy.isEmpty && aggregates.isEmpty) && aggregates.allSatisfy(SQLKeywords.aggregates.contains)
            && core.items.enumerated().allSatisfy { place, item in
                isGrouped(item, place) || !namesColumnsOutsideAggregates(item.expression)
            }
    }

    private func isGrouped(_ item: SelectCore.Item, _ place: Int) -> Bool {
        core.groupBy.contains { term in
            let isSame =
                term.count == item.expression.count
                && zip(term, item.expression).allSatisfy { tokens[$0].isSame(as: tokens[$1]) }
            guard term.count == 1, !isSame else { return isSame }
            let token = tokens[term.lowerBound]
            return Int(token.text) == place + 1 || (token.name != nil && token.name == item.alias)
        }
    }

    private func namesColumnsOutsideAggregates(_ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            if parser.isCall(index), SQLKeywords.aggregates.contains(SQLName(tokens[index].text)),
                let close = parser.closing[index + 1]
            {
                index = close + 1
                continue
            }
            if let name = tokens[index].name, !parser.isCall(index),
                tokens[index].kind == .quotedName || !SQLKeywords.all.contains(name)
            {
                return true
            }
            index += 1
        }
        return false
    }

    /// The greatest number that a column may have, by a term `r <= 3`, `r < 4` or `r = 1` of a condition all of whose
    /// terms must hold; nil without such a term.
    func greatest(of name: SQLName) -> Int? {
        guard let condition = core.condition else { return nil }
        let terms = ExpressionTokens(parser: parser, range: condition).conjuncts
        for term in terms where term.count == 3 || term.count == 5 {
            let (comparison, operand) = (tokens[term.upperBound - 2], tokens[term.upperBound - 1])
            let isOfColumn =
                tokens[term.upperBound - 3].name == name
                && (term.count == 3 || tokens[term.lowerBound + 1].isSymbol("."))
            guard isOfColumn, operand.kind == .number, let number = Int(operand.text) else { continue }
            if ["<=", "=", "=="].contains(where: comparison.isSymbol) { return max(0, number) }
            if comparison.isSymbol("<") { return max(0, number - 1) }
        }
        return nil
    }
}

extension SelectParser {
    /// The step of a name that one table of one query reads; nil if it is read more often, or has other names for its
    /// columns.
    func stepReadOnce(named name: SQLName) -> SelectQuery.Step? {
        let steps = queries.flatMap(\.steps).filter { $0.name == name }
        // Its definition is one.
        let mentions = tokens.indices.filter { index in
            tokens[index].name == name && !(index + 1 < tokens.count && tokens[index + 1].isSymbol("."))
        }
        return steps.count == 1 && !steps[0].namesColumns && mentions.count == 2 ? steps[0] : nil
    }
}
