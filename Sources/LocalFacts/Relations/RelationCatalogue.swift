import SQLite

/// Makes the relations of a store from its catalogue.
struct RelationCatalogue {
    let connection: Connection
    let catalogue: Catalogue
    let reader: SegmentReader

    /// The relations over all fact tables, `samples` first.
    func relations() -> [Relation] { catalogue.tables.flatMap(relations(over:)) }

    /// The relations over one fact table, that with one row per fact first.
    func relations(over facts: StoredFacts) -> [Relation] {
        FactRelations(facts, connection: connection, catalogue: catalogue, reader: reader).relations()
    }
}
