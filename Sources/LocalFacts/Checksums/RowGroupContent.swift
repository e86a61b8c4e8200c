import SQLite

/// What a row group has: a column that is not among its columns is null for all of its samples.
///
/// Row groups of the same columns share one.
package final class RowGroupContent: Sendable {
    package let columns: Set<ColumnDefinition.ID>
    /// The columns of texts whose lengths are stored.
    package let columnsWithLengths: Set<ColumnDefinition.ID>
    package let cubeCount: Int

    /// - Parameter columns: as `found` gives them.
    package init(columns: String, cubeCount: Int) {
        let ids = columns.split(separator: ",").compactMap { Int64($0) }
        self.columns = Set(ids.filter { $0 >= 0 })
        columnsWithLengths = Set(ids.filter { $0 < 0 }.map { -$0 })
        self.cubeCount = cubeCount
    }

    /// The contents by the id of the row group; nil for a store that does not keep them.
    ///
    /// - Throws: `SQLError`.
    package static func all(on connection: Connection) throws -> [Int64: RowGroupContent]? {
        guard try StoreChecksums.areKept(on: connection),
            try CheckedTable.named["row_group_content"]?.isThere(on: connection) == true
        else { return nil }
        struct Key: Hashable {
            var columns: String
            var cubeCount: Int64
        }
        var shared: [Key: RowGroupContent] = [:]
        var contents: [Int64: RowGroupContent] = [:]
        let statement = try Statement(
            unchecked: "select row_group_id, columns, cube_count from main.row_group_content", on: connection)
        while try statement.step() {
            let key = Key(columns: statement.value(at: 1).text ?? "", cubeCount: statement.integer(at: 2))
            let content =
                shared[key]
                ?? RowGroupContent(columns: key.columns, cubeCount: Int(clamping: key.cubeCount))
            shared[key] = content
            contents[statement.integer(at: 0)] = content
        }
        return contents
    }

    /// The ids of the columns that a row group has something of, as they are kept, and the number of its cubes. Lengths
    /// of texts have the id of their column with the sign -.
    ///
    /// - Throws: `SQLError`.
    package static func found(
        _ rowGroup: Int64, on connection: Connection
    ) throws -> (columns: String, cubeCount: Int64) {
        let statement = try Statement(
            unchecked: """
                select coalesce(group_concat(column_id), '')
                from (
                    select column_id from main.segment where row_group_id = ?1
                    union
                    select column_id from main.text_block where row_group_id = ?1
                    union
                    select -column_id from main.segment
                    where row_group_id = ?1 and part = 1
                        and column_id in (select id from main.column_definition where kind = 'text')
                    order by 1
                )
                """, on: connection)
        try statement.bind(.integer(rowGroup), at: 1)
        let columns = try statement.step() ? statement.value(at: 0).text ?? "" : ""
        guard try StoreSchema.hasTable("cube", on: connection) else { return (columns, 0) }
        let cubes = try Statement(
            unchecked: "select count(*) from main.cube where row_group_id = ?", on: connection)
        try cubes.bind(.integer(rowGroup), at: 1)
        return (columns, try cubes.step() ? cubes.integer(at: 0) : 0)
    }

    /// Writes what a row group has now.
    ///
    /// - Throws: `SQLError`.
    static func write(_ rowGroup: Int64, on connection: Connection) throws {
        let found = try found(rowGroup, on: connection)
        try connection.executePlainly(
            "delete from main.row_group_content where row_group_id = ?", [.integer(rowGroup)])
        if found.columns.isEmpty, found.cubeCount == 0 { return }
        try connection.executePlainly(
            "insert into main.row_group_content (row_group_id, columns, cube_count) values (?, ?, ?)",
            [.integer(rowGroup), .text(found.columns), .integer(found.cubeCount)])
    }
}
