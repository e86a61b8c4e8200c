-- The world that a corpus is compared with; source and year are those of the figure.

-- How many people live in a country.
create table country_population (
    iso2       text primary key references country,
    population integer not null,
    source     text not null,
    year       integer not null
) strict, without rowid;

-- People who use a language, first or later learnt; one person has several languages.
create table language_speakers (
    code     text primary key references language_reference,
    speakers integer not null,
    source   text not null,
    year     integer not null
) strict, without rowid;
