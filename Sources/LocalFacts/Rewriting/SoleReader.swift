import SQLite

/// The only query that reads the rows of another one, and reads no other table: that around a sub-query in `from`, or
/// that which names a step.
struct SoleReader {
    private let parser: SelectParser
    private let query: SelectQuery
    private let reader: SelectQuery
    private let core: SelectCore

    private var tokens: [SQLToken] { parser.tokens }

    /// Nil if there is none.
    init?(of query: SelectQuery, _ parser: SelectParser) {
        let step = parser.queries.flatMap(\.steps).first { $0.query == query.range }
        if let step, parser.stepReadOnce(named: step.name) == nil { return nil }
        for (reader, core) in parser.queries.flatMap({ reader in reader.cores.map { (reader, $0) } }) {
            guard let range = core.from, let from = FromClause(parser, range), from.tables.count == 1 else { continue }
            let isReader =
                switch from.tables[0].form {
                case .query(let range): range == query.range
                case .named(let name): name == step?.name
                case .function: false
                }
            if isReader {
                (self.parser, self.query, self.reader, self.core) = (parser, query, reader, core)
                return
            }
        }
        return nil
    }

    /// Whether the order of the rows makes no difference.
    var isFreeOfOrder: Bool { OrderFreeReading(parser).makesGroups(core, of: reader, reading: query) }

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
