-- What the store must have, so that a row that was lost or changed is noticed. Every load keeps these tables up to date.
-- A store of format 3 has none of them until files are loaded into it.

-- One row per table that is checked before it is read.
create table if not exists table_checksum (
    table_name text primary key,
    row_count  integer not null,
    checksum   integer not null    -- the sum of the XXH3-64 of its rows; of sqlite_schema, of the definitions
) strict, without rowid;

-- One row per row group: what it has. A column that is not among these is null there.
create table if not exists row_group_content (
    row_group_id integer primary key references row_group,
    columns      text not null,    -- ids of the columns that have segments or texts, ascending, with commas
    cube_count   integer not null
) strict, without rowid;
