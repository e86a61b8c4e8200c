-- The store of one corpus: catalogue, dictionaries, load history and the segments that hold the rows of fact tables.
-- Any SQLite reads these tables; the relations `samples`, `places`, … are made from them by cultivar.

-- One row per fact table. The first is `samples`.
create table fact_table (
    id       integer primary key,
    name     text not null unique collate nocase,
    grain    text not null,     -- what one row is: `one row per answer of a respondent to a question`
    row_noun text not null,     -- what texts call one row: `answer`
    key      text               -- a table of entities, such as respondents: the column that names the rows
) strict;

-- One row per column of a fact table.
create table column_definition (
    id              integer primary key,
    name            text not null,
    kind            text not null check (kind in ('tag', 'tags', 'integer', 'real', 'text')),
    role            text,           -- what the column is to the corpus: source, language, places, …
    value_name      text,           -- kind tags: what one value is called, such as `place`
    description     text,
    fact_table_id   integer not null default 1 references fact_table,
    meaning         text,           -- what the values are: place, language
    entity_table_id integer references fact_table,  -- whose keys the values are
    unique (fact_table_id, name)
) strict;

-- The distinct values of the tag columns; segments hold the codes. Code 0 is null and has no row here.
create table dictionary_value (
    column_id integer not null references column_definition,
    code      integer not null check (code > 0),
    value     text not null,
    primary key (column_id, code)
) strict, without rowid;

-- One row per tag column that has values.
create table dictionary (
    column_id integer primary key references column_definition,
    checksum  integer not null      -- XXH3-64 of the values in the order of their codes
) strict;

-- One row per call of `cultivar ingest`.
create table load (
    id          integer primary key,
    profile     text,
    arguments   text not null,      -- JSON array
    version     text not null,      -- of cultivar
    started_at  text not null,
    finished_at text
) strict;

-- One row per file of a load; rows_seen = rows_stored + rows_rejected + rows_skipped.
create table file (
    id             integer primary key,
    load_id        integer not null references load,
    path           text not null,
    dataset        text not null,
    format         text not null,
    byte_count     integer,          -- null for standard input
    content_sha256 text,             -- of the bytes as they lie on disk; null until known
    head_sha256    text,             -- of the first bytes, by which a killed load finds its file again
    rows_seen      integer not null default 0,
    rows_stored    integer not null default 0,
    rows_rejected  integer not null default 0,
    rows_skipped   integer not null default 0,
    records_read   integer not null default 0,  -- how far the stored row groups reach into the file
    finished       integer not null default 0 check (finished in (0, 1)),
    modified_at    integer,          -- when the file was last written, in nanoseconds since 1970
    location_sha256 text             -- of the absolute path: tells a file that changed from another of the same name
) strict;

create index file_by_hash on file (content_sha256);

-- Rows that were seen and left out on purpose, by reason.
create table skipped (
    file_id   integer not null references file,
    reason    text not null,
    row_count integer not null,
    primary key (file_id, reason)
) strict, without rowid;

-- Rows that could not be read.
create table reject (
    id          integer primary key,
    file_id     integer not null references file,
    row         integer,            -- place of the record in its file, from 1
    line        integer,
    byte_offset integer,            -- in the file's uncompressed bytes
    column_name text,
    reason      text not null,
    excerpt     text,
    code        text,               -- the reason as a fixed word, such as bad_json
    part        integer             -- the row among those of its record, from 0; null where it is the whole record
) strict;

create index reject_by_file on reject (file_id);

-- The rows of a fact table are stored in row groups; those of a group are first_sample_id, first_sample_id + 1, …
create table row_group (
    id              integer primary key,
    file_id         integer not null references file,
    first_sample_id integer not null,
    row_count       integer not null check (row_count > 0),
    fact_table_id   integer not null default 1 references fact_table,
    unique (fact_table_id, first_sample_id)
) strict;

-- One column of a row group. Part 0 is the values (dictionary codes for tags). Part 1 is the list lengths of a
-- multi-valued column, and for a column of texts, which has no part 0, their lengths: 0 for null, else one more than the
-- number of characters. A column that has neither a segment nor text blocks in a row group is null there.
create table segment (
    row_group_id    integer not null references row_group,
    column_id       integer not null references column_definition,
    part            integer not null check (part in (0, 1)),
    encoding        integer not null,  -- 0 constant, 1 run-length, 2 bit-packed, 3 plain, 4 sequence
    value_count     integer not null,
    null_count      integer not null,
    minimum         integer,           -- of the values that are not null; null where there is none, and for doubles
    maximum         integer,
    checksum        integer not null,  -- XXH3-64 of data
    value_set       blob,              -- tags: one bit per code, set if it occurs; null for large dictionaries
    header_checksum integer not null,  -- XXH3-64 of the columns above: a filter trusts them without reading data
    data            blob not null,
    primary key (row_group_id, column_id, part)
) strict;

create index segment_by_column on segment (column_id, part);

-- The samples of a row group by the distinct combinations of some of their tags, each with its number of samples: what
-- counts are answered from without reading the segments. Made from the segments, and can be rebuilt from them.
create table cube (
    row_group_id    integer not null references row_group,
    number          integer not null,  -- within the row group, from 1
    columns         text not null,     -- ids of its columns, with commas; a multi-valued one comes last
    cell_count      integer not null,
    checksum        integer not null,  -- XXH3-64 of data
    header_checksum integer not null,  -- XXH3-64 of the columns above
    data            blob not null,     -- the cells, column by column
    primary key (row_group_id, number)
) strict;

-- Texts of a row group, block by block.
create table text_block (
    row_group_id    integer not null references row_group,
    column_id       integer not null references column_definition,
    first_row       integer not null,  -- within the row group, from 0
    row_count       integer not null,
    null_count      integer not null,
    raw_byte_count  integer not null,
    checksum        integer not null,  -- XXH3-64 of data
    header_checksum integer not null,  -- XXH3-64 of the columns above
    data            blob not null,     -- zstd: 32-bit lengths, then the texts
    primary key (row_group_id, column_id, first_row)
) strict;
