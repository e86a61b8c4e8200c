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
    private var isRewriting = false
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

    /// A statement over relations in a form that costs less and has the same answer; nil where it stays as written.
    func rewritten(_ sql: String) -> StatementRewriter.Rewritten? {
        guard rewritesStatements, !isRewriting else { return nil }
        // What rewriting asks of the schema is not rewritten itself.
        isRewriting = true
        defer { isRewriting = false }
        guard let rewritten = statementRewriter.rewritten(sql, views: { self.views(on: self.connection) }),
            (try? hidesRelations(on: connection)) == false
        else { return nil }
        return rewritten
    }

    private var statementRewriter: StatementRewriter {
        if let rewriter { return rewriter }
        let tables = try? connection.rows("select name from sqlite_schema where type = 'table'")
        let names = (tables ?? []).compactMap { $0[0].text } + ["sqlite_schema", "sqlite_master"]
        let made = StatementRewriter(ordered, tables: Set(names.map(SQLName.init)))
        rewriter = made
        return made
    }

    /// Whether a table or view has the name of a relation, and is what a statement means by it.
    private func hidesRelations(on connection: Connection) throws -> Bool {
        let names = try connection.rows(
            "select name from sqlite_schema union all select name from temp.sqlite_schema"
        ).compactMap { $0[0].text.map(SQLName.init) }
        let taken = Set(ordered.map { SQLName($0.name) })
        return names.contains { taken.contains($0) }
    }

    /// The queries of the views of a connection. A temporary view hides one of the store.
    private func views(on connection: Connection) -> [SQLName: String] {
        let rows = try? connection.rows(
            """
            select name, sql from sqlite_schema where type = 'view'
            union all
            select name, sql from temp.sqlite_schema where type = 'view'
            """)
        var views: [SQLName: String] = [:]
        for row in rows ?? [] {
            guard let name = row[0].text, let sql = row[1].text else { continue }
            views[SQLName(name)] = ViewExpansion.query(of: sql)
        }
        return views
    }

    // MARK: - Statements of another program

    /// The connection of another program, whose statements are not rewritten; nil where there is none.
    var host: Connection?

    /// Whether the statements that run on the host's connection have the same answers where rows stand for
    /// combinations.
    ///
    /// SQLite does not say which statement reads a relation. So all that run are looked at, and if one of them needs
    /// rows, all get rows.
    func hostCollapses() -> Bool {
        guard let host, (try? hidesRelations(on: host)) == false else { return false }
        return host.runningStatements.allSatisfy { sql in
            statementRewriter.collapsesAsWritten(sql) { self.views(on: host) }
        }
    }
}
