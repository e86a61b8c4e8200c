import CSQLite
import SQLite

/// Copies the readable part of a table to another store, in the order of the rows and without any index.
struct TableCopy {
    let source: Connection
    let target: Connection
    /// Is called for every row; what it throws ends the copy.
    let check: () throws -> Void

    /// Rows of one transaction, so that the log of the new store stays small.
    private static let batchSize = 512
    /// How many rows are searched for after a damaged place if the last row is unknown.
    private static let reach: Int64 = 10_000

    /// - Returns: whether all of the table could be read.
    /// - Throws: `SQLError` if the new store cannot be written.
    func copy(_ table: String, hasRowID: Bool) throws -> Bool {
        guard let names = try? columns(of: table, on: source), !names.isEmpty else { return false }
        let known = try Set(columns(of: table, on: target))
        let kept = names.filter(known.contains)
        let list = kept.map(SQLName.quoted).joined(separator: ", ")
        let marks = Array(repeating: "?", count: kept.count).joined(separator: ", ")
        let insert = try Statement(
            unchecked: "insert or ignore into main.\(table) (\(list)) values (\(marks))", on: target)
        var isWhole = true
        var pending = 0
        try target.executePlainly("begin immediate")
        func write(_ row: [SQLValue]) throws {
            try check()
            insert.reset()
            try insert.bind(row)
            do { while try insert.stepPlainly() {} } catch let error as SQLError
                where error.code & 0xFF == SQLITE_CONSTRAINT
            {
                // The table has never had such a row.
                isWhole = false
                return
            }
            pending += 1
            if pending % TableCopy.batchSize == 0 {
                insert.reset()
                try target.executePlainly("commit")
                try target.executePlainly("begin immediate")
            }
        }
        if hasRowID {
            if try !copyRows(of: table, list, write) { isWhole = false }
        } else {
            var statement = try? Statement(unchecked: "select \(list) from main.\(table)", on: source)
            if statement == nil { isWhole = false }
            while let reading = statement {
                guard let hasRow = try? reading.stepPlainly() else {
                    isWhole = false
                    break
                }
                guard hasRow else {
                    statement = nil
                    break
                }
                try write(reading.row())
            }
        }
        insert.reset()
        try target.executePlainly("commit")
        return isWhole
    }

    /// Row by row; after an unreadable row the next one is searched for.
    private func copyRows(of table: String, _ list: String, _ write: ([SQLValue]) throws -> Void) throws -> Bool {
        let end = (try? Statement(unchecked: "select max(rowid) from main.\(table) not indexed", on: source))
            .flatMap { statement in (try? statement.stepPlainly()) == true ? statement.value(at: 0).integer : nil }
        guard
            let scan = try? Statement(
                unchecked: "select rowid, \(list) from main.\(table) not indexed where rowid > ? order by rowid",
                on: source),
            let single = try? Statement(
                unchecked: "select rowid, \(list) from main.\(table) not indexed where rowid = ?", on: source)
        else { return false }
        var isWhole = true
        var last: Int64 = 0
        while true {
            scan.reset()
            try scan.bind(.integer(last), at: 1)
            do {
                while try scan.stepPlainly() {
                    let row = scan.row()
                    last = row[0].integer ?? last
                    try write(Array(row.dropFirst()))
                }
                return isWhole
            } catch let error as SQLError where TableCopy.isOfSource(error) {
                isWhole = false
            }
            // The next row that can be read.
            let limit = end.map { min($0, last + (1 << 20)) } ?? last + TableCopy.reach
            var found = false
            while !found, last < limit {
                last += 1
                single.reset()
                try single.bind(.integer(last), at: 1)
                guard (try? single.stepPlainly()) == true else { continue }
                try write(Array(single.row().dropFirst()))
                found = true
            }
            if !found { return false }
        }
    }

    private static func isOfSource(_ error: SQLError) -> Bool {
        [SQLITE_CORRUPT, SQLITE_IOERR, SQLITE_NOTADB, SQLITE_ERROR].contains(error.code & 0xFF)
    }

    private func columns(of table: String, on connection: Connection) throws -> [String] {
        let statement = try Statement(unchecked: "select name from pragma_table_info('\(table)')", on: connection)
        var names: [String] = []
        while try statement.stepPlainly() { names.append(statement.value(at: 0).text ?? "") }
        return names
    }
}
