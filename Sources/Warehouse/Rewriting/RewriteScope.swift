/// What the tables of a statement are, as far as they stand for samples: relations, and steps and sub-queries over
/// combinations that hand their counts on.
struct RewriteScope {
    let relations: [SQLName: CountedRelation]
    private var steps: [SQLName: CountedRelation] = [:]
    /// Sub-queries of `from`, by their first token.
    private var subqueries: [Int: CountedRelation] = [:]

    init(relations: [SQLName: CountedRelation]) { self.relations = relations }

    /// What a table of `from` is; nil for a table with rows of its own.
    func relation(_ table: FromClause.Table) -> CountedRelation? {
        switch table.form {
        case .named(let name): steps[name] ?? relations[name]
        case .query(let range): subqueries[range.lowerBound]
        case .function: nil
        }
    }

    mutating func add(step: SQLName, outputs: [ProjectedColumn]) {
        steps[step] = CountedRelation(name: step, outputs: outputs)
    }

    mutating func add(subquery: Range<Int>, outputs: [ProjectedColumn]) {
        subqueries[subquery.lowerBound] = CountedRelation(name: SQLName(""), outputs: outputs)
    }
}
