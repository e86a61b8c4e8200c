import Columns

/// A relation over the samples: its name, its columns, and for a list relation what its rows are elements of.
final class Relation {
    let name: String
    let description: String
    let columns: [RelationColumn]
    let element: ElementSource?

    init(name: String, description: String, columns: [RelationColumn], element: ElementSource?) {
        self.name = name
        self.description = description
        // SQLite tells which of the first 63 columns a statement uses, and of the others only whether it uses any; a
        // count among those would be taken for used, and cells would be rows. Their place shows in no result.
        let lists = columns.filter(\.isList)
        let others = columns.filter { !$0.isList }
        let ordered = others.filter(\.isHidden) + others.filter { !$0.isHidden }
        // So would the counts of distinct values, which are offered as far as SQLite tells of them.
        let room = max(0, Relation.toldColumnCount - ordered.count)
        // A list that is taken for used makes every sample a row, which costs time and changes no answer.
        self.columns = ordered + ordered.compactMap(\.distinctCount).prefix(room) + lists
        self.element = element
    }

    /// Columns of which SQLite tells one by one whether a statement uses them.
    private static let toldColumnCount = 63

    /// The statement that declares the relation to SQLite.
    var declaration: String {
        let columns = columns.map { column in
            "\(Store.quoted(column.name)) \(column.type)\(column.isHidden ? " hidden" : "")"
        }
        return "create table relation (\(columns.joined(separator: ", ")))"
    }

    var publicDescription: RelationDescription {
        RelationDescription(
            name: name, description: description,
            columns: columns.filter { !$0.isInternal }.map {
                .init(name: $0.name, type: $0.type, isHidden: $0.isHidden, description: $0.description)
            })
    }

}
