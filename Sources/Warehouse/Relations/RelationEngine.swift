import Columns

/// The relations of one open store and what they read with.
final class RelationEngine {
    let connection: Connection
    let catalogue: Catalogue
    let reader: SegmentReader
    let cubes: CubeReader
    /// The cells of the questions asked last.
    var storeCells = StoreCellCache()
    /// Which cubes serve questions on which columns.
    var cubeCoverages: [ScanRoots.Identity: CubeCoverage] = [:]
    /// The values that SQLite may look at without a copy. Those of before a reload stay, for a statement may still run.
    private var texts: [ObjectIdentifier: ValueTexts] = [:]
    private var oldTexts: [ValueTexts] = []
    /// Whether counts may come from cubes and kept cells; tests compare them with those of the rows.
    var usesCubes = true
    /// The scans of the statements that run; nil where nobody asks for them.
    var records: [ScanRecord]?
    /// Whether statements that count rows may run over combinations.
    var rewritesStatements = true
    private var rewriter: StatementRewriter?
    let unreadTexts = UnreadTexts()
    /// What rows in random order are drawn by; tests have it draw the same again.
    var randomness: () -> any RandomNumberGenerator = { SQLiteRandomness() }
    private var relations: [String: Relation] = [:]
    private(set) var ordered: [Relation] = []

    init(connection: Connection, catalogue: Catalogue) {
        self.connection = connection
        self.catalogue = catalogue
        reader = SegmentReader(connection: connection, catalogue: catalogue)
        cubes = CubeReader(connection: connection, catalogue: catalogue)
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
        cubes.clear()
        storeCells = StoreCellCache()
        cubeCoverages = [:]
        oldTexts += texts.values
        texts = [:]
        ordered = RelationCatalogue(connection: connection, catalogue: catalogue, reader: reader).relations()
        relations = Dictionary(ordered.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        rewriter = nil
        for relation in ordered { try VirtualTable.register(relation.name, engine: self, on: connection) }
    }

    /// The values of a column's codes, made when they are first given to a statement.
    func texts(of column: AnyObject, _ values: CodeValues) -> ValueTexts {
        if let known = texts[ObjectIdentifier(column)] { return known }
        let made = ValueTexts(values)
        texts[ObjectIdentifier(column)] = made
        return made
    }

    /// A statement that counts rows of a relation, as one over combinations; nil where it stays as written.
    func rewritten(_ sql: String) -> StatementRewriter.Rewritten? {
        guard rewritesStatements else { return nil }
        let rewriter = self.rewriter ?? StatementRewriter(ordered)
        self.rewriter = rewriter
        guard let rewritten = rewriter.rewritten(sql), (try? hidesRelations()) == false else { return nil }
        return rewritten
    }

    /// Whether a table or view has the name of a relation, and is what a statement means by it.
    private func hidesRelations() throws -> Bool {
        let names = try connection.rows(
            "select name from sqlite_schema union all select name from temp.sqlite_schema"
        ).compactMap { $0[0].text.map(SQLName.init) }
        let taken = Set(ordered.map { SQLName($0.name) })
        return names.contains { taken.contains($0) }
    }
}
