import Columns

/// The relations of one open store and what they read with.
final class RelationEngine {
    let connection: Connection
    let catalogue: Catalogue
    let reader: SegmentReader
    let cubes: CubeReader
    /// The cells of the questions asked last.
    var storeCells = StoreCellCache()
    /// Whether counts may come from cubes and kept cells; tests compare them with those of the rows.
    var usesCubes = true
    /// The scans of the statements that run; nil where nobody asks for them.
    var records: [ScanRecord]?
    private var relations: [String: Relation] = [:]
    private(set) var ordered: [Relation] = []

    init(connection: Connection, catalogue: Catalogue) {
        self.connection = connection
        self.catalogue = catalogue
        reader = SegmentReader(connection: connection, catalogue: catalogue)
        cubes = CubeReader(connection: connection, catalogue: catalogue)
    }

    var rowGroups: [RowGroup] { catalogue.rowGroups }
    var sampleCount: Int { catalogue.sampleCount }

    func relation(named name: String) -> Relation? { relations[name] }

    /// Makes the relations of the catalogue as it now is, and registers them.
    ///
    /// - Throws: `SQLError`.
    func register() throws {
        reader.clear()
        cubes.clear()
        storeCells = StoreCellCache()
        ordered = RelationCatalogue(connection: connection, catalogue: catalogue, reader: reader).relations()
        relations = Dictionary(ordered.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for relation in ordered { try VirtualTable.register(relation.name, engine: self, on: connection) }
    }
}
