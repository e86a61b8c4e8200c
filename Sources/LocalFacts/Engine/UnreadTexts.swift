import CSQLite
import SQLite

/// Finds the statements that only compare a text and never read it, so that a collapse need not group by it.
///
/// SQLite tells a relation which columns a statement mentions, not what for. But the compiled program shows which
/// columns are read (`VColumn`), once the comparisons that the relation decides are left out of it. So such a statement
/// is first compiled as if its texts were unread. If the program confirms this, that form is used.
final class UnreadTexts {
    private struct Use: Hashable {
        /// As SQLite writes the table's address in a listing.
        var table: String
        var column: Int
    }

    /// The statement is being compiled as if its texts were unread.
    private(set) var isAssumed = false
    /// Texts that collapses of the statement being compiled compare.
    private var compared: Set<Use> = []

    /// Records the request of `xBestIndex`.
    func note(_ columns: [Int], at table: UnsafeRawPointer) {
        let address = String(UInt(bitPattern: table), radix: 16, uppercase: true)
        for column in columns { compared.insert(Use(table: "vtab:\(address)", column: column)) }
    }

    /// The statement, or the same statement compiled without reading texts.
    func refined(_ statement: OpaquePointer, on connection: Connection) -> OpaquePointer {
        defer { compared = [] }
        guard !compared.isEmpty, sqlite3_stmt_isexplain(statement) == 0, let sql = sqlite3_sql(statement) else {
            return statement
        }
        isAssumed = true
        defer { isAssumed = false }
        guard leavesUnread(String(cString: sql), connection) else { return statement }
        var refined: OpaquePointer?
        guard sqlite3_prepare_v2(connection.handle, sql, -1, &refined, nil) == SQLITE_OK, let refined else {
            return statement
        }
        sqlite3_finalize(statement)
        return refined
    }

    /// Whether the program of a statement reads none of the texts that it compares.
    private func leavesUnread(_ sql: String, _ connection: Connection) -> Bool {
        var listing: OpaquePointer?
        guard sqlite3_prepare_v2(connection.handle, "explain \(sql)", -1, &listing, nil) == SQLITE_OK else {
            return false
        }
        defer { sqlite3_finalize(listing) }
        var tables: [Int32: String] = [:]
        var reads: [(cursor: Int32, column: Int)] = []
        while sqlite3_step(listing) == SQLITE_ROW {
            // The listing's columns: address, opcode, its operands p1, p2, p3 and p4.
            switch sqlite3_column_text(listing, 1).map({ String(cString: $0) }) {
            case "VOpen":
                tables[sqlite3_column_int(listing, 2)] = sqlite3_column_text(listing, 5).map { String(cString: $0) }
            case "VColumn":
                reads.append((sqlite3_column_int(listing, 2), Int(sqlite3_column_int(listing, 3))))
            default: break
            }
        }
        return reads.allSatisfy { read in
            guard let table = tables[read.cursor] else { return false }
            return !compared.contains(Use(table: table, column: read.column))
        }
    }
}
