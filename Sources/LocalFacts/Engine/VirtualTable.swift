import CSQLite
import Columns
import Facts
import SQLite

/// Registers relations with SQLite as eponymous virtual tables, which leave nothing in the store's schema.
enum VirtualTable {
    /// What SQLite keeps for each relation.
    final class Context {
        /// The store's engine. SQLite must not retain it, since it retains the connection.
        weak var engine: RelationEngine?
        let name: String
        /// Lives as long as the module is registered.
        private let kept: AnyObject?

        init(engine: RelationEngine, name: String, keeping kept: AnyObject?) {
            self.engine = engine
            self.name = name
            self.kept = kept
        }
    }

    /// SQLite's own part comes first, as its C interface demands.
    private struct Table {
        var base: sqlite3_vtab
        var context: Unmanaged<Context>
        var declaration: Unmanaged<Declaration>
    }

    /// The columns of a relation as SQLite knows them. Statements name them by position. Not the relation itself, which
    /// would retain the connection.
    private final class Declaration {
        let text: String

        init(_ text: String) { self.text = text }
    }

    private struct Cursor {
        var base: sqlite3_vtab_cursor
        var scanner: Unmanaged<Scanner>
        var engine: Unmanaged<RelationEngine>
    }

    /// - Parameter kept: what the engine needs and nothing else retains, if `connection` is not the engine's own.
    /// - Throws: `SQLError`.
    static func register(
        _ name: String, engine: RelationEngine, keeping kept: AnyObject? = nil, on connection: Connection
    ) throws {
        let context = Unmanaged.passRetained(Context(engine: engine, name: name, keeping: kept))
        let code = sqlite3_create_module_v2(connection.handle, name, module, context.toOpaque()) { context in
            if let context { Unmanaged<Context>.fromOpaque(context).release() }
        }
        guard code == SQLITE_OK else { throw connection.error(code, sql: nil) }
    }

    /// Lives as long as the program: SQLite keeps the address.
    nonisolated(unsafe) private static let module: UnsafePointer<sqlite3_module> = {
        let module = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
        module.initialize(to: sqlite3_module())
        module.pointee.iVersion = 1
        module.pointee.xConnect = { database, context, _, _, table, message in
            connect(database, context, table, message)
        }
        module.pointee.xBestIndex = { table, info in bestIndex(table, info) }
        module.pointee.xDisconnect = { table in
            guard let table = rebind(table, to: Table.self) else { return SQLITE_OK }
            sqlite3_free(table.pointee.base.zErrMsg)
            table.pointee.context.release()
            table.pointee.declaration.release()
            table.deallocate()
            return SQLITE_OK
        }
        module.pointee.xOpen = { table, cursor in
            guard let table = rebind(table, to: Table.self) else { return SQLITE_ERROR }
            let context = table.pointee.context.takeUnretainedValue()
            guard let engine = context.engine else { return SQLITE_ERROR }
            // The statement has begun to read, so relations and tables can be brought to one state.
            do {
                try engine.refuseOtherDatabases()
                try engine.followRunningStatement()
            } catch {
                sqlite3_free(table.pointee.base.zErrMsg)
                table.pointee.base.zErrMsg = copy("\(error)")
                return SQLITE_ERROR
            }
            guard let relation = engine.relation(named: context.name) else { return SQLITE_ERROR }
            // SQLite then compiles the statement again, over the columns as they are now.
            guard relation.declaration == table.pointee.declaration.takeUnretainedValue().text else {
                return SQLITE_SCHEMA
            }
            engine.openCursorCount += 1
            let opened = UnsafeMutablePointer<Cursor>.allocate(capacity: 1)
            opened.initialize(
                to: Cursor(
                    base: sqlite3_vtab_cursor(),
                    scanner: .passRetained(Scanner(relation: relation, engine: engine.scans)),
                    engine: .passRetained(engine)))
            cursor?.pointee = UnsafeMutableRawPointer(opened).assumingMemoryBound(to: sqlite3_vtab_cursor.self)
            return SQLITE_OK
        }
        module.pointee.xClose = { cursor in
            guard let cursor = rebind(cursor, to: Cursor.self) else { return SQLITE_OK }
            cursor.pointee.scanner._withUnsafeGuaranteedRef { $0.close() }
            cursor.pointee.scanner.release()
            cursor.pointee.engine.takeUnretainedValue().closeCursor()
            cursor.pointee.engine.release()
            cursor.deallocate()
            return SQLITE_OK
        }
        module.pointee.xFilter = { cursor, _, plan, count, values in
            attempt(cursor) { scanner in
                try scanner.start(
                    plan: plan, arguments: UnsafeBufferPointer(start: values, count: Int(count)))
            }
        }
        module.pointee.xNext = { cursor in attempt(cursor) { try $0.scan?.next() } }
        module.pointee.xEof = { cursor in
            rebind(cursor, to: Cursor.self)?.pointee.scanner._withUnsafeGuaranteedRef { scanner in
                scanner.scan?.isAtEnd == false ? 0 : 1
            } ?? 1
        }
        module.pointee.xColumn = { cursor, context, position in
            attempt(cursor) { try $0.scan?.column(Int(position), into: ResultContext(handle: context)) }
        }
        module.pointee.xRowid = { cursor, rowID in
            attempt(cursor) { rowID?.pointee = $0.scan?.rowID ?? 0 }
        }
        module.pointee.xFindFunction = { _, count, name, function, _ in
            guard count == 2, let name, sqlite3_stricmp(name, "match") == 0 else { return 0 }
            function?.pointee = MatchFunction.implementation
            return 1
        }
        return UnsafePointer(module)
    }()

