import CSQLite
import Columns
import SQLite

/// The number of a table's rows and the sum of their hashes: the same in whatever order they are.
struct TableChecksum: Equatable, Sendable {
    var rowCount: Int64
    var sum: UInt64

    init(rowCount: Int64 = 0, sum: UInt64 = 0) {
        self.rowCount = rowCount
        self.sum = sum
    }

    mutating func add(_ hash: UInt64) {
        rowCount &+= 1
        sum &+= hash
    }

    mutating func remove(_ hash: UInt64) {
        rowCount &-= 1
        sum &-= hash
    }

    static func + (left: TableChecksum, right: TableChecksum) -> TableChecksum {
        TableChecksum(rowCount: left.rowCount &+ right.rowCount, sum: left.sum &+ right.sum)
    }

    /// The checksum of the rows of a query; of none if it names a table that is not there.
    ///
    /// - Throws: `SQLError`.
    /// - Complexity: O(bytes of the rows).
    init(of query: String, on connection: Connection) throws {
        self.init()
        let statement = try Statement(unchecked: query, on: connection)
        var row = RowHash()
        while try statement.step() {
            row.begin()
            for column in 0..<Int32(statement.columnCount) { row.append(statement.rawValue(at: column)) }
            add(row.value)
        }
    }

    /// The checksum of a table as it is.
    ///
    /// - Throws: `SQLError`.
    static func current(of table: CheckedTable, on connection: Connection) throws -> TableChecksum {
        guard try table.isThere(on: connection) else { return TableChecksum() }
        return try TableChecksum(of: "select * from main.\(table.name)", on: connection)
    }

    /// The checksum of the definitions of the store's own tables and indexes.
    ///
    /// - Throws: `SQLError`.
    static func ofSchema(on connection: Connection) throws -> TableChecksum {
        try TableChecksum(
            of: """
                select type, name, tbl_name, sql from main.sqlite_schema
                where name in (\(StoreSchema.ownNames.map { "'\($0)'" }.joined(separator: ", ")))
                """, on: connection)
    }
}

/// The hash of one row, value by value.
struct RowHash {
    private var bytes: [UInt8] = []
    /// Where the last value that is not null ends. If a later version of the program adds a column, it is null in
    /// existing rows and does not change their hashes.
    private var end = 0

    mutating func begin() {
        bytes.removeAll(keepingCapacity: true)
        end = 0
    }

    /// Takes the next value of the row, an `sqlite3_value *`.
    mutating func append(_ value: OpaquePointer?) {
        let type = sqlite3_value_type(value)
        bytes.append(UInt8(truncatingIfNeeded: type))
        switch type {
        case SQLITE_INTEGER: append(UInt64(bitPattern: sqlite3_value_int64(value)))
        case SQLITE_FLOAT: append(sqlite3_value_double(value).bitPattern)
        case SQLITE_TEXT, SQLITE_BLOB:
            let start = sqlite3_value_blob(value)
            let count = Int(sqlite3_value_bytes(value))
            append(UInt64(count))
            bytes.append(contentsOf: UnsafeRawBufferPointer(start: start, count: count))
        default: return
        }
        end = bytes.count
    }

    private mutating func append(_ number: UInt64) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// XXH3-64 of the values.
    var value: UInt64 {
        bytes.withUnsafeBytes { Checksum.of(UnsafeRawBufferPointer(rebasing: $0[..<end])) }
    }
}
