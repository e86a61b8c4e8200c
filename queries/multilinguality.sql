-- title: Multilinguality and cultural breadth
-- question: What do more languages bring: a larger cultural share, more places, more countries?
-- note: Over the samples of exactly one language. A language goes by its ISO 639-3 code where its name resolves to one.
-- note: Languages are added one after another in four orders: the largest first, the smallest first, by code, and at random:
--   there each point is the mean over the replicates, with the band in which `level` of them lie.
-- note: Places and countries are those of cultural samples, or with --param samples=all of all samples: a corpus without culture
--   tags has no cultural share, and its places all the same. Samples without a language, or of several, are in no row.
-- needs: samples.culture+language if samples = cultural
-- needs: samples.language
-- parameter: samples (one of cultural all) = cultural: whose places are counted; of all there is no cultural share
-- parameter: where (condition on samples) = null: only the samples that meet it
-- parameter: weight (measure of samples) = n: counts this measure in place of samples
-- parameter: margins (margins of samples) = null: tables of known totals that the weights are calibrated to
-- parameter: plateau (number from 0 to 1) = 0.95: of table plateau: the part of all places at which a curve counts as flat
-- parameter: level (number from 0.5 to 0.9999) = 0.95: part of the random orders that a band holds
-- parameter: seed (integer from 0 to 9007199254740992) = 1: seed of the random orders
-- parameter: replicates (integer from 100 to 1000000) = 1000: how many random orders
--
-- steps:
named as (
    select
        coalesce(language_code, language) as code,
        coalesce(language_name, language) as name,
        cultural,
        sum({weight}) as amount
    from samples
    where language is not null and (cultural is not null or $samples = 'all') and {where}
    group by 1, 2, 3
),
sizes as (
    select
        code,
        min(name) as name,
        iif($samples = 'all', null, coalesce(sum(amount) filter (where cultural), 0)) as k,
        sum(amount) as n
    from named
    group by code
    having sum(amount) > 0
),
numbered as (
    select *, row_number() over (order by code) as number, count(*) over () as languages
    from sizes
),
arranged as (
    select
        1 as arrangement_number,
        'size down' as arrangement,
        number,
        row_number() over (order by n desc, code) as rank
    from numbered
    union all
    select 2, 'size up', number, row_number() over (order by n, code)
    from numbered
    union all
    select 3, 'alphabetical', number, number
    from numbered
),
pairs as (
    -- The condition on n is always true: it keeps n in the statement, and with it the rows few.
    select 1 as level, coalesce(language_code, language) as code, place as unit
    from places
    where language is not null and (cultural or $samples = 'all') and {where}
    group by 2, 3
    having sum(n) > 0
    union all
    select 2, coalesce(language_code, language), country
    from countries
    where language is not null and country is not null and (cultural or $samples = 'all') and {where}
    group by 2, 3
    having sum(n) > 0
),
numbered_pairs as (
    select level, number, dense_rank() over (partition by level order by unit) as unit
    from pairs
    join numbered using (code)
),
first_ranks as (
    select arrangement_number, level, unit, min(rank) as rank
    from numbered_pairs
    join arranged using (number)
    group by arrangement_number, level, unit
),
brought as (
    select
        arrangement_number,
        rank,
        count(*) filter (where level = 1) as places,
        count(*) filter (where level = 2) as countries
    from first_ranks
    group by arrangement_number, rank
),
random_share as (
    select key + 1 as rank, value
    from json_each((select accumulated_share(coalesce(k, 0), n, $seed, $replicates, $level) from numbered))
),
random_places as (
    select key + 1 as rank, value
    from json_each((
        select accumulation(number, unit, (select count(*) from numbered), $seed, $replicates, $level)
        from numbered_pairs
        where level = 1
    ))
),
random_countries as (
    select key + 1 as rank, value
    from json_each((
        select accumulation(number, unit, (select count(*) from numbered), $seed, $replicates, $level)
        from numbered_pairs
        where level = 2
    ))
),
curves as (
    select
        arranged.arrangement_number,
        arrangement,
        arranged.rank,
        code as language,
        name,
        k,
        n,
        sum(k) over so_far as cumulative_k,
        sum(n) over so_far as cumulative_n,
        sum(k) over so_far * 1.0 / sum(n) over so_far as cumulative_share,
        null as share_low,
        null as share_high,
        coalesce(places, 0) as new_places,
        coalesce(sum(places) over so_far, 0) as cumulative_places,
        null as places_low,
        null as places_high,
        coalesce(countries, 0) as new_countries,
        coalesce(sum(countries) over so_far, 0) as cumulative_countries,
        null as countries_low,
        null as countries_high
    from arranged
    join numbered using (number)
    left join brought using (arrangement_number, rank)
    window so_far as (partition by arranged.arrangement_number order by arranged.rank)
    union all
    select
        4,
        'random',
        random_share.rank,
        null,
        null,
        null,
        null,
        null,
        null,
        iif($samples = 'all', null, random_share.value ->> 'mean'),
        iif($samples = 'all', null, random_share.value ->> 'low'),
        iif($samples = 'all', null, random_share.value ->> 'high'),
        null,
        coalesce(random_places.value ->> 'mean', 0),
        coalesce(random_places.value ->> 'low', 0),
        coalesce(random_places.value ->> 'high', 0),
        null,
        coalesce(random_countries.value ->> 'mean', 0),
        coalesce(random_countries.value ->> 'low', 0),
        coalesce(random_countries.value ->> 'high', 0)
    from random_share
    left join random_places using (rank)
    left join random_countries using (rank)
)

