import SQLite

/// One aggregate of a query over rows, rewritten for combinations that each stand for several rows.
struct Aggregate {
    /// What changes in the statement; empty if it stays as it is.
    let edits: [CoreRewrite.Edit]

    /// - Parameter call: the tokens of the whole call, with its filter.
    ///
    /// Nil if the aggregate cannot be written for combinations.
    init?(_ rewrite: CoreRewrite, name: SQLName, arguments: Range<Int>, filter: Range<Int>?, call: Range<Int>) {
        guard Aggregate.isPlain(arguments, rewrite),
            filter.map({ Aggregate.isPlain($0, rewrite) && rewrite.ones(in: $0) != nil }) ?? true
        else { return nil }
        let tokens = rewrite.tokens
        let references = rewrite.countReferences(arguments)
        let filterEdits = filter.flatMap { rewrite.ones(in: $0) } ?? []
        // `sum(n)`: the count of a combination is the total of its samples'.
        let isTotal = name == SQLName("sum") || name == SQLName("total")
        let isBare = references.count == 1 && references[0].range == arguments
        let isOfRows = rewrite.ones(in: arguments) != nil && !(isTotal && isBare)
        if !references.isEmpty, !isOfRows {
            guard isTotal, let count = CountExpression(rewrite, arguments), !count.factors.isEmpty,
                let others = rewrite.weights(without: count.factors)
            else { return nil }
            let renamings = references.compactMap(rewrite.renaming)
            guard !others.isEmpty else {
                edits = renamings + filterEdits
                return
            }
            let end = tokens[arguments.upperBound - 1].range.upperBound
            let start = tokens[arguments.lowerBound].range.lowerBound
            let factors = others.map { " * \($0)" }.joined()
            edits =
                [.init(range: start..<start, text: "(")] + renamings
                + [.init(range: end..<end, text: ")\(factors)")] + filterEdits
            return
        }
        let isDistinct = arguments.first.map { tokens[$0].isWord("distinct") } ?? false
        let isExtreme = name == SQLName("min") || name == SQLName("max")
        if isDistinct || isExtreme {
            // A row cannot be repeated for these.
            edits = (rewrite.ones(in: arguments) ?? []) + filterEdits
            return
        }
        let writer = AggregateWriter(rewrite, name: name, arguments: arguments, filter: filter)
        guard let text = writer.text else { return nil }
        let isSum = isTotal && !references.isEmpty && CountExpression(rewrite, arguments)?.isExact == true
        edits = [
            .init(
                range: tokens[call.lowerBound].range.lowerBound..<tokens[call.upperBound - 1].range.upperBound,
                text: text, isRenaming: isSum && filterEdits.isEmpty && rewrite.sources.count == 1)
        ]
    }

    /// Whether it consists only of parts of the query itself: columns, constants and functions of one row.
    static func isPlain(_ range: Range<Int>, _ rewrite: CoreRewrite) -> Bool {
        let tokens = rewrite.tokens
        return range.allSatisfy { index in
            if tokens[index].isWord("select") || tokens[index].isWord("exists") { return false }
            if rewrite.parser.isCall(index) {
                return SQLKeywords.scalarFunctions.contains(SQLName(tokens[index].text)) || tokens[index].isWord("cast")
            }
            // Within an expression, an aggregate of columns of the outer query would be an aggregate of the outer
            // query.
            guard rewrite.query.place == .expression, let name = tokens[index].name else { return true }
            if tokens[index].kind == .word, SQLKeywords.all.contains(name) { return true }
            if index > 1, tokens[index - 1].isSymbol(".") {
                return rewrite.sources.contains { SQLName($0.name) == tokens[index - 2].name }
            }
            if index + 1 < tokens.count, tokens[index + 1].isSymbol(".") { return true }
            return rewrite.has(name)
        }
    }
}

/// Rewrites an aggregate that counts rows for combinations, with the number of rows as a weight.
private struct AggregateWriter {
    private let rewrite: CoreRewrite
    private let name: SQLName
    private let arguments: Range<Int>
    /// ` filter (where …)`, or nothing.
    private let condition: String
    private let filter: String?

    init(_ rewrite: CoreRewrite, name: SQLName, arguments: Range<Int>, filter: Range<Int>?) {
        self.rewrite = rewrite
        self.name = name
        self.arguments = arguments
        self.filter = filter.map { rewrite.text($0, with: rewrite.ones(in: $0) ?? []) }
        condition = self.filter.map { " filter (where \($0))" } ?? ""
    }

    private static func product(_ factors: [String]) -> String { factors.joined(separator: " * ") }

    /// The whole call; nil if the aggregate has no weighted form.
    var text: String? {
        let tokens = rewrite.tokens
        guard let weights = rewrite.weights() else { return nil }
        let count = AggregateWriter.product(weights)
        let isAll = arguments.isEmpty || (arguments.count == 1 && tokens[arguments.lowerBound].isSymbol("*"))
        if name == SQLName("count"), isAll { return "coalesce(sum(\(count))\(condition), 0)" }
        if let text = textOfMeasure { return text }
        let argument = rewrite.text(arguments, with: rewrite.ones(in: arguments) ?? [])
        if name == SQLName("count") {
            let known = filter.map { "(\(argument)) is not null and (\($0))" } ?? "(\(argument)) is not null"
            return "coalesce(sum(\(count)) filter (where \(known)), 0)"
        }
        return SQLKeywords.countedAggregates[name].map { "\($0)(\(argument), \(count))\(condition)" }
    }

    /// Of a measure alone, whose totals the relation has.
    private var textOfMeasure: String? {
        guard let (source, measure) = measure, let others = rewrite.weights(without: [source]) else { return nil }
        let column = rewrite.sources[source].column
        let sum = AggregateWriter.product([column("sum(\(measure)_sum)")] + others)
        let have = AggregateWriter.product([column("sum(\(measure)_known)")] + others)
        switch name {
        case SQLName("count"): return "coalesce(sum(\(have))\(condition), 0)"
        case SQLName("sum"): return "sum(\(sum))\(condition)"
        case SQLName("total"): return "total(\(sum))\(condition)"
        case SQLName("avg"): return "(total(\(sum))\(condition) / nullif(sum(\(have))\(condition), 0))"
        default: return nil
        }
    }

    /// The measure that is the whole argument, and the source that has it.
    private var measure: (source: Int, name: String)? {
        let tokens = rewrite.tokens
        guard let last = arguments.last, let name = tokens[last].name else { return nil }
        let owners = rewrite.sources.indices.filter { rewrite.sources[$0].relation.measures.contains(name) }
        if arguments.count == 1 { return owners.count == 1 ? (owners[0], tokens[last].text) : nil }
        guard arguments.count == 3, tokens[last - 1].isSymbol("."),
            let source = owners.first(where: {
                SQLName(rewrite.sources[$0].name) == tokens[arguments.lowerBound].name
            })
        else { return nil }
        return (source, tokens[last].text)
    }
}
