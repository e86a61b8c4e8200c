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
        self.columns = columns
        self.element = element
    }

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
            columns: columns.map {
                .init(name: $0.name, type: $0.type, isHidden: $0.isHidden, description: $0.description)
            })
    }

}
