import CSQLite

/// Restricts the statements of a connection to reading: only temporary tables are written, no other file is opened, no
/// code is loaded.
///
/// SQLite asks it about each thing that a statement would do, when the statement is prepared.
public final class ReadingPolicy {
    /// Something that a statement may not do.
    public enum Denial: Sendable, Equatable {
        case write(table: String)
        case definition(name: String)
        case attach
        case pragma(String)
        case function(String)
    }

    /// The action that the last refused statement needed.
    public private(set) var denial: Denial?
    /// A statement prepared since this was last set to false has a recursive part.
    public var sawRecursion = false

    package init() {}

    /// Returns and clears the denial, so that the next denial is reported correctly.
    public func takeDenial() -> Denial? {
        defer { denial = nil }
        return denial
    }

    /// The answer to SQLite about one action; the meaning of the arguments depends on the action.
    package func answer(_ action: Int32, _ first: String?, _ second: String?, database: String?) -> Int32 {
        guard let found = ReadingPolicy.denial(action, first, second, database) else {
            if action == SQLITE_RECURSIVE { sawRecursion = true }
            return SQLITE_OK
        }
        denial = found
        return SQLITE_DENY
    }

    private static func denial(
        _ action: Int32, _ first: String?, _ second: String?, _ database: String?
    ) -> Denial? {
        switch action {
        case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE, SQLITE_TRANSACTION, SQLITE_SAVEPOINT,
            SQLITE_CREATE_TEMP_TABLE, SQLITE_CREATE_TEMP_VIEW, SQLITE_CREATE_TEMP_INDEX, SQLITE_DROP_TEMP_TABLE,
            SQLITE_DROP_TEMP_VIEW, SQLITE_DROP_TEMP_INDEX:
            return nil
        // Declaring a virtual table needs this action. No statement can do it, since that takes a pragma, which is
        // denied.
        case SQLITE_UPDATE where first == "sqlite_master": return nil
        case SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE:
            if database == "temp" { return nil }
            return first == "sqlite_master" ? .definition(name: "") : .write(table: first ?? "")
        case SQLITE_FUNCTION:
            let name = second?.lowercased() ?? ""
            return deniedFunctions.contains(name) ? .function(name) : nil
        case SQLITE_PRAGMA:
            let name = first?.lowercased() ?? ""
            let isRead = described.contains(name) || second == nil && readable.contains(name)
            return isRead ? nil : .pragma(name)
        case SQLITE_ATTACH, SQLITE_DETACH: return .attach
        case SQLITE_REINDEX where database == "temp", SQLITE_ANALYZE where database == "temp": return nil
        default: return .definition(name: first ?? "")
        }
    }

    private static let deniedFunctions: Set<String> = [
        "load_extension", "fts3_tokenizer", "readfile", "writefile", "edit",
    ]

    /// Pragmas that describe what their argument names.
    private static let described: Set<String> = [
        "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list",
        "integrity_check", "quick_check",
    ]

    /// Pragmas that return a setting, or change it if they have an argument.
    private static let readable: Set<String> = [
        "application_id", "cache_size", "collation_list", "compile_options", "data_version", "database_list",
        "encoding", "freelist_count", "function_list", "journal_mode", "mmap_size", "module_list", "page_count",
        "page_size", "pragma_list", "query_only", "schema_version", "temp_store", "user_version",
    ]
}

extension Connection {
    /// Restricts the statements that are prepared from now on to reading.
    @discardableResult
    public func allowReadingOnly() -> ReadingPolicy {
        let policy = ReadingPolicy()
        readingPolicy = policy
        sqlite3_set_authorizer(
            handle,
            { context, action, first, second, database, _ in
                guard let context else { return SQLITE_DENY }
                let policy = Unmanaged<ReadingPolicy>.fromOpaque(context).takeUnretainedValue()
                func text(_ pointer: UnsafePointer<CChar>?) -> String? { pointer.map { String(cString: $0) } }
                return policy.answer(action, text(first), text(second), database: text(database))
            }, Unmanaged.passUnretained(policy).toOpaque())
        return policy
    }
}
