import SQLite

/// What an expression of a query by ids counts of the rows of one id: all of them, those with a value in a column, or
/// the distinct values of a column.
struct CountOfID {
    /// The relation whose rows are counted, by its written name.
    let table: String
    /// The column in which a row must have a value; nil for all rows.
    let column: String?

    /// Nil for another expression.
    ///
    /// - Parameter conditions: those of the query. Distinct values are rows of a relation in which the elements of a
    ///   fact differ in all columns that the query names, as in `CountedIDsRewrite`.
    init?(_ range: Range<Int>, _ rewrite: CoreRewrite, where conditions: [Range<Int>], _ reader: IDQueryReader) {
        let tokens = rewrite.tokens
        guard let start = range.first, let close = rewrite.parser.closing[start + 1], close + 1 == range.upperBound
        else { return nil }
        let isDistinct = start + 2 < close && tokens[start + 2].isWord("distinct")
        let argument = (isDistinct ? start + 3 : start + 2)..<close
        if reader.endOfCount(at: start) == range.upperBound || CountOfID.isSumOfRows(start, argument, rewrite) {
            (table, column) = (rewrite.relation.writtenName, nil)
            return
        }
        guard tokens[start].isWord("count"), let last = argument.last, let name = tokens[last].name,
            argument.count == 1 || (argument.count == 3 && tokens[last - 1].isSymbol(".")),
            argument.count == 1 || tokens[argument.lowerBound].name == SQLName(rewrite.relationName),
            rewrite.relation.elements.contains(name)
        else { return nil }
        column = tokens[last].text
        guard isDistinct else {
            table = rewrite.relation.writtenName
            return
        }
        let named = Set(conditions.joined().compactMap { tokens[$0].name })
        let elements = named.intersection(rewrite.relation.elements).union([name])
        let others = named.intersection(rewrite.relation.allNames).subtracting(elements)
        guard let distinct = reader.scope.relations.relation(like: rewrite.relation, distinctIn: elements),
            others.allSatisfy(distinct.isOfFact)
        else { return nil }
        table = distinct.writtenName
    }

    /// `sum(n)`, where `n` is 1 for each row.
    private static func isSumOfRows(_ start: Int, _ argument: Range<Int>, _ rewrite: CoreRewrite) -> Bool {
        argument.count == 1 && rewrite.tokens[start].isWord("sum")
            && rewrite.tokens[argument.lowerBound].name.flatMap { rewrite.relation.counts[$0] }?.isRowCount == true
    }
}
