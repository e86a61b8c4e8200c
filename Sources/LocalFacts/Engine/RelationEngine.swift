import CSQLite
import Columns
import SQLite

/// The relations of one open store, as of the state of the file that its statements see.
package final class RelationEngine {
    let connection: Connection
    let catalogue: Catalogue
    let scans: ScanEngine
    /// Whether statements that count rows may run over combinations.
    package var rewritesStatements = true
    private var rewriter: StatementRewriter?
    private var isRewriting = false
    let unreadTexts = UnreadTexts()
    private var relations: [String: Relation] = [:]
    /// The state of the file that the catalogue and all caches belong to.
    private var state: FileState?
    /// Why the last statement failed that needed too many rows of an outside table.
    package var refusalOfRows: String?
    /// Uses of relations in statements that run.
    var openCursorCount = 0
    /// False while this connection loads files: its own commits are then applied at the end.
    package var followsBetweenStatements = true
    package private(set) var ordered: [Relation] = []

    package init(connection: Connection, catalogue: Catalogue) {
        self.connection = connection
        self.catalogue = catalogue
        scans = ScanEngine(connection: connection, catalogue: catalogue)
        connection.refine = { [unreadTexts] in unreadTexts.refined($0, on: $1) }
    }

    func relation(named name: String) -> Relation? { relations[name] }

    /// The relation with the most columns of the current catalogue, whether it is registered or not.
    package func widestRelation() -> (name: String, columnCount: Int)? {
        RelationCatalogue(connection: connection, catalogue: catalogue, reader: scans.reader).relations()
            .max { $0.columns.count < $1.columns.count }
            .map { ($0.name, $0.columns.count) }
    }

    /// Reads what was written since: the catalogue, and the relations over it.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    package func reload() throws {
        let snapshot = try Snapshot(connection)
        defer { withExtendedLifetime(snapshot) {} }
        // The state is read first: if reading the catalogue fails, the next statement tries again.
        state = nil
        try catalogue.reloadVerified()
        try register()
        state = FileState(connection)
    }

    /// Reads what was written since, unless a running statement holds an older state.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    /// - Complexity: some microseconds where nothing was written.
    package func followBetweenStatements() throws {
        guard followsBetweenStatements, openCursorCount == 0, !connection.holdsState else { return }
        let snapshot = try Snapshot(connection)
        defer { withExtendedLifetime(snapshot) {} }
        if state != FileState(connection) { try reload() }
    }

    /// Updates the caches to the state that the running statement sees.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    func followRunningStatement() throws {
        // If a relation is already being read, the state is set and stays.
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

    /// A state of the store that lasts as long as the result, with the catalogue of that state.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    package func heldSnapshot() throws -> Snapshot {
        let snapshot = try Snapshot(connection)
        try followRunningStatement()
        return snapshot
    }

    /// To be called when a use of a relation ends.
    func closeCursor() {
        openCursorCount -= 1
        guard openCursorCount == 0 else { return }
        hostSnapshot = nil
        scans.endStatements()
    }

    /// Makes the relations of the current catalogue, and registers those that are new or have other columns.
    ///
    /// - Throws: `SQLError`.
    private func register() throws {
        scans.clear(isBeingRead: openCursorCount > 0)
        ordered = RelationCatalogue(connection: connection, catalogue: catalogue, reader: scans.reader).relations()
        let known = relations
        relations = Dictionary(ordered.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        scans.elements = relations.compactMapValues(\.element)
        rewriter = nil
        for relation in ordered {
            // A declaration is made when it is needed: most statements name one relation of ten.
            if let known = known[relation.name], known.declaration == relation.declaration { continue }
            try VirtualTable.register(relation.name, engine: self, on: connection)
            if let host { try VirtualTable.register(relation.name, engine: self, keeping: hostedStore, on: host) }
        }
    }

    /// A statement over relations in a form that costs less and has the same answer; nil if it stays as written.
    package func rewritten(_ sql: String) -> StatementRewrite? {
        guard rewritesStatements, !isRewriting else { return nil }
        // Queries of the schema by the rewriter are not rewritten themselves.
        isRewriting = true
        defer { isRewriting = false }
        guard let rewritten = statementRewriter.rewritten(sql, views: { self.views(on: self.connection) }),
            (try? hidesRelations(on: connection)) == false
        else { return nil }
        return rewritten
    }

    var statementRewriter: StatementRewriter {
        if let rewriter { return rewriter }
        let tables = try? connection.rows("select name from sqlite_schema where type = 'table'")
        let names = (tables ?? []).compactMap { $0[0].text } + ["sqlite_schema", "sqlite_master"]
        let made = StatementRewriter(ordered, tables: Set(names.map(SQLName.init)))
        rewriter = made
        return made
    }

    /// Whether a table or view has the name of a relation, and is what a statement means by it.
    func hidesRelations(on connection: Connection) throws -> Bool {
        let names = try connection.rows(
            "select name from sqlite_schema union all select name from temp.sqlite_schema"
        ).compactMap { $0[0].text.map(SQLName.init) }
        let taken = Set(ordered.map { SQLName($0.name) })
        return names.contains { taken.contains($0) }
    }

    /// Refuses a statement that reads a small table that is not as it was written.
    ///
    /// - Throws: `SQLError`.
    package func verify(_ sql: String) throws {
        guard catalogue.verifier.isActive else { return }
        var tables = CheckedTable.mentioned(in: sql)
        // Queries of the program itself while a statement runs use no view.
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
    func views(on connection: Connection) -> [SQLName: String] {
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

    /// The connection of another program, whose statements are not rewritten; nil if there is none.
    var host: Connection? { didSet { scans.host = host == nil ? nil : self } }
    /// What the relations need and only this object retains, if there is a host.
    weak var hostedStore: AnyObject?
    /// The state that the relations read while a statement of the host runs.
    private var hostSnapshot: Snapshot?

    /// Compares the host's state of the store with that of the relations, because two connections cannot be forced to
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
}
