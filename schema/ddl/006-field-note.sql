-- What became of the fields of files without a profile, where it is not plain. An older store has no such table.

-- One row per file and field that has a note.
create table if not exists field_note (
    file_id     integer not null references file,
    field       text not null,    -- the path in the file, or the column
    column_name text,             -- null where the field became none
    outcome     text not null,    -- 'left out', 'added', 'widened', 'widened in the store', 'read as no value'
    detail      text not null,
    primary key (file_id, field, outcome)
) strict, without rowid;
