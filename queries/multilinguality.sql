-- title: Multilinguality and cultural breadth
-- question: What do more languages bring: a larger cultural share, more places?
-- note: Over the samples of exactly one language. A language goes by its ISO 639-3 code where its name resolves to one.
-- note: Countries and places are those of cultural samples, each counted by the samples that name it (whole counting).
--
-- grain: one row for each language, added one after another from the largest
-- column: rank: place of the language by its tagged samples, from 1
-- column: language: ISO 639-3 code, or the name as the data have it where it has no code
-- column: name: name of the language
-- column: k (samples; paper): cultural samples of the language
-- column: n (samples; paper): samples of the language with a culture tag
-- column: cumulative_k (samples; paper): cultural samples of this language and all before it
-- column: cumulative_n (samples; paper): samples of this language and all before it with a culture tag
-- column: cumulative_share (0 to 1; paper): cumulative_k / cumulative_n
-- column: new_places (places; paper): places, as written, that no language before it has brought
-- column: cumulative_places (places; paper): distinct places so far
-- column: new_countries (countries; ours): countries that no language before it has brought
-- column: cumulative_countries (countries; ours): distinct countries so far
-- chart: line x=rank y=cumulative_places
with
named as (
    select
        coalesce(language_code, language) as code,
        coalesce(language_name, language) as name,
        cultural,
        n
    from samples
    where language is not null and cultural is not null
),
languages_by_size as (
    select
        code,
        min(name) as name,
        coalesce(sum(n) filter (where cultural), 0) as k,
        sum(n) as n
    from named
    group by code
),
ranked as (
    select *, row_number() over (order by n desc, code) as rank
    from languages_by_size
),
named_units as (
    select 'place' as level, coalesce(language_code, language) as code, place as unit, n
    from places
    where language is not null and cultural
    union all
    select 'country', coalesce(language_code, language), country, n
    from countries
    where language is not null and country is not null and cultural
),
pairs as (
    -- The condition is always true: it keeps n in the statement, and with it the rows few.
    select level, code, unit
    from named_units
    group by level, code, unit
    having sum(n) > 0
),
first_ranks as (
    select level, unit, min(rank) as rank
    from pairs
    join ranked on ranked.code = pairs.code
    group by level, unit
),
brought as (
    select
        rank,
        count(*) filter (where level = 'place') as places,
        count(*) filter (where level = 'country') as countries
    from first_ranks
    group by rank
)
select
    ranked.rank,
    code as language,
    name,
    k,
    n,
    sum(k) over so_far as cumulative_k,
    sum(n) over so_far as cumulative_n,
    sum(k) over so_far * 1.0 / sum(n) over so_far as cumulative_share,
    coalesce(places, 0) as new_places,
    coalesce(sum(places) over so_far, 0) as cumulative_places,
    coalesce(countries, 0) as new_countries,
    coalesce(sum(countries) over so_far, 0) as cumulative_countries
from ranked
left join brought on brought.rank = ranked.rank
window so_far as (order by ranked.rank)
order by ranked.rank;

-- table: sources
-- grain: one row for each source
-- column: source: where the samples come from
-- column: n (samples; ours): samples of the source with one language
-- column: languages (languages; ours): distinct languages
-- column: effective_languages (languages; ours): Hill number of order 1 of the languages
-- column: places (places; ours): distinct places of its cultural samples
-- column: effective_places (places; ours): Hill number of order 1 of those places; null where there is none
-- chart: scatter x=effective_languages y=effective_places
with
named as (
    select source, coalesce(language_code, language) as code, n
    from samples
    where language is not null
),
source_languages as (
    select source, code, sum(n) as n
    from named
    group by source, code
),
language_diversity as (
    select source, sum(n) as n, count(*) as languages, hill(n, 1) as effective_languages
    from source_languages
    group by source
),
source_places as (
    select source, place, sum(n) as n
    from places
    where cultural and place is not null
    group by source, place
),
place_diversity as (
    select source, count(*) as places, hill(n, 1) as effective_places
    from source_places
    group by source
)
select
    language_diversity.source,
    n,
    languages,
    effective_languages,
    coalesce(places, 0) as places,
    effective_places
from language_diversity
left join place_diversity on place_diversity.source is language_diversity.source
order by n desc, language_diversity.source;

-- table: correlation
-- grain: one row for each pair of a measure of languages and a measure of places
-- column: language_measure: languages (their number) or effective_languages (Hill number of order 1)
-- column: place_measure: places (their number) or effective_places (Hill number of order 1)
-- column: sources (sources; ours): sources that have both measures
-- column: pearson (-1 to 1; ours): Pearson's correlation over the sources; null below two or where one does not vary
-- column: spearman (-1 to 1; ours): Spearman's rank correlation over the sources
with
named as (
    select source, coalesce(language_code, language) as code, n
    from samples
    where language is not null
),
source_languages as (
    select source, code, sum(n) as n
    from named
    group by source, code
),
language_diversity as (
    select source, count(*) as languages, hill(n, 1) as effective_languages
    from source_languages
    group by source
),
source_places as (
    select source, place, sum(n) as n
    from places
    where cultural and place is not null
    group by source, place
),
place_diversity as (
    select source, count(*) as places, hill(n, 1) as effective_places
    from source_places
    group by source
),
diversity as (
    select
        languages,
        effective_languages,
        coalesce(places, 0) as places,
        effective_places
    from language_diversity
    left join place_diversity on place_diversity.source is language_diversity.source
),
pairs as (
    select 1 as number, 'languages' as language_measure, 'places' as place_measure, languages as x, places as y
    from diversity
    union all
    select 2, 'languages', 'effective_places', languages, effective_places from diversity
    union all
    select 3, 'effective_languages', 'places', effective_languages, places from diversity
    union all
    select 4, 'effective_languages', 'effective_places', effective_languages, effective_places from diversity
)
select
    language_measure,
    place_measure,
    count(y) as sources,
    pearson(x, y) as pearson,
    spearman(x, y) as spearman
from pairs
group by number, language_measure, place_measure
order by number;
