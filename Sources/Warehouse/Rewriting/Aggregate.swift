/// One aggregate of a query over rows, written for combinations that each stand for `n` rows.
struct Aggregate {
    /// What comes in its place; nil where it stays as it is.
    let text: String?

    /// Nil where the aggregate cannot be written for combinations.
    init?(_ rewrite: CoreRewrite, name: SQLName, arguments: Range<Int>, filter: Range<Int>?) {
        let tokens = rewrite.tokens
        guard ([arguments] + [filter].compactMap(\.self)).allSatisfy({ Aggregate.isPlain($0, rewrite) }) else {
            return nil
        }
        let isDistinct = arguments.first.map { tokens[$0].isWord("distinct") } ?? false
        let isExtreme = name == SQLName("min") || name == SQLName("max")
        if isDistinct || isExtreme {
            text = nil
            return
        }
        let count = rewrite.count
        let condition = filter.map { " filter (where \(rewrite.text($0)))" } ?? ""
        let isAll = arguments.isEmpty || (arguments.count == 1 && tokens[arguments.lowerBound].isSign("*"))
        if name == SQLName("count"), isAll {
            text = "coalesce(sum(\(count))\(condition), 0)"
            return
        }
        let argument = rewrite.text(arguments)
        let known = filter.map { "(\(argument)) is not null and (\(rewrite.text($0)))" } ?? "(\(argument)) is not null"
        if let measure = Aggregate.measure(arguments, rewrite) {
            let sum = "\(Store.quoted(rewrite.relationName)).\(Store.quoted(measure + "_sum"))"
            let have = "\(Store.quoted(rewrite.relationName)).\(Store.quoted(measure + "_known"))"
            switch name {
            case SQLName("count"): text = "coalesce(sum(\(have))\(condition), 0)"
            case SQLName("sum"): text = "sum(\(sum))\(condition)"
            case SQLName("total"): text = "total(\(sum))\(condition)"
            default: text = "(total(\(sum))\(condition) / nullif(sum(\(have))\(condition), 0))"
            }
            return
        }
        if name == SQLName("count") {
            text = "coalesce(sum(\(count)) filter (where \(known)), 0)"
            return
        }
        guard IntegerExpression(rewrite, arguments).isCertain else { return nil }
        switch name {
        case SQLName("sum"): text = "sum((\(argument)) * \(count))\(condition)"
        case SQLName("total"): text = "total((\(argument)) * \(count))\(condition)"
        default:
            // The argument is written twice, and a bare parameter would then be two.
            guard !arguments.contains(where: { tokens[$0].kind == .parameter }),
                filter?.contains(where: { tokens[$0].kind == .parameter }) != true
            else { return nil }
            text =
                "(total((\(argument)) * \(count))\(condition) / nullif(sum(\(count)) filter (where \(known)), 0))"
        }
    }

    /// Whether all of it is of the query itself: columns, constants and functions of one row.
    private static func isPlain(_ range: Range<Int>, _ rewrite: CoreRewrite) -> Bool {
        let tokens = rewrite.tokens
        return range.allSatisfy { index in
            if tokens[index].isWord("select") || tokens[index].isWord("exists") { return false }
            if rewrite.parser.isCall(index) {
                return SQLKeywords.scalarFunctions.contains(SQLName(tokens[index].text)) || tokens[index].isWord("cast")
            }
            // Within an expression, an aggregate of columns of the query around it would be an aggregate of that one.
            guard rewrite.query.place == .expression, let name = tokens[index].name else { return true }
            if tokens[index].kind == .word, SQLKeywords.all.contains(name) { return true }
            if index > 1, tokens[index - 1].isSign(".") {
                return tokens[index - 2].name == SQLName(rewrite.relationName)
            }
            if index + 1 < tokens.count, tokens[index + 1].isSign(".") { return true }
            return rewrite.relation.columns[name] != nil
        }
    }

    /// The measure that is the whole argument.
    private static func measure(_ arguments: Range<Int>, _ rewrite: CoreRewrite) -> String? {
        let tokens = rewrite.tokens
        guard let last = arguments.last, let name = tokens[last].name, rewrite.relation.measures.contains(name) else {
            return nil
        }
        if arguments.count == 1 { return tokens[last].text }
        let isQualified =
            arguments.count == 3 && tokens[last - 1].isSign(".")
            && tokens[arguments.lowerBound].name == SQLName(rewrite.relationName)
        return isQualified ? tokens[last].text : nil
    }
}

/// An expression of which it is to be known that it gives integers or null.
private struct IntegerExpression {
    private let rewrite: CoreRewrite
    private let range: Range<Int>

    init(_ rewrite: CoreRewrite, _ range: Range<Int>) {
        self.rewrite = rewrite
        self.range = range
    }

    private static let comparisons = [
        "=", "==", "<>", "!=", "<", "<=", ">", ">=",
    ]
    private static let logicWords = [
        "and", "or", "not", "is", "in", "like", "glob", "between", "isnull", "notnull",
    ]

    private var tokens: [SQLToken] { rewrite.tokens }

    var isCertain: Bool {
        guard let first = range.first, let last = range.last else { return false }
        if range.count == 1 { return isInteger(first) }
        if range.count == 3, tokens[first + 1].isSign("."), tokens[first].name == SQLName(rewrite.relationName) {
            return isIntegerColumn(last)
        }
        if rewrite.parser.closing[first] == last {
            return IntegerExpression(rewrite, first + 1..<last).isCertain
        }
        if tokens[first].isWord("case") { return isCaseOfIntegers }
        let outer = rewrite.parser.outer(range)
        // What binds least tightly makes the value; `case` could hide it.
        guard !outer.contains(where: { tokens[$0].isWord("case") }) else { return false }
        return outer.contains { index in
            IntegerExpression.comparisons.contains(where: tokens[index].isSign)
                || IntegerExpression.logicWords.contains(where: tokens[index].isWord)
        }
    }

    private func isInteger(_ index: Int) -> Bool {
        tokens[index].kind == .number
            ? Int32(tokens[index].text) != nil : isIntegerColumn(index) || tokens[index].isWord("null")
    }

    private func isIntegerColumn(_ index: Int) -> Bool {
        tokens[index].name.flatMap { rewrite.relation.columns[$0] } ?? false
    }

    /// `case when … then 1 else 0 end`, its results integers.
    private var isCaseOfIntegers: Bool {
        let outer = rewrite.parser.outer(range)
        guard let last = outer.last, tokens[last].isWord("end"), outer.count(where: { tokens[$0].isWord("case") }) == 1
        else { return false }
        return outer.indices.allSatisfy { place in
            guard tokens[outer[place]].isWord("then") || tokens[outer[place]].isWord("else") else { return true }
            guard place + 2 < outer.count, isInteger(outer[place + 1]) else { return false }
            return ["when", "else", "end"].contains(where: tokens[outer[place + 2]].isWord)
        }
    }
}
