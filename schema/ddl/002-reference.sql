-- What names mean: stages of sources, countries of places, codes of languages.

-- The training stage of each source.
create table source_stage (
    source text primary key,
    stage  text not null
) strict, without rowid;

-- The order of stages in reports; a stage that is not here comes after these, by name.
create table stage_order (
    stage    text primary key,
    position integer not null
) strict, without rowid;

insert into stage_order (stage, position)
values
    ('pretraining', 1),
    ('midtraining', 2),
    ('sft', 3),
    ('fine-tuning', 3),
    ('preference', 4),
    ('alignment', 4),
    ('reasoning', 5),
    ('evaluation', 6);

-- Culture tags that are not cultural, folded: lower case, letters and digits only.
create table noncultural_tag (
    tag text primary key
) strict, without rowid;

insert into noncultural_tag (tag)
values ('noculture');

-- The countries of ISO 3166-1 with their UN M49 regions.
create table country (
    iso2      text primary key,
    iso3      text not null unique,
    m49       text not null,
    name      text not null,
    region    text,
    subregion text,
    continent text
) strict, without rowid;

-- Places that are no country: the world, regions, sub-regions.
create table area (
    code      text primary key,
    name      text not null,
    level     text not null,
    region    text,
    subregion text,
    continent text
) strict, without rowid;

-- The languages of ISO 639-3.
create table language_reference (
    code   text primary key,  -- ISO 639-3
    iso1   text,
    name   text not null,
    scope  text,
    type   text,
    script text
) strict, without rowid;

-- What each distinct place was resolved to when it was first stored; a place that is not here could not be resolved.
create table place_resolution (
    column_id integer not null references column_definition,
    code      integer not null,
    iso2      text references country,
    area      text references area,
    rule      text not null,
    primary key (column_id, code),
    check ((iso2 is null) <> (area is null))
) strict, without rowid;

-- What each distinct language was resolved to when it was first stored; one that is not here could not be resolved.
create table language_resolution (
    column_id     integer not null references column_definition,
    code          integer not null,
    language_code text not null references language_reference,
    primary key (column_id, code)
) strict, without rowid;
