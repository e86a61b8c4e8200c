-- title: Places that are named most
-- question: Which places or countries do the cultural samples of each source name most, and on which continents are they?
-- note: Over the cultural samples, or with --param samples=all over all: so a corpus without culture tags has its places too.
-- note: A sample of several places counts in each of them, unless --counting says otherwise; share is of the total over all
--   places, not only of those shown. Samples that name no place are in no row.
-- note: The interval of share counts sources, or what --clusters names, as that of report decay does: where interval is
--   fixed, there are too few clusters, or too unequal ones, and they are taken as fixed. With --by source each list is of one.
-- note: Rank and frequency on logarithmic axes show a power law as a line.
-- needs: samples.culture if samples = cultural
-- needs: places.place
-- parameter: by (column of samples) = source: one such list for each value of this column
-- parameter: samples (one of cultural all) = cultural: which samples are counted
-- parameter: where (condition on samples) = null: only the samples that meet it
-- parameter: weight (measure of samples) = n: counts this measure in place of samples
-- parameter: margins (margins of samples) = null: tables of known totals that the weights are calibrated to
-- parameter: counting (counting) = whole: how a sample of several places counts: whole, mention or fractional
-- parameter: unit (one of place country) = place: what is ranked: places as they were written, or the countries they are in
-- parameter: top (integer from 1 to 1000000) = 50: how many are shown
-- parameter: clusters (column of samples) = source: intervals count clusters of samples by this column; none for samples
--   drawn one by one
-- parameter: min_n (integer from 0 to 1000000000) = 30: samples below which a place is flagged as small
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- caption: Places that most samples name
-- grain: one row for each value of --by, the largest first, and place (or country) among its most named
-- key: by, place
-- measure: paper
-- empty: no sample that is counted names a place
-- column: by: value of the column that --by names, by default sources; null where the samples have none
-- column: rank: place in the list, from 1; of equals the first by name
-- column: place: place as it was written, or English name of the country
-- column: iso2: the country's ISO 3166-1 code; null where it is in none
-- column: continent: its continent; null where it is on none
-- column: n (samples or mentions): samples that name it
-- column: share (0 to 1; ours): n divided by the total over all places
-- column: share_low (0 to 1; ours): lower end of the interval of share, over the places that samples name; where samples are
--   weighted or counted in parts, at Kish's effective number of these
-- column: share_high (0 to 1; ours): upper end of the interval of share
-- column: cumulative_share (0 to 1): share of this place and all before it
-- column: clusters (clusters; ours): sources, or values of the column that --clusters names, of this value of --by; null with
--   none
-- column: deff (1 = as independent samples; ours): design effect: variance of share over clusters, as a multiple of that of
--   as many independent places; null for one cluster
-- column: interval (clusters, fixed or samples; ours): what the interval covers; fixed: the clusters are taken as fixed
-- column: small (ours): 1 where fewer than min_n samples name it, else 0
-- print: by, rank, place, n, share
-- rows: 5 first each by
-- label: rank = rank of the place
-- label: n = number
-- label: small = fewer than min_n samples
-- chart: line x=rank y=n colour=by log=xy
with
tallies as (
    select {by} as part, {clusters} as cluster, place, iso2, continent, sum({counting}) as amount, sum(n) as samples
    from places
    where (cultural or $samples = 'all') and $unit = 'place' and {where}
    group by 1, 2, 3, 4, 5
    union all
    select {by}, {clusters}, country, iso2, continent, sum({counting}), sum(n)
    from countries
    where (cultural or $samples = 'all') and country is not null and $unit = 'country' and {where}
    group by 1, 2, 3, 4, 5
),
weight_squares as (
    select {by} as part, {clusters} as cluster, sum({weight_square}) as squares
    from places
    where (cultural or $samples = 'all') and $unit = 'place' and $counting = 'whole' and {where}
    group by 1, 2
    union all
    select {by}, {clusters}, sum({weight_square})
    from countries
    where (cultural or $samples = 'all')
        and country is not null
        and $unit = 'country'
        and $counting = 'whole'
        and {where}
    group by 1, 2
    union all
    -- The squares of parts and of repeated mentions need the samples one by one.
    select {by}, {clusters}, sum(({counting}) * ({counting}))
    from places
    where (cultural or $samples = 'all') and $unit = 'place' and $counting <> 'whole' and {where}
    group by 1, 2
    union all
    select {by}, {clusters}, sum(({counting}) * ({counting}))
    from countries
    where (cultural or $samples = 'all')
        and country is not null
        and $unit = 'country'
        and $counting <> 'whole'
        and {where}
    group by 1, 2
),
clusters as (
    select tallies.part, tallies.cluster, sum(amount) as n, squares
    from tallies
    join weight_squares on weight_squares.part is tallies.part and weight_squares.cluster is tallies.cluster
    where amount is not null
    group by tallies.part, tallies.cluster
),
amounts as (
    select part, place, iso2, continent, sum(amount) as amount, sum(samples) as samples
    from tallies
    where amount is not null
    group by part, place, iso2, continent
),
ranked as (
    select
        *,
        row_number() over (partition by part order by amount desc, place) as rank,
        sum(amount) over (partition by part order by amount desc, place) as amount_so_far,
        sum(amount) over (partition by part) as total
    from amounts
),
cells as (
    -- Each place that is shown with all clusters of its part, also those that do not name it.
    select ranked.part, ranked.place, coalesce(tallies.amount, 0) as k, clusters.n, clusters.squares
    from ranked
    join clusters on clusters.part is ranked.part
    left join tallies
        on tallies.part is ranked.part and tallies.place = ranked.place and tallies.cluster is clusters.cluster
    where rank <= $top
),
intervals as (
    select part, place, clustered_share(k, n, squares, $level) as interval
    from cells
    group by part, place
)
select
    ranked.part as "by",
    rank,
    ranked.place,
    iso2,
    continent,
    amount as n,
    amount * 1.0 / nullif(total, 0) as share,
    interval ->> 'low' as share_low,
    interval ->> 'high' as share_high,
    amount_so_far * 1.0 / nullif(total, 0) as cumulative_share,
    iif($clusters is null, null, interval ->> 'clusters') as clusters,
    iif($clusters is null, null, interval ->> 'deff') as deff,
    iif($clusters is null and interval is not null, 'samples', interval ->> 'interval') as interval,
    samples < $min_n as small
