-- title: Representation of countries and languages
-- question: Which countries and languages have more, which have fewer samples than people?
-- note: Over the cultural samples, or with --param samples=all over all: so a corpus without culture tags has its countries too.
-- note: The universe of countries is table country_population, the universe of languages table language_speakers; a country
--   or language without samples is a row with n = 0. Figure, source and year of the world stand in those tables.
-- note: share is among the samples that name a country of the universe (or have a language of it); `left_out` are the
--   cultural samples that do not: no place, a place that is no country, no language, one that nobody is counted to speak.
-- note: Speakers are all who use a language, first or later learnt: a person has several languages.
-- note: The interval of ratio is that of share, each country or language by itself, divided by the share of the world; where
--   it spans 1, the difference may be chance. Where samples are weighted or counted in parts, it is at Kish's effective number.
-- note: The intervals count sources, or what --clusters names, as those of report decay do: where interval is fixed, there are
--   too few clusters, or too unequal ones, and they are taken as fixed.
-- needs: samples.culture if samples = cultural
-- parameter: by (column of samples) = null: one such table for each value of this column
-- parameter: samples (one of cultural all) = cultural: which samples are counted
-- parameter: where (condition on samples) = null: only the samples that meet it
-- parameter: weight (measure of samples) = n: counts this measure in place of samples
-- parameter: margins (margins of samples) = null: tables of known totals that the weights are calibrated to
-- parameter: replicate_weights (measures of samples) = null: intervals by these replicates of the weight
-- parameter: replication (replication) = brr: how the replicates were made: brr, fay:0.5 and such, jackknife or bootstrap
-- parameter: counting (counting) = whole: how a sample of several countries counts: whole, mention or fractional
-- parameter: clusters (column of samples) = source: intervals count clusters of samples by this column; none for samples
--   drawn one by one
-- parameter: min_n (integer from 0 to 1000000000) = 30: samples below which a row is flagged as small
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- steps:
cultural_samples as (
    select {by} as part, sum({weight}) as amount
    from samples
    where (cultural or $samples = 'all') and {where}
    group by 1
)

