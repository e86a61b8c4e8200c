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
        // SQLite tells which of the first 63 columns a statement uses, and of the others only whether it uses any. A
        // column that collapses must be among the first: else every statement that uses one of the others would seem to
        // use it. The place of a column shows in no result.
        let counts = columns.filter(\.isCountOfRow)
        let lists = columns.filter(\.isList)
        let ordered =
            columns.compactMap(\.collapsed) + columns.filter(\.isInternal) + columns.filter { !$0.isHidden }
            + counts.filter { !$0.isTotalOfMeasure }
        // So must the counts of distinct values, which are offered as far as there is room.
        let room = max(0, Relation.toldColumnCount - ordered.count)
        // A list that is taken for used makes every sample a row, which costs time and changes no answer.
        self.columns =
            ordered + ordered.compactMap(\.distinctCount).prefix(room) + counts.filter(\.isTotalOfMeasure) + lists
        self.element = element
    }

    /// Columns of which SQLite tells one by one whether a statement uses them.
    private static let toldColumnCount = 63

    /// The statement that declares the relation to SQLite.
    private(set) lazy var declaration: String = {
        let columns = columns.map { column in
            "\(Store.quoted(column.name)) \(column.type)\(column.isHidden ? " hidden" : "")"
        }
        return "create table relation (\(columns.joined(separator: ", ")))"
    }()

    var publicDescription: RelationDescription {
        RelationDescription(
            name: name, description: description,
            columns: columns.filter { !$0.isInternal }.map {
                .init(name: $0.name, type: $0.type, isHidden: $0.isHidden, description: $0.description)
            })
    }

}