    private static func connect(
        _ database: OpaquePointer?, _ context: UnsafeMutableRawPointer?,
        _ table: UnsafeMutablePointer<UnsafeMutablePointer<sqlite3_vtab>?>?,
        _ message: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    ) -> Int32 {
        guard let context else { return SQLITE_ERROR }
        let relationContext = Unmanaged<Context>.fromOpaque(context)
        let value = relationContext.takeUnretainedValue()
        guard let relation = value.engine?.relation(named: value.name) else { return SQLITE_ERROR }
        let code = sqlite3_declare_vtab(database, relation.declaration)
        guard code == SQLITE_OK else {
            let reason = database.map { String(cString: sqlite3_errmsg($0)) } ?? ""
            message?.pointee = copy("relation \(value.name) has \(relation.columns.count) columns: \(reason)")
            return code
        }
        // Reading a store is all that a relation does.
        let created = UnsafeMutablePointer<Table>.allocate(capacity: 1)
        created.initialize(
            to: Table(
                base: sqlite3_vtab(), context: relationContext.retain(),
                declaration: .passRetained(Declaration(relation.declaration))))
        table?.pointee = UnsafeMutableRawPointer(created).assumingMemoryBound(to: sqlite3_vtab.self)
        return SQLITE_OK
    }

    private static func bestIndex(
        _ table: UnsafeMutablePointer<sqlite3_vtab>?, _ info: UnsafeMutablePointer<sqlite3_index_info>?
    ) -> Int32 {
        guard let table = rebind(table, to: Table.self), let info else { return SQLITE_ERROR }
        let context = table.pointee.context.takeUnretainedValue()
        guard let engine = context.engine, let relation = engine.relation(named: context.name) else {
            return SQLITE_ERROR
        }
        let planner = ScanPlanner(
            relation: relation, sampleCount: relation.facts.rowCount, textsAreUnread: engine.unreadTexts.isAssumed)
        let request = planner.plan(info)
        guard relation.hasExpressions(request) else { return SQLITE_CONSTRAINT }
        engine.unreadTexts.note(relation.comparedTexts(of: request), at: table)
        let bytes = Array(request.encoded.utf8) + [0]
        guard let memory = sqlite3_malloc(Int32(bytes.count)) else { return SQLITE_NOMEM }
        memory.copyMemory(from: bytes, byteCount: bytes.count)
        info.pointee.idxStr = memory.assumingMemoryBound(to: CChar.self)
        info.pointee.needToFreeIdxStr = 1
        return SQLITE_OK
    }

    /// Runs `body`; an error becomes the table's message.
    private static func attempt(
        _ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?, _ body: (Scanner) throws -> Void
    ) -> Int32 {
        guard let cursor, let own = rebind(cursor, to: Cursor.self) else { return SQLITE_ERROR }
        do {
            try own.pointee.scanner._withUnsafeGuaranteedRef(body)
            return SQLITE_OK
        } catch {
            if let error = error as? SQLError, error.isInterrupt { return SQLITE_INTERRUPT }
            // A terminal sends Ctrl-C to the bridge as well, which may say so first.
            if error as? EngineError == .interrupted { return SQLITE_INTERRUPT }
            if let refusal = error as? EngineError, case .tooManyRows = refusal {
                own.pointee.engine.takeUnretainedValue().refusalOfRows = "\(error)"
            }
            let isCorrupt = (error as? SQLError).map { $0.code & 0xFF == SQLITE_CORRUPT } ?? false
            let isOfEngine = own.pointee.scanner._withUnsafeGuaranteedRef { $0.isFinal(error) }
            if isCorrupt || isOfEngine || error is StoreError {
                own.pointee.engine.takeUnretainedValue().connection.metFailure = true
            }
            if let table = cursor.pointee.pVtab {
                sqlite3_free(table.pointee.zErrMsg)
                table.pointee.zErrMsg = copy("\(error)")
            }
            return SQLITE_ERROR
        }
    }

    private static func copy(_ text: String) -> UnsafeMutablePointer<CChar>? {
        let bytes = Array(text.utf8) + [0]
        guard let memory = sqlite3_malloc(Int32(bytes.count)) else { return nil }
        memory.copyMemory(from: bytes, byteCount: bytes.count)
        return memory.assumingMemoryBound(to: CChar.self)
    }

    private static func rebind<Base, Own>(
        _ pointer: UnsafeMutablePointer<Base>?, to type: Own.Type
    ) -> UnsafeMutablePointer<Own>? {
        pointer.map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: Own.self) }
    }
}
