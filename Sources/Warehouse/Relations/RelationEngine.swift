import Columns

/// The relations of one open store and what they read with.
final class RelationEngine {
    let connection: Connection
    let catalogue: Catalogue
    let reader: SegmentReader
    let unreadTexts = UnreadTexts()
    private var relations: [String: Relation] = [:]
    private(set) var ordered: [Relation] = []

    init(connection: Connection, catalogue: Catalogue) {
        self.connection = connection
        self.catalogue = catalogue
        reader = SegmentReader(connection: connection, catalogue: catalogue)
        connection.refine = { [unreadTexts] in unreadTexts.refined($0, on: $1) }
    }

    var rowGroups: [RowGroup] { catalogue.rowGroups }
    var sampleCount: Int { catalogue.sampleCount }

    func relation(named name: String) -> Relation? { relations[name] }

    /// Makes the relations of the catalogue as it now is, and registers them.
    ///
    /// - Throws: `SQLError`.
    func register() throws {
        reader.clear()
        ordered = RelationCatalogue(connection: connection, catalogue: catalogue, reader: reader).relations()
        relations = Dictionary(ordered.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for relation in ordered { try VirtualTable.register(relation.name, engine: self, on: connection) }
    }
}
