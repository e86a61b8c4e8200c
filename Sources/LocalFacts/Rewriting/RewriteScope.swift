import SQLite

/// The tables of a statement that represent samples: relations, and steps and sub-queries over combinations that pass
/// their counts on to their readers.
struct RewriteScope {
    let relations: CountedRelations
    private var steps: [SQLName: CountedRelation] = [:]
    /// Sub-queries of `from`, by their first token.
    private var subqueries: [Int: CountedRelation] = [:]

    init(relations: CountedRelations) { self.relations = relations }

    /// The meaning of a table of `from`; nil for a table that does not represent samples.
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