-- caption: Cultural share, places and countries as languages are added
-- grain: one row for each order and language, added one after another
-- key: arrangement, language
-- measure: paper
-- column: arrangement: size down, size up, alphabetical or random
-- column: rank: languages so far, from 1
-- column: language: ISO 639-3 code, or the name as the data have it where it has no code; null in random order
-- column: name: name of the language
-- column: k (samples): cultural samples of the language; null with samples=all, as is what is made of it
-- column: n (samples): samples of the language with a culture tag; all with samples=all
-- column: cumulative_k (samples): cultural samples of this language and all before it
-- column: cumulative_n (samples): samples of this language and all before it with a culture tag
-- column: cumulative_share (0 to 1): cumulative_k / cumulative_n
-- column: share_low (0 to 1; ours): lower end of the band of cumulative_share; random order only
-- column: share_high (0 to 1; ours): upper end of the band
-- column: new_places (places): places, as written, that no language before it has brought
-- column: cumulative_places (places): distinct places so far
-- column: places_low (places; ours): lower end of the band of cumulative_places; random order only
-- column: places_high (places; ours): upper end of the band
-- column: new_countries (countries; ours): countries that no language before it has brought
-- column: cumulative_countries (countries; ours): distinct countries so far
-- column: countries_low (countries; ours): lower end of the band of cumulative_countries; random order only
-- column: countries_high (countries; ours): upper end of the band
-- print: arrangement, rank, name, n, cumulative_share, cumulative_places, cumulative_countries
-- rows: 10 spread each arrangement
-- label: rank = languages so far
-- label: cumulative_places = places so far
-- label: arrangement = order of languages
-- chart: line x=rank y=cumulative_places low=places_low high=places_high colour=arrangement
select
    arrangement,
    rank,
    language,
    name,
    k,
    n,
    cumulative_k,
    cumulative_n,
    cumulative_share,
    share_low,
    share_high,
    new_places,
    cumulative_places,
    places_low,
    places_high,
    new_countries,
    cumulative_countries,
    countries_low,
    countries_high
from curves
order by arrangement_number, rank;

-- table: plateau
-- caption: Languages that it takes for most places and countries
-- grain: one row for each order
-- key: arrangement
-- measure: ours
-- column: arrangement: size down, size up, alphabetical or random (its mean)
-- column: languages (languages): all languages
-- column: places (places): all places
-- column: languages_for_places (languages): least number of languages with `plateau` of all places
-- column: part_for_places (0 to 1): languages_for_places / languages
-- column: countries (countries): all countries
-- column: languages_for_countries (languages): least number of languages with `plateau` of all countries
-- column: part_for_countries (0 to 1): languages_for_countries / languages
-- column: replicates (replicates): random orders
-- column: seed: seed of the random orders
-- print: arrangement, languages, places, languages_for_places, countries, languages_for_countries
-- label: languages_for_places = languages for most places
-- label: arrangement = order of languages
-- chart: bar x=arrangement y=languages_for_places
with
totals as (
    select
        arrangement_number,
        arrangement,
        count(*) as languages,
        max(cumulative_places) as places,
        max(cumulative_countries) as countries
    from curves
    group by arrangement_number, arrangement
),
plateaus as (
    select
        totals.*,
        (
            select min(rank) from curves
            where curves.arrangement_number = totals.arrangement_number and places > 0
                and cumulative_places >= $plateau * places
        ) as languages_for_places,
        (
            select min(rank) from curves
            where curves.arrangement_number = totals.arrangement_number and countries > 0
                and cumulative_countries >= $plateau * countries
        ) as languages_for_countries
    from totals
)
select
    arrangement,
    languages,
    cast(places as integer) as places,
    languages_for_places,
    languages_for_places * 1.0 / languages as part_for_places,
    cast(countries as integer) as countries,
    languages_for_countries,
    languages_for_countries * 1.0 / languages as part_for_countries,
    $replicates as replicates,
    $seed as seed
from plateaus
order by arrangement_number;
