import CSQLite
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
    /// The state of the file that the catalogue and all that is kept are of.
    private var state: FileState?
    /// Uses of relations in statements that run.
    var openCursorCount = 0
    /// False while this connection loads files: its own commits are then taken in at the end.
    var followsBetweenStatements = true
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

    /// Takes in what was written since: the catalogue, and relations over it.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    func reload() throws {
        let snapshot = try Snapshot(connection)
        defer { withExtendedLifetime(snapshot) {} }
        // Taken first: where reading fails, the next statement tries again.
        state = nil
        try catalogue.reloadVerified()
        try register()
        state = FileState(connection)
    }

    /// Takes in what was written since, where nothing that runs holds an older state.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    /// - Complexity: some microseconds where nothing was written.
    func followBetweenStatements() throws {
        guard followsBetweenStatements, openCursorCount == 0, !connection.holdsState else { return }
        let snapshot = try Snapshot(connection)
        defer { withExtendedLifetime(snapshot) {} }
        if state != FileState(connection) { try reload() }
    }

    /// Brings what is kept to the state that the running statement sees.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    func followRunningStatement() throws {
        // A relation that is read already has set the state, and keeps it.
        guard openCursorCount == 0 else { return }
        guard let host else {
            if state != FileState(connection) { try reload() }
            return
        }
        let snapshot = try Snapshot(connection)
        if state != FileState(connection) { try reload() }
        guard try HostState(of: host) == HostState(of: connection) else { throw StoreError.changedMeanwhile }
        hostSnapshot = snapshot
    }

    /// To be called when a use of a relation ends.
    func closeCursor() {
        openCursorCount -= 1
        if openCursorCount == 0 { hostSnapshot = nil }
    }

    /// Makes the relations of the catalogue as it now is, and registers those that are new or have other columns.
    ///
    /// - Throws: `SQLError`.
    private func register() throws {
        reader.clear()
        cubes.clear()
        storeCells = StoreCellCache()
        cubeCoverages = [:]
        // Else a session that lives beside a load would grow with each of its commits.
        if openCursorCount == 0 { oldTexts = [] } else { oldTexts += texts.values }
        texts = [:]
        ordered = RelationCatalogue(connection: connection, catalogue: catalogue, reader: reader).relations()
        let known = relations
        relations = Dictionary(ordered.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        rewriter = nil
        for relation in ordered where known[relation.name]?.declaration != relation.declaration {
            try VirtualTable.register(relation.name, engine: self, on: connection)
            if let host { try VirtualTable.register(relation.name, engine: self, keeping: hostedStore, on: host) }
        }
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

    /// Refuses a statement that reads a small table that is not as it was written.
    ///
    /// - Throws: `SQLError`.
    func verify(_ sql: String) throws {
        guard catalogue.verifier.isActive else { return }
        var tables = CheckedTable.mentioned(in: sql)
        // What the program asks while a statement runs goes by no view.
        if !connection.holdsState {
            for view in views(on: connection).values { tables += CheckedTable.mentioned(in: view) }
        }
        guard !tables.isEmpty else { return }
        do {
            let snapshot = try Snapshot(connection)
            defer { withExtendedLifetime(snapshot) {} }
            try followRunningStatement()
            for table in tables {
                if let damage = catalogue.verifier.damage(of: table) { throw damage }
            }
        } catch let error as StoreError {
            throw SQLError(code: SQLITE_CORRUPT, message: "\(error)")
        }
    }

    /// The queries of the views of a connection. A temporary view hides one of the store.
    private func views(on connection: Connection) -> [SQLName: String] {
        let statement = try? Statement(
            unchecked: """
                select name, sql from sqlite_schema where type = 'view'
                union all
                select name, sql from temp.sqlite_schema where type = 'view'
                """, on: connection)
        var views: [SQLName: String] = [:]
        while (try? statement?.step()) == true, let row = statement?.row() {
            guard let name = row[0].text, let sql = row[1].text else { continue }
            views[SQLName(name)] = ViewExpansion.query(of: sql)
        }
        return views
    }

    // MARK: - Statements of another program

    /// The connection of another program, whose statements are not rewritten; nil where there is none.
    var host: Connection?
    /// What the relations need and nobody else holds, where there is a host.
    weak var hostedStore: Store?
    /// What the relations read while a statement of the host runs.
    private var hostSnapshot: Snapshot?

    /// By what the host's state of the store is compared with that of the relations: two connections cannot be made to
    /// see one state.
    private struct HostState: Equatable {
        private let values: [[SQLValue]]

        init(of connection: Connection) throws {
            // Checked, it would ask for the state that is being found.
            let statement = try Statement(
                unchecked: "select count(*), max(id), sum(rows_seen), sum(records_read), sum(finished) from main.file",
                on: connection)
            values = try statement.step() ? [statement.row()] : []
        }
    }

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
