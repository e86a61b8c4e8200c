import SQLite

/// The queries of ids that a query passes to the scan of one of its tables, and the columns of their numbers.
struct PassedQueryColumns {
    private let relation: CountedRelation
    private let name: String
    private(set) var queries: [IDQueryText] = []
    private var place: IDQueryText?

    /// - Parameter name: that by which the query speaks of the table.
    init(_ relation: CountedRelation, named name: String) {
        self.relation = relation
        self.name = name
    }

    /// The column that counts the rows of a query; nil if there is no column left.
    mutating func column(of query: IDQueryText) -> String? {
        if !queries.contains(query) {
            guard queries.count < relation.querySlots.count else { return nil }
            queries.append(query)
        }
        guard let place = queries.firstIndex(of: query) else { return nil }
        return qualified(RelationColumn.numberByIDName(relation.querySlots[place]))
    }

    /// The column that gives the places of rows; nil if other places are given already.
    mutating func column(ofPlaces places: IDQueryText) -> String? {
        guard relation.givesPlaces, place == nil || place == places else { return nil }
        place = places
        return qualified(RelationColumn.placeName)
    }

    /// The text of all that is passed, as an expression; nil if there is nothing.
    var text: String? {
        let all = queries + [place].compactMap(\.self)
        return all.isEmpty ? nil : all.map(\.expression).joined(separator: " || char(10) || ")
    }

    /// The condition that passes them; nil if there are none.
    var equality: String? { text.map { "\(qualified(RelationColumn.queriesName)) = \($0)" } }

    private func qualified(_ column: String) -> String { "\(SQLName.quoted(name)).\(SQLName.quoted(column))" }
}
