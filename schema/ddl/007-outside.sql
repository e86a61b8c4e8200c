-- Fact tables whose rows lie outside the store: in a table of a cluster, or in an ordinary table of this file. An older
-- store has no such tables until one is attached.

-- One row per fact table whose rows lie outside.
create table if not exists outside_table (
    fact_table_id integer primary key references fact_table,
    engine        text not null,       -- 'spark', 'sqlite'
    address       text,                -- of the server, without a token or password
    name          text not null,       -- the table, or the paths of its files
    is_parquet    integer not null,    -- whether the name is paths of Parquet files
    snapshot      text not null,       -- what identifies the state that was attached
    row_count     integer not null,
    options       text not null        -- JSON: the profile and what else the call said, for a call that reads it again
) strict;

-- One row per column that the outside table has.
create table if not exists outside_column (
    column_id     integer primary key references column_definition,
    fact_table_id integer not null references fact_table,
    field         text                 -- JSON: path and form; null where all rows have the same value
) strict;

-- One row per value of a field that tags are made of: the codes that the profile gave it.
create table if not exists outside_value (
    column_id integer not null references column_definition,
    place     integer not null,
    raw       text,                    -- null for rows without a value
    codes     text not null,           -- with blanks between them; a repeated one was mentioned so often
    primary key (column_id, place)
) strict, without rowid;