-- caption: Samples and population of countries
-- grain: one row for each value of --by and country of the world, the most over-represented first, and of those without
--   samples the largest last; none for a value whose samples name no country
-- key: by, iso2
-- measure: ours
-- empty: no sample that is counted names a country of the universe
-- column: by: value of the column that --by names; null without one
-- column: iso2: ISO 3166-1 code of the country
-- column: country: its English name
-- column: continent: its continent
-- column: n (samples or mentions): cultural samples that name the country
-- column: share (0 to 1): n divided by its total over the countries
-- column: share_low (0 to 1): lower end of the interval of share
-- column: share_high (0 to 1): upper end of the interval of share
-- column: population (people): population of the country
-- column: population_share (0 to 1): population divided by that of all countries of the universe
-- column: ratio (1 = as its people): share / population_share
-- column: ratio_low (1 = as its people): lower end of the interval of ratio
-- column: ratio_high (1 = as its people): upper end of the interval of ratio
-- column: log2_ratio (doublings): log2(ratio): 1 twice, -1 half of what its people would make; null without samples
-- column: left_out (samples): cultural samples that name no country of the universe, one that also names something else in
--   part; the same in all rows with one value of --by
-- column: clusters (clusters): sources, or values of the column that --clusters names, of this value of --by; null with none
-- column: deff (1 = as independent samples): design effect: variance of share over clusters, as a multiple of that of
--   as many independent samples; null for one cluster
-- column: interval (clusters, fixed, samples or replicates): what the interval covers; fixed: the clusters are taken as fixed;
--   replicates: what replicate weights stand for
-- column: small: 1 where the number of samples (not their weight) is below min_n, else 0
-- print: by, country, continent, n, share, population_share, ratio
-- rows: 40 ends each by
-- label: log2_ratio = share of samples over share of people, log2
-- label: blank = no sample that is counted
-- label: small = fewer than min_n samples
-- chart: map x=iso2 y=log2_ratio
with
tallies as (
    select {by} as part, {clusters} as cluster, iso2, sum({counting}) as amount, sum(n) as samples
    from countries
    where (cultural or $samples = 'all') and iso2 is not null and {where}
    group by 1, 2, 3
),
weight_squares as (
    select {by} as part, {clusters} as cluster, sum({weight_square}) as squares
    from countries
    where (cultural or $samples = 'all') and $counting = 'whole' and iso2 is not null and {where}
    group by 1, 2
    union all
    -- The squares of parts and of repeated mentions need the samples one by one.
    select {by}, {clusters}, sum(({counting}) * ({counting}))
    from countries
    where (cultural or $samples = 'all') and $counting <> 'whole' and iso2 is not null and {where}
    group by 1, 2
),
located_samples as (
    -- The fractions of a sample's countries add up to 1, and to less where it names something else beside them.
    select {by} as part, sum({weight_fractional}) as amount
    from countries
    where (cultural or $samples = 'all') and iso2 is not null and {where}
    group by 1
),
universe as (
    select
        cultural_samples.part,
        country.iso2,
        country.name,
        country.continent,
        population,
        population * 1.0 / sum(population) over (partition by cultural_samples.part) as population_share
    from cultural_samples
    cross join country_population
    join country on country.iso2 = country_population.iso2
),
clusters as (
    select tallies.part, tallies.cluster, sum(amount) as n, squares
    from tallies
    join weight_squares on weight_squares.part is tallies.part and weight_squares.cluster is tallies.cluster
    where amount is not null
    group by tallies.part, tallies.cluster
),
cells as (
    -- Each country with all clusters of its part, also those that do not have it.
    select
        universe.part,
        universe.iso2,
        coalesce(amount, 0) as k,
        coalesce(samples, 0) as samples,
        clusters.n,
        clusters.squares
    from universe
    left join clusters on clusters.part is universe.part
    left join tallies
        on tallies.part is universe.part and tallies.iso2 = universe.iso2
            and tallies.cluster is clusters.cluster
),
shares as (
    select
        part,
        iso2,
        sum(k) as n,
        sum(k) * 1.0 / nullif(sum(n), 0) as share,
        sum(samples) as samples,
        clustered_share(k, n, squares, $level) as interval
    from cells
    group by part, iso2
),
bounded as (
    select universe.*, n, share, samples, interval, interval ->> 'low' as share_low, interval ->> 'high' as share_high
    from universe
    join shares on shares.part is universe.part and shares.iso2 = universe.iso2
)
select
    bounded.part as "by",
    iso2,
    name as country,
    continent,
    n,
    share,
    share_low,
    share_high,
    population,
    population_share,
    share / population_share as ratio,
    share_low / population_share as ratio_low,
    share_high / population_share as ratio_high,
    log2(nullif(share / population_share, 0)) as log2_ratio,
    cultural_samples.amount - coalesce(located_samples.amount, 0) as left_out,
    iif($clusters is null, null, interval ->> 'clusters') as clusters,
    iif($clusters is null, null, interval ->> 'deff') as deff,
    case
        when $replicate_weights is not null then 'replicates'
        when $clusters is not null then interval ->> 'interval'
        when interval is not null then 'samples'
    end as interval,
    samples < $min_n as small
from bounded
join cultural_samples on cultural_samples.part is bounded.part
left join located_samples on located_samples.part is bounded.part
where share is not null
order by bounded.part is null, bounded.part, share / population_share desc, population, iso2;

