-- The text index, made by `cultivar index text`. A store without these tables is a store whose texts are not indexed.

-- One row per row group and text column that is indexed.
create table if not exists text_index (
    row_group_id    integer not null references row_group,
    column_id       integer not null references column_definition,
    version         integer not null,  -- of the index's format; an index of another version is not used
    text_checksum   integer not null,  -- XXH3-64 of the checksums of the text blocks that were indexed
    term_count      integer not null,
    posting_count   integer not null,
    chunk_count     integer not null,  -- of the vocabulary
    byte_count      integer not null,  -- of all pages
    header_checksum integer not null,  -- XXH3-64 of the columns above
    primary key (row_group_id, column_id)
) strict, without rowid;

-- The pages of the index.
create table if not exists text_index_page (
    row_group_id integer not null references row_group,
    column_id    integer not null references column_definition,
    kind         integer not null,     -- 0 signature of the vocabulary, 1 vocabulary, 2 rows of the terms
    number       integer not null,     -- of its kind, from 0
    checksum     integer not null,     -- XXH3-64 of data
    data         blob not null,
    primary key (row_group_id, column_id, kind, number)
) strict;
