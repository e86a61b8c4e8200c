@testable import LocalFacts
@testable import Warehouse

extension Store {
    /// Makes the store one of format 4, which has no other fact table than `samples`.
    func becomeFormat4() throws {
        // A statement at a time, and without the checks, which would ask for tables that are not there.
        let script = """
            pragma legacy_alter_table = on;
            alter table column_definition rename to new_column_definition;
            create table column_definition (
                id          integer primary key,
                name        text not null unique,
                kind        text not null check (kind in ('tag', 'tags', 'integer', 'real', 'text')),
                role        text,
                value_name  text,
                description text
            ) strict;
            insert into column_definition select id, name, kind, role, value_name, description from new_column_definition;
            drop table new_column_definition;
            alter table row_group rename to new_row_group;
            create table row_group (
                id              integer primary key,
                file_id         integer not null references file,
                first_sample_id integer not null unique,
                row_count       integer not null check (row_count > 0)
            ) strict;
            insert into row_group select id, file_id, first_sample_id, row_count from new_row_group;
            drop table new_row_group;
            drop table fact_table;
            delete from table_checksum where table_name = 'fact_table';
            pragma legacy_alter_table = off;
            pragma user_version = 4;
            """
        for statement in script.split(separator: ";\n") { try connection.executePlainly(String(statement)) }
        try StoreChecksums.write(of: ["column_definition", "row_group"], on: connection)
        try refresh()
    }

    /// Makes the store one of format 3, which has no checksums of its small tables.
    func becomeFormat3() throws {
        try becomeFormat4()
        try connection.execute("drop table table_checksum; drop table row_group_content; pragma user_version = 3")
        try refresh()
    }
}
