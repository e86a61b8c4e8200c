import Functions
import CSQLite
import LocalFacts
import SQLite

extension Store {
    /// Registers the relations of the store that another program's SQLite handle has open, and the SQL functions, with
    /// that handle.
    ///
    /// The relations read by a separate read-only connection, so that the handle can be closed at any time and none of
    /// its statements is left open. A handle whose database is not a store gets only the functions.
    ///
    /// - Parameter handle: an `sqlite3 *` of the SQLite library that this program is linked with.
    /// - Throws: `StoreError` if the store is of another version; `SQLError`.
    public static func attach(to handle: OpaquePointer) throws {
        let host = Connection(borrowing: handle)
        try SQLFunctions.register(on: host)
        guard try isStore(host) else { return }
        let store = try Store.open(at: host.path, access: .readOnly)
        try store.engine.register(on: host, keeping: store)
    }

    private static func isStore(_ host: Connection) throws -> Bool {
        guard !host.path.isEmpty else { return false }
        do {
            return try host.value("pragma application_id") == .integer(StoreSchema.applicationID)
        } catch let error as SQLError where error.code == SQLITE_NOTADB {
            return false
        }
    }
}
