import Columns
import SQLite

/// The attributes of entities, such as the age of respondents, as columns of the facts that refer to them.
///
/// An attribute is kept once for each entity. A fact has it by way of the code of its key, so that it can be compared
/// and grouped by like a stored tag.
struct EntityAttributes {
    private let entities: StoredFacts
    private let catalogue: Catalogue
    private let reader: SegmentReader
    private let relations: FactRelations

    init(_ entities: StoredFacts, connection: Connection, catalogue: Catalogue, reader: SegmentReader) {
        self.entities = entities
        self.catalogue = catalogue
        self.reader = reader
        relations = FactRelations(entities, connection: connection, catalogue: catalogue, reader: reader)
    }

    /// The tags and numbers of the entities, and what follows from them. Texts and lists are left out: they are asked
    /// of the table of entities itself.
    func columns(of referring: ColumnDefinition, _ stored: StoredTagColumn) -> [RelationColumn] {
        guard let key = entities.key else { return [] }
        let tags = relations.attributeColumns().filter { !isOwn($0.name) }
        let measures = entities.columns.filter { ($0.kind == .integer || $0.kind == .real) && $0.role == nil }
            .map(relations.measure)
        return (tags + measures).map { attribute in
            RelationColumn(
                name: attribute.name, type: attribute.type, description: attribute.description,
                content: .coded(
                    DerivedColumn(of: stored) { try map(attribute.content, key: key, referring: referring) }))
        }
    }

    /// Whether a column is that of the key, or says where the entity was loaded from.
    private func isOwn(_ name: String) -> Bool {
        entities.column(named: name).map { $0.role != nil || $0.id == entities.key?.id } ?? false
    }

    /// The attribute by the code of the referring column. If several rows have the key, the last one counts.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    /// - Complexity: O(entities + values of the referring column).
    private func map(
        _ content: RelationColumn.Content, key: ColumnDefinition, referring: ColumnDefinition
    ) throws -> DerivedMap {
        let keys = try catalogue.dictionary(of: key)
        var byKey = [SQLValue](repeating: .null, count: keys.count + 1)
        for group in entities.rowGroups {
            guard let codes = try reader.codes(key, group) else { continue }
            let value = try values(content, group)
            for row in 0..<codes.count where Int(codes[row]) < byKey.count { byKey[Int(codes[row])] = value(row) }
        }
        byKey[0] = .null
        let referred = try catalogue.dictionary(of: referring)
        return DerivedMap(
            [.null]
                + (0..<referred.greatestCode).map {
                    keys.code(of: referred.text(of: $0 + 1)).map { byKey[Int($0)] } ?? .null
                })
    }

    /// The values of a row group's rows.
    private func values(_ content: RelationColumn.Content, _ group: RowGroup) throws -> (Int) -> SQLValue {
        switch content {
        case .coded(let column):
            let values = try column.values()
            let codes = try column.codes(in: group)
            return { values[codes[$0]] }
        case .integer(let column):
            guard let integers = try reader.integers(column, group) else { return { _ in .null } }
            return { SQLValue(integers[$0]) }
        case .real(let column):
            guard let reals = try reader.reals(column, group) else { return { _ in .null } }
            return { reals[$0].map { .real($0) } ?? .null }
        default: return { _ in .null }
        }
    }
}
