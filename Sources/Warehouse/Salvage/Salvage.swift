import Columns
import Foundation
import LocalFacts
import SQLite

/// Copies the undamaged part of a store to a new one.
///
/// Everything readable is copied, in the order of the rows and without any index. In the copy, each row group is then
/// decoded and compared with the record of what it must have. Damaged row groups are removed, and the counts of the
/// files are corrected.
public struct Salvage {
    private let path: String
    /// Whether a row group is kept without the columns that are damaged in it.
    private let keepsParts: Bool
    private let check: () throws -> Void

    /// - Parameters:
    ///   - path: the damaged store, which is only read.
    ///   - keepsParts: whether a row group is kept without the columns that are damaged in it; else it is lost whole.
    ///   - check: is called for every row and row group. If it throws, the salvage ends and leaves no file.
    public init(of path: String, keepsParts: Bool = false, check: @escaping () throws -> Void = {}) {
        self.check = check
        self.path = path
        self.keepsParts = keepsParts
    }

    /// Makes the new store. A call that fails leaves none.
    ///
    /// - Throws: `StoreError.missing`, `.exists`, `.notAStore` and similar errors; `SQLError` if the file is not a
    ///   database any more, or the new store cannot be written; what `check` throws.
    /// - Complexity: O(bytes of the store).
    public func write(to target: String) throws -> SalvageAccount {
        try StoreError.requireFile(at: path)
        guard !FileManager.default.fileExists(atPath: target) else { throw StoreError.exists(path: target) }
        let source = try Connection(path: path, access: .readOnly)
        // SQLite reads no file that has lost its end, unless the schema may be written; this connection writes nothing.
        try source.executePlainly("pragma writable_schema = on")
        try StoreSchema.verify(source)
        let draft = Salvage.draft(of: target)
        Salvage.discardDraft(of: target)
        defer { Salvage.discardDraft(of: target) }
        let account = try make(draft, from: source)
        try FileManager.default.moveItem(atPath: draft, toPath: target)
        return account
    }

    private static func draft(of target: String) -> String { target + ".salvage" }

    /// Removes what a call has made of a store that it did not finish.
    public static func discardDraft(of target: String) {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            try? FileManager.default.removeItem(atPath: draft(of: target) + suffix)
        }
    }

    private func make(_ draft: String, from source: Connection) throws -> SalvageAccount {
        let connection = try Store.create(at: draft).connection
        // The engine of the new store is released, so it must not be called for statements any more.
        let snapshot = try Snapshot(source)
        defer { withExtendedLifetime(snapshot) {} }
        var account = SalvageAccount()
        let verifier = TableVerifier(source)
        try? verifier.reload()
        try copyTables(from: source, verifier, to: connection, &account)
        let groups = try SalvagedRowGroups(connection: connection, keepsParts: keepsParts)
        try groups.sift(&account, check: check)
        try connection.transaction {
            try SalvagedFiles(connection: connection).settle(&account)
            try StoreChecksums.writeAll(on: connection)
        }
        // Including the rows of row groups whose records are lost.
        account.rowsLost = max(account.rowsLost, account.files.reduce(0) { $0 + $1.rowsLost })
        try connection.executePlainly("pragma wal_checkpoint(truncate)")
        return account
    }

    private static let referenceTables = [
        "country", "area", "language_reference", "country_population", "language_speakers",
    ]
    /// Tables without row ids that are copied as far as they can be read.
    private static let keyedTables = [
        "dictionary_value", "skipped", "place_resolution", "language_resolution", "row_group_content", "source_stage",
        "stage_order", "noncultural_tag", "outside_value",
    ]
    private static let tables = [
        "fact_table", "column_definition", "dictionary", "load", "file", "reject", "row_group", "segment", "text_block",
        "cube", "outside_table", "outside_column",
    ]

    private func copyTables(
        from source: Connection, _ verifier: TableVerifier, to target: Connection, _ account: inout SalvageAccount
    ) throws {
        let copy = TableCopy(source: source, target: target, check: check)
        for table in Salvage.referenceTables {
            guard CheckedTable.named[table].flatMap(verifier.damage) == nil else {
                account.notes.append("table \(table) is damaged: the program's own takes its place")
                continue
            }
            try target.executePlainly("delete from main.\(table)")
            if try !copy.copy(table, hasRowID: false) {
                account.notes.append("table \(table) could not be read to its end")
            }
        }
        for table in ["fact_table", "column_definition", "source_stage", "stage_order", "noncultural_tag"] {
            try target.executePlainly("delete from main.\(table)")
        }
        for (names, hasRowID) in [(Salvage.tables, true), (Salvage.keyedTables, false)] {
            for table in names {
                let isWhole = try copy.copy(table, hasRowID: hasRowID)
                if CheckedTable.named[table].flatMap(verifier.damage) != nil {
                    account.notes.append("table \(table) is damaged: its rows are taken as they are")
                } else if !isWhole, try Salvage.isExpected(table, source) {
                    account.notes.append("table \(table) could not be read to its end")
                }
            }
        }
        if try target.value("select count(*) from main.outside_table").integer ?? 0 > 0 {
            try target.executePlainly("pragma main.user_version = \(StoreSchema.versionWithOutsideTables)")
        }
        // What every store has, and whose definition is lost.
        try target.executePlainly(
            "insert or ignore into main.fact_table (id, name, grain, row_noun) values (?, ?, ?, ?)",
            [
                .integer(FactTable.samples.id), .text(FactTable.samples.name), .text(FactTable.samples.grain),
                .text(FactTable.samples.rowNoun),
            ])
        try target.executePlainly(
            """
            insert or ignore into main.fact_table (id, name, grain, row_noun)
            select distinct fact_table_id, 'table_' || fact_table_id, 'one row per fact', 'row' from main.row_group
            """)
        for column in StandardColumns.all {
            try target.executePlainly(
                """
                insert or ignore into main.column_definition (id, name, kind, role, value_name, description)
                values (?, ?, ?, ?, ?, ?)
                """,
                [
                    .integer(column.id), .text(column.name), .text(column.kind.rawValue),
                    SQLValue(column.role?.rawValue), SQLValue(column.valueName), SQLValue(column.description),
                ])
        }
    }

    /// A store from before a table existed lacks nothing.
    private static func isExpected(_ table: String, _ source: Connection) throws -> Bool {
        switch table {
        case "fact_table": (try? FactTable.areRecorded(on: source)) ?? true
        case "row_group_content": (try? StoreSchema.keepsChecksums(source)) ?? true
        case "outside_table", "outside_column", "outside_value":
            (try? StoredOutsideTable.areRecorded(on: source)) ?? true
        case "cube": (try? CubeReader.isThere(source)) ?? true
        default: true
        }
    }
}