-- table: languages
-- caption: Samples and speakers of languages
-- grain: one row for each value of --by and language that people are counted to speak, the most over-represented first, and
--   of those without samples the largest last; none for a value whose samples have no language
-- key: by, language_code
-- measure: ours
-- empty: no sample that is counted is in a language of the universe
-- column: by: value of the column that --by names; null without one
-- column: language_code: ISO 639-3 code of the language
-- column: language_name: its English name
-- column: n (samples or mentions): cultural samples in the language
-- column: share (0 to 1): n divided by its total over the languages
-- column: share_low (0 to 1): lower end of the interval of share
-- column: share_high (0 to 1): upper end of the interval of share
-- column: speakers (people): people who use the language
-- column: speakers_share (0 to 1): speakers divided by those of all languages of the universe
-- column: ratio (1 = as its speakers): share / speakers_share
-- column: ratio_low (1 = as its speakers): lower end of the interval of ratio
-- column: ratio_high (1 = as its speakers): upper end of the interval of ratio
-- column: log2_ratio (doublings): log2(ratio); null without samples
-- column: left_out (samples): cultural samples in languages outside the universe or in none; the same in all rows with one
--   value of --by
-- column: clusters (clusters): sources, or values of the column that --clusters names, of this value of --by; null with none
-- column: deff (1 = as independent samples): design effect: variance of share over clusters, as a multiple of that of
--   as many independent samples; null for one cluster
-- column: interval (clusters, fixed, samples or replicates): what the interval covers; fixed: the clusters are taken as fixed;
--   replicates: what replicate weights stand for
-- column: small: 1 where the number of samples (not their weight) is below min_n, else 0
-- print: by, language_name, n, share, speakers_share, ratio
-- rows: 40 ends each by
-- label: log2_ratio = samples over speakers, log2
-- label: language_name = language
-- label: small = fewer than min_n samples
-- chart: bar x=language_name y=log2_ratio
with
tallies as (
    select {by} as part, {clusters} as cluster, language_code, sum({counting}) as amount, sum(n) as samples
    from languages
    where (cultural or $samples = 'all') and language_code in (select code from language_speakers) and {where}
    group by 1, 2, 3
),
weight_squares as (
    select {by} as part, {clusters} as cluster, sum({weight_square}) as squares
    from languages
    where (cultural or $samples = 'all')
        and $counting = 'whole'
        and language_code in (select code from language_speakers)
        and {where}
    group by 1, 2
    union all
    -- The squares of parts and of repeated mentions need the samples one by one.
    select {by}, {clusters}, sum(({counting}) * ({counting}))
    from languages
    where (cultural or $samples = 'all')
        and $counting <> 'whole'
        and language_code in (select code from language_speakers)
        and {where}
    group by 1, 2
),
located_samples as (
    -- The fractions of a sample's languages add up to 1, and to less where some of them are not in the universe.
    select {by} as part, sum({weight_fractional}) as amount
    from languages
    where (cultural or $samples = 'all') and language_code in (select code from language_speakers) and {where}
    group by 1
),
universe as (
    select
        cultural_samples.part,
        language_reference.code,
        language_reference.name,
        speakers,
        speakers * 1.0 / sum(speakers) over (partition by cultural_samples.part) as speakers_share
    from cultural_samples
    cross join language_speakers
    join language_reference on language_reference.code = language_speakers.code
),
clusters as (
    select tallies.part, tallies.cluster, sum(amount) as n, squares
    from tallies
    join weight_squares on weight_squares.part is tallies.part and weight_squares.cluster is tallies.cluster
    where amount is not null
    group by tallies.part, tallies.cluster
),
cells as (
    -- Each language with all clusters of its part, also those that do not have it.
    select
        universe.part,
        universe.code,
        coalesce(amount, 0) as k,
        coalesce(samples, 0) as samples,
        clusters.n,
        clusters.squares
    from universe
    left join clusters on clusters.part is universe.part
    left join tallies
        on tallies.part is universe.part and tallies.language_code = universe.code
            and tallies.cluster is clusters.cluster
),
shares as (
    select
        part,
        code,
        sum(k) as n,
        sum(k) * 1.0 / nullif(sum(n), 0) as share,
        sum(samples) as samples,
        clustered_share(k, n, squares, $level) as interval
    from cells
    group by part, code
),
bounded as (
    select universe.*, n, share, samples, interval, interval ->> 'low' as share_low, interval ->> 'high' as share_high
    from universe
    join shares on shares.part is universe.part and shares.code = universe.code
)
select
    bounded.part as "by",
    code as language_code,
    name as language_name,
    n,
    share,
    share_low,
    share_high,
    speakers,
    speakers_share,
    share / speakers_share as ratio,
    share_low / speakers_share as ratio_low,
    share_high / speakers_share as ratio_high,
    log2(nullif(share / speakers_share, 0)) as log2_ratio,
    cultural_samples.amount - coalesce(located_samples.amount, 0) as left_out,
    iif($clusters is null, null, interval ->> 'clusters') as clusters,
    iif($clusters is null, null, interval ->> 'deff') as deff,
    case
        when $replicate_weights is not null then 'replicates'
        when $clusters is not null then interval ->> 'interval'
        when interval is not null then 'samples'
    end as interval,
    samples < $min_n as small
from bounded
join cultural_samples on cultural_samples.part is bounded.part
left join located_samples on located_samples.part is bounded.part
where share is not null
order by bounded.part is null, bounded.part, share / speakers_share desc, speakers, code;