from ranked
join intervals on intervals.part is ranked.part and intervals.place = ranked.place
order by ranked.part is null, total desc, ranked.part, rank;

-- table: continents
-- caption: Continents of the places that most samples name
-- grain: one row for each value of --by, the largest first, and continent of its most named places
-- key: by, continent
-- measure: paper
-- empty: no sample that is counted names a place
-- column: by: value of the column that --by names, by default sources; null where the samples have none
-- column: continent: continent; null for places that are on none
-- column: places (places): places (or countries) of the continent among the most named
-- column: countries (countries): distinct countries of the continent among them
-- column: n (samples or mentions): of these places
-- column: share (0 to 1): n divided by the n of all most named places with the same value of --by
-- print: by, continent, places, countries, n, share
-- label: countries = most named countries
-- chart: stack x=by y=countries colour=continent
with
tallies as (
    select {by} as part, place, iso2, continent, sum({counting}) as amount
    from places
    where (cultural or $samples = 'all') and $unit = 'place' and {where}
    group by 1, 2, 3, 4
    union all
    select {by}, country, iso2, continent, sum({counting})
    from countries
    where (cultural or $samples = 'all') and country is not null and $unit = 'country' and {where}
    group by 1, 2, 3, 4
),
ranked as (
    select *, row_number() over (partition by part order by amount desc, place) as rank
    from tallies
    where amount is not null
),
grouped as (
    select part, continent, count(*) as places, count(distinct iso2) as countries, sum(amount) as n
    from ranked
    where rank <= $top
    group by part, continent
)
select
    part as "by",
    continent,
    places,
    countries,
    n,
    n * 1.0 / nullif(sum(n) over parts, 0) as share
from grouped
window parts as (partition by part)
order by part is null, sum(n) over parts desc, part, countries desc, continent is null, continent;
