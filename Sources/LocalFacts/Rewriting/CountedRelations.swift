import SQLite

/// What statements may name of the relations of a store. A relation is looked into when a statement first names it,
/// since most statements name one of ten.
final class CountedRelations {
    private let relations: [SQLName: Relation]
    private var known: [SQLName: CountedRelation] = [:]

    init(_ relations: [Relation]) {
        let named = relations.map { (SQLName($0.name), $0) }
        self.relations = Dictionary(named, uniquingKeysWith: { first, _ in first })
    }

    /// The names of the relations.
    var names: Set<SQLName> { Set(relations.keys) }

    /// Whether there is a relation of that name.
    func contains(_ name: SQLName) -> Bool { relations[name] != nil }

    /// The relation of that name; nil if there is none.
    subscript(_ name: SQLName) -> CountedRelation? {
        if let found = known[name] { return found }
        let found = relations[name].map(CountedRelation.init)
        known[name] = found
        return found
    }

    /// The relation with a row for each fact of a table; nil if there is none.
    func facts(of table: FactTable.ID) -> CountedRelation? {
        relations.first { $0.value.element == nil && $0.value.facts.table.id == table }.flatMap { self[$0.key] }
    }

    /// A relation over the same lists in which no two elements of a fact are equal in any of some columns; nil if there
    /// is none.
    ///
    /// A level above the values has no other than itself: of a place without a country, `countries` does not know the
    /// continent.
    func relation(like other: CountedRelation, distinctIn columns: Set<SQLName>) -> CountedRelation? {
        if columns.isSubset(of: other.distinctElements) { return other }
        guard let list = other.list else { return nil }
        let found = relations.first { _, relation in
            guard relation.element?.column.id == list else { return false }
            return columns.isSubset(of: relation.distinctElements.map { SQLName($0) })
        }
        return found.flatMap { self[$0.key] }
    }
}
