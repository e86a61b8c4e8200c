import EmbeddedFiles
import LocalFacts
import SQLite

extension Store {
    /// The columns that have values of a file which a profile describes.
    ///
    /// - Throws: `SQLError`.
    public func columnsOfProfiles() throws -> Set<ColumnDefinition.ID> {
        let rows = try connection.rows(
            """
            with described as (
                select row_group.id
                from load
                    join file on file.load_id = load.id
                    join row_group on row_group.file_id = file.id
                where load.profile is not null
            )
            select column_id from segment where row_group_id in (select id from described)
            union
            select column_id from text_block where row_group_id in (select id from described)
            """)
        return Set(rows.compactMap { $0[0].integer })
    }
}

extension Store {
    /// The tables that a store has from the start.
    public static let tableNames: Set<String> = Set(
        EmbeddedFile.all.filter { $0.name.hasPrefix("ddl/") }.flatMap { file in
            file.text.matches(of: /create table (?:if not exists )?(\w+)/).map { String($0.1) }
        })

    /// The prefix of names that are reserved for SQLite.
    public static let tablePrefixes = ["sqlite_", "pragma_", "json_", "fts", "rtree", "dbstat"]
}
